import { z } from 'zod'
import { defineBlock } from '../../engine/define-block.ts'
import { anyValue } from '../any-value.ts'
import { topicSchema } from '../topic.ts'

export default defineBlock({
  id: 'signal.send',
  title: 'Send a signal',
  summary: 'Tells one run something. It is kept until that run receives it.',
  docs: 'Give it the id of a run, such as "Start a flow" gives it, and the name under which that run receives. It is sent in the commit of this step, exactly once, and kept until it is received.',
  words: ['resume run', 'wake'],
  category: 'flows',
  icon: 'send',
  effect: 'transactional',
  needs: ['bus'],
  input: z.object({
    run: z.uuid().meta({ title: 'Run', description: 'The id of the run it is for.' }),
    name: topicSchema.meta({ title: 'Name', description: 'The name under which the run receives it.' }),
    payload: anyValue('Payload', 'What the run gets.').default(null),
  }),
  output: z.object({ run: z.string().meta({ title: 'Run' }) }),
  run: async ({ input, bus }) => {
    await bus.signal(input.run, input.name, input.payload)
    return { run: input.run }
  },
  examples: [
    {
      title: 'tells one run',
      input: { run: '019aa3f0-7c1e-7d2a-8a52-9b1d1a2b3c4d', name: 'go', payload: 1 },
      output: { run: '019aa3f0-7c1e-7d2a-8a52-9b1d1a2b3c4d' },
    },
    { title: 'refuses what is no id of a run', input: { run: 'that one', name: 'go' }, fails: 'invalid-input' },
  ],
})
