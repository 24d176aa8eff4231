import { z } from 'zod'
import { defineBlock } from '../../engine/define-block.ts'
import { anyValue } from '../any-value.ts'
import { topicSchema } from '../topic.ts'

export default defineBlock({
  id: 'event.start',
  title: 'When an event comes',
  summary: 'Starts the flow whenever another flow of this workspace emits this topic.',
  docs: 'Publish the agent and it begins to listen. Each event starts one run with its payload. Flows that start each other in a circle are stopped after 16 runs in a row.',
  words: ['event trigger', 'subscribe', 'on event', 'trigger'],
  category: 'triggers',
  icon: 'radio',
  effect: 'recorded',
  trigger: true,
  input: z.object({ topic: topicSchema.meta({ title: 'Topic', description: 'Such as orders.paid.' }) }),
  output: z.object({
    payload: anyValue('Payload', 'What was emitted.'),
    topic: z.string().meta({ title: 'Topic' }),
    at: z.iso.datetime().meta({ title: 'At', description: 'When it was emitted, ISO 8601 in UTC.' }),
  }),
  run: () => ({}),
  examples: [{ title: 'gives nothing by itself: its ports come from the event', input: { topic: 'orders.paid' }, output: {} }],
})
