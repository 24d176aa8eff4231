import { z } from 'zod'
import { defineBlock } from '../../engine/define-block.ts'
import { anyValue } from '../any-value.ts'
import { topicSchema } from '../topic.ts'

export default defineBlock({
  id: 'event.emit',
  title: 'Emit an event',
  summary: 'Tells all flows of this workspace that listen to a topic.',
  docs: 'Every flow that starts with "When an event comes" for this topic is started once, and every run that waits for it goes on. It is emitted in the commit of this step: exactly once, and not at all when the step fails. Only flows of this workspace hear it.',
  words: ['publish', 'broadcast', 'raise event'],
  category: 'flows',
  icon: 'megaphone',
  effect: 'transactional',
  needs: ['bus'],
  input: z.object({
    topic: topicSchema.meta({ title: 'Topic', description: 'Such as orders.paid.' }),
    payload: anyValue('Payload', 'What those who listen get.').default(null),
  }),
  output: z.object({ topic: z.string().meta({ title: 'Topic' }) }),
  run: async ({ input, bus }) => {
    await bus.emit(input.topic, input.payload)
    return { topic: input.topic }
  },
  examples: [
    { title: 'tells what happened', input: { topic: 'orders.paid', payload: { order: 7 } }, output: { topic: 'orders.paid' } },
    { title: 'refuses a topic with blanks', input: { topic: 'orders paid' }, fails: 'invalid-input' },
  ],
})
