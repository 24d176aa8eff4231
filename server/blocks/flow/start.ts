import { z } from 'zod'
import { defineBlock } from '../../engine/define-block.ts'
import { json } from '../any-value.ts'
import { referenceOf, referencePorts } from './reference.ts'

export default defineBlock({
  id: 'flow.start',
  title: 'Start a flow',
  summary: 'Begins a run of another agent’s flow and goes on at once, without waiting for it.',
  docs: 'Begins a run with a history of its own and goes on at once. It begins in the commit of this step: exactly once, however often the step is tried. Publishing this flow notes which revision of the other it begins. Keep the Run it gives to wait for it, cancel it or send it a signal.',
  words: ['fire and forget', 'start workflow', 'run in background'],
  category: 'flows',
  icon: 'rocket',
  effect: 'transactional',
  needs: ['flows'],
  dynamic: 'inputs',
  input: z.looseObject({
    ...referencePorts,
    input: z.record(z.string(), json).default({}).meta({ title: 'Input', description: 'What its trigger gives out, by port.' }),
    cancelWithParent: z
      .boolean()
      .default(true)
      .meta({ title: 'Cancel it with this run', description: 'When this run is cancelled while the other is still at work. Off: it goes on by itself.' }),
  }),
  output: z.object({ run: z.string().meta({ title: 'Run', description: 'The id of the run that was begun.' }) }),
  fields: { agent: { control: 'agent' }, revision: { advanced: true }, input: { control: 'json', advanced: true }, cancelWithParent: { advanced: true } },
  run: async ({ input: { cancelWithParent, ...input }, flows }) => {
    const { reference, given } = referenceOf(input)
    return { run: (await flows.start(reference, given, { cancelWithParent })).run }
  },
  examples: [
    {
      title: 'gives the run that was begun',
      input: { agent: '019aa3f0-7c1e-7d2a-8a52-9b1d1a2b3c4d', input: { text: 'Hello' } },
      replies: [{ hand: 'flows', run: '019aa3f0-7c1e-7d2a-8a52-000000000001' }],
      output: { run: '019aa3f0-7c1e-7d2a-8a52-000000000001' },
    },
    { title: 'refuses what is no agent', input: { agent: 'that one' }, fails: 'invalid-input' },
  ],
})
