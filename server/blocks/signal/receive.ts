import { z } from 'zod'
import { defineBlock } from '../../engine/define-block.ts'
import { anyValue } from '../any-value.ts'
import { deadlineAfter } from '../deadline-after.ts'
import { topicSchema } from '../topic.ts'

export default defineBlock({
  id: 'signal.receive',
  title: 'Wait for a signal',
  summary: 'Waits for something sent to this run. What was sent before is there already; each is received once, in order.',
  docs: 'Waits for what "Send a signal" sends to this run under this name. Signals are kept: one that came before is received at once, each once, in the order they were sent. With hours set, Expired fires when nothing came.',
  words: ['wait for webhook', 'pause until called', 'resume on'],
  category: 'flows',
  icon: 'inbox',
  effect: 'composite',
  needs: ['wait', 'call'],
  input: z.object({
    name: topicSchema.meta({ title: 'Name', description: 'The name under which it is sent.' }),
    hours: z.number().min(0).max(8760).default(0).meta({ title: 'Hours to wait', description: '0 waits without end.' }),
  }),
  output: z.object({
    payload: anyValue('Payload', 'What was sent.').optional(),
    expired: z.object({ at: z.string() }).optional().meta({ title: 'Expired', description: 'Fires when the time is over.' }),
  }),
  fields: { hours: { advanced: true } },
  run: async ({ input, wait, call }) => {
    const from = input.hours > 0 ? await call('from', 'time.now', {}) : {}
    const answer = await wait('signal', { kind: 'signal', name: input.name, ...deadlineAfter(String(from.at), input.hours) })
    return answer.outcome === 'expired' ? { expired: { at: answer.at } } : { payload: answer.value }
  },
  examples: [
    { title: 'gives what was sent', input: { name: 'go' }, replies: [{ hand: 'wait', answer: { value: 1 } }], output: { payload: 1 } },
    {
      title: 'says when nothing came in time',
      input: { name: 'go', hours: 1 },
      replies: [
        { hand: 'call', block: 'time.now', output: { at: '2026-11-20T09:00:00.000Z', epochMs: 1795165200000 } },
        { hand: 'wait', answer: { outcome: 'expired', at: '2026-11-20T10:00:00.000Z' } },
      ],
      output: { expired: { at: '2026-11-20T10:00:00.000Z' } },
    },
    { title: 'refuses no name', input: { name: '' }, fails: 'invalid-input' },
  ],
})
