import { z } from 'zod'
import { defineBlock } from '../../engine/define-block.ts'

export default defineBlock({
  id: 'run.info',
  title: 'This run',
  summary: 'What run this is: its id, what started it, and who.',
  words: ['execution data', 'run id', 'execution id', 'metadata'],
  category: 'flows',
  icon: 'info',
  effect: 'recorded',
  needs: ['run'],
  input: z.object({}),
  output: z.object({
    id: z.string().meta({ title: 'Id', description: 'For signals to this run.' }),
    root: z.string().meta({ title: 'First run', description: 'The one from which this line of runs began; mostly this one.' }),
    depth: z.int().meta({ title: 'Depth', description: 'How many runs stand above this one.' }),
    trigger: z.string().meta({ title: 'Trigger', description: 'What started it: chat, manual, schedule, webhook, event, flow.' }),
    agent: z.string().meta({ title: 'Agent' }),
    startedBy: z.string().meta({ title: 'Started by', description: 'The id of the person.' }),
  }),
  run: ({ run: { id, root, depth, trigger, agent, startedBy } }) => ({ id, root, depth, trigger, agent, startedBy }),
  examples: [
    { title: 'tells what run this is', input: {}, output: { id: 'run', root: 'run', depth: 0, trigger: 'manual', agent: 'agent', startedBy: 'p1' } },
    { title: 'takes nothing but an object', input: [] as never, fails: 'invalid-input' },
  ],
})
