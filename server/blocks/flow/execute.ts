import { z } from 'zod'
import { defineBlock } from '../../engine/define-block.ts'
import { json } from '../any-value.ts'
import { referenceOf, referencePorts } from './reference.ts'

export default defineBlock({
  id: 'flow.execute',
  title: 'Run a flow',
  summary: 'Walks another agent’s flow as a part of this run and gives what comes of it.',
  docs: `The other flow's steps become steps of this run: one history, one place to look, and a failure there is a failure here. Choose an agent and its inputs and outputs appear as ports. Publishing this flow notes which revision of the other it calls; publish this one anew to take up a newer one. Flows may call each other 16 levels deep.`,
  words: ['workflow', 'execute workflow', 'sub-workflow', 'subworkflow', 'subflow', 'call workflow', 'sub-zap', 'workflow as tool'],
  category: 'flows',
  icon: 'workflow',
  effect: 'composite',
  needs: ['execute'],
  dynamic: 'both',
  input: z.looseObject({
    ...referencePorts,
    input: z.record(z.string(), json).default({}).meta({ title: 'Input', description: 'What its trigger gives out, by port.' }),
  }),
  output: z.looseObject({ result: z.record(z.string(), json).meta({ title: 'Result', description: 'All that came of it, by port.' }) }),
  fields: { agent: { control: 'agent' }, revision: { advanced: true }, input: { control: 'json', advanced: true } },
  run: async ({ input, execute }) => {
    const { reference, given } = referenceOf(input)
    const result = await execute('~flow', reference, given)
    return { ...result, result }
  },
  examples: [
    {
      title: 'gives what the flow gave',
      input: { agent: '019aa3f0-7c1e-7d2a-8a52-9b1d1a2b3c4d' },
      replies: [{ hand: 'execute', output: { text: 'Hello' } }],
      output: { result: { text: 'Hello' } },
    },
    { title: 'refuses what is no agent', input: { agent: 'that one' }, fails: 'invalid-input' },
  ],
})
