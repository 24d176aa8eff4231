import { z } from 'zod'
import { defineBlock } from '../../engine/define-block.ts'
import { anyValue } from '../any-value.ts'
import { deadlineAfter } from '../deadline-after.ts'
import { topicSchema } from '../topic.ts'

export default defineBlock({
  id: 'event.listen',
  title: 'Wait for an event',
  summary: 'Waits, for weeks if need be, until a flow of this workspace emits a topic.',
  docs: 'The run rests until somebody emits the topic, without holding a worker. Only what is emitted after it began to wait counts; use a signal for something meant for one run that may come early. With hours set, Expired fires instead when nothing came.',
  words: ['subscribe once', 'wait for trigger'],
  category: 'flows',
  icon: 'ear',
  effect: 'composite',
  needs: ['wait', 'call'],
  input: z.object({
    topic: topicSchema.meta({ title: 'Topic', description: 'Such as orders.paid. What was emitted before this block began to wait is not heard.' }),
    hours: z.number().min(0).max(8760).default(0).meta({ title: 'Hours to wait', description: '0 waits without end.' }),
  }),
  output: z.object({
    payload: anyValue('Payload', 'What was emitted.').optional(),
    expired: z.object({ at: z.string() }).optional().meta({ title: 'Expired', description: 'Fires when the time is over.' }),
  }),
  fields: { hours: { advanced: true } },
  run: async ({ input, wait, call }) => {
    const from = input.hours > 0 ? await call('from', 'time.now', {}) : {}
    const answer = await wait('event', { kind: 'event', topic: input.topic, ...deadlineAfter(String(from.at), input.hours) })
    return answer.outcome === 'expired' ? { expired: { at: answer.at } } : { payload: answer.value }
  },
  examples: [
    {
      title: 'gives what was emitted',
      input: { topic: 'orders.paid' },
      replies: [{ hand: 'wait', answer: { value: { order: 7 } } }],
      output: { payload: { order: 7 } },
    },
    {
      title: 'says when nothing came in time',
      input: { topic: 'orders.paid', hours: 1 },
      replies: [
        { hand: 'call', block: 'time.now', output: { at: '2026-11-20T09:00:00.000Z', epochMs: 1795165200000 } },
        { hand: 'wait', answer: { outcome: 'expired', at: '2026-11-20T10:00:00.000Z' } },
      ],
      output: { expired: { at: '2026-11-20T10:00:00.000Z' } },
    },
    { title: 'refuses no topic', input: { topic: '' }, fails: 'invalid-input' },
  ],
})
