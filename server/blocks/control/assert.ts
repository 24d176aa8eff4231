import { z } from 'zod'
import { defineBlock } from '../../engine/define-block.ts'
import { generic } from '../../engine/port-types.ts'
import { AppError } from '../../kernel/errors.ts'

export default defineBlock({
  id: 'control.assert',
  title: 'Assert',
  summary: 'Fails with your message when something that has to hold does not. Otherwise passes the value on.',
  docs: 'Put it before work that must not be done on wrong data. While the condition is true the value goes on unchanged; when it is false the block fails with the code assertion-failed and your message. A Try around it, or a wire from its error port, handles that; a Retry does not try again, since the same data would fail again.',
  words: ['validate', 'guardrails', 'check', 'ensure', 'guard'],
  category: 'control',
  icon: 'shield-alert',
  effect: 'recorded',
  input: z.object({
    condition: z.boolean().meta({ title: 'Condition', description: 'What has to hold, such as order.total > 0.' }),
    message: z.string().min(1).max(2000).meta({ title: 'Message', description: 'What people read when it does not hold: what is wrong, and what to do.' }),
    value: generic('T').default(true).meta({ title: 'Value', description: 'Passed on when it holds.' }),
  }),
  output: z.object({ value: generic('T').meta({ title: 'Value' }) }),
  run: ({ input }) => {
    if (!input.condition) throw new AppError('assertion-failed', input.message)
    return { value: input.value }
  },
  examples: [
    { title: 'passes the value on when it holds', input: { condition: true, message: 'The order is empty.', value: 7 }, output: { value: 7 } },
    { title: 'fails with its message when it does not', input: { condition: false, message: 'The order is empty.' }, fails: 'assertion-failed' },
    { title: 'refuses a condition that is neither', input: { condition: 'maybe', message: 'The order is empty.' }, fails: 'invalid-input' },
  ],
})
