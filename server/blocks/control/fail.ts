import { z } from 'zod'
import { defineBlock } from '../../engine/define-block.ts'
import { AppError } from '../../kernel/errors.ts'
import { json } from '../any-value.ts'

export default defineBlock({
  id: 'control.fail',
  title: 'Fail',
  summary: 'Fails with this message: the run ends as failed unless something takes the failure.',
  docs: 'Use it where going on would be wrong, such as on the Otherwise of a Switch. The run ends as failed with your message, unless a Try is around it or its error port is wired. With "May pass" on, a Retry around it tries again.',
  words: ['stop and error', 'throw', 'raise', 'exception', 'error'],
  category: 'control',
  icon: 'circle-x',
  effect: 'recorded',
  input: z.object({
    message: z.string().min(1).max(2000).meta({ title: 'Message', description: 'What people read.' }),
    when: json.optional().meta({ title: 'When', description: 'Only orders: it fails once this has come.' }),
    mayPass: z.boolean().default(false).meta({ title: 'May pass', description: 'A Retry around it tries again.' }),
  }),
  output: z.object({}),
  run: ({ input }) => {
    throw new AppError('block-failed', input.message, undefined, { retry: input.mayPass ? 'later' : 'never' })
  },
  examples: [{ title: 'fails with its message', input: { message: 'The order is empty.' }, fails: 'block-failed' }],
})
