import { z } from 'zod'
import { defineContainer } from '../../engine/define-container.ts'
import { generic } from '../../engine/port-types.ts'

export default defineContainer({
  id: 'control.timeout',
  title: 'Timeout',
  summary: 'Gives what is in it only so much time. After that it is stopped, its questions are closed, and this fails.',
  docs: 'When what is in it takes longer than the limit it is stopped, its open questions are closed, and this block fails with timed-out. The time counts on while people are asked. A Try around it turns that into a value.',
  words: ['time limit', 'deadline'],
  category: 'control',
  icon: 'timer',
  container: 'timeout',
  input: z.object({
    limitMs: z
      .int()
      .min(1)
      .max(31_536_000_000)
      .default(60_000)
      .meta({ title: 'Limit', description: 'Milliseconds. Counts on while the run waits for people.' }),
  }),
  output: z.object({ result: generic('R').optional().meta({ title: 'Result' }) }),
  inside: { outputs: z.object({}), inputs: z.object({ result: generic('R').optional().meta({ title: 'Result' }) }) },
})
