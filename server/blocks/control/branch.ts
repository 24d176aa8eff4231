import { z } from 'zod'
import { defineBlock } from '../../engine/define-block.ts'
import { generic } from '../../engine/port-types.ts'

export default defineBlock({
  id: 'control.branch',
  version: 2,
  typedSince: 2,
  title: 'Branch',
  summary: 'Goes one way when the condition is true, the other way when it is not. What hangs on the other way is skipped.',
  docs: 'Wire or write a condition, such as order.total > 100. Only one of Yes and No fires, with the value; every block that hangs on the other one alone is skipped. Bring the two ways together again with Merge.',
  words: ['if', 'if else', 'if/else', 'condition', 'conditional', 'decision', 'true or false', 'ifelse'],
  category: 'control',
  icon: 'git-branch',
  effect: 'pure',
  input: z.object({
    condition: z.boolean().meta({ title: 'Condition' }),
    value: generic('T').default(true).meta({ title: 'Value', description: 'Passed on through the chosen port.' }),
  }),
  output: z.object({ yes: generic('T').optional().meta({ title: 'Yes' }), no: generic('T').optional().meta({ title: 'No' }) }),
  run: ({ input }) => (input.condition ? { yes: input.value } : { no: input.value }),
  examples: [
    { title: 'fires Yes only', input: { condition: true, value: 'go' }, output: { yes: 'go' } },
    { title: 'fires No only', input: { condition: false }, output: { no: true } },
    { title: 'refuses a condition that is neither', input: { condition: 'maybe' }, fails: 'invalid-input' },
  ],
})
