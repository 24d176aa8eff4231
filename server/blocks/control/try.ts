import { z } from 'zod'
import { defineContainer } from '../../engine/define-container.ts'
import { generic } from '../../engine/port-types.ts'

export default defineContainer({
  id: 'control.try',
  title: 'Try',
  summary: 'Does what is in it and never fails: gives the result, or the failure as a value.',
  docs: 'When a block in it fails, Failure tells code, message and where; otherwise Result fires. Only one of the two comes out, so wire both and bring them together with Merge. What was done before the failure stays done.',
  words: ['error handling', 'catch', 'try catch', 'on error', 'error trigger', 'continue on fail', 'error handler'],
  category: 'control',
  icon: 'shield-check',
  container: 'try',
  input: z.object({}),
  output: z.object({
    result: generic('R').optional().meta({ title: 'Result' }),
    failure: z
      .object({ code: z.string(), message: z.string(), path: z.string() })
      .optional()
      .meta({ title: 'Failure', description: 'What went wrong, and where. Nothing when all went well.' }),
  }),
  inside: { outputs: z.object({}), inputs: z.object({ result: generic('R').optional().meta({ title: 'Result' }) }) },
})
