import { z } from 'zod'
import { defineContainer } from '../../engine/define-container.ts'
import { generic } from '../../engine/port-types.ts'

export default defineContainer({
  id: 'control.retry',
  title: 'Retry',
  summary: 'Does everything in it anew when it fails in a way that may pass. Pauses between tries hold no worker.',
  docs: 'Blocks in it are done anew, all of them, when one fails in a way that may pass, such as a service that does not answer. Pauses grow by the factor, and a waiting run holds no worker. What has an effect outside is done at least once, so it may be done again. To try only one block again, set that on the block itself.',
  words: ['try again', 'backoff', 'retry on fail'],
  category: 'control',
  icon: 'rotate-ccw',
  container: 'retry',
  input: z.object({
    attempts: z.int().min(1).max(100).default(3).meta({ title: 'Attempts', description: 'How often in all.' }),
    backoffMs: z.int().min(0).max(86_400_000).default(1000).meta({ title: 'Pause', description: 'Milliseconds before the second try.' }),
    factor: z.number().min(1).max(10).default(2).meta({ title: 'Factor', description: 'Each pause is so many times as long as the one before.' }),
    always: z.boolean().default(false).meta({ title: 'Always', description: 'Also after failures that will hardly pass, such as a wrong input.' }),
  }),
  output: z.object({
    result: generic('R').optional().meta({ title: 'Result' }),
    tries: z.int().meta({ title: 'Tries', description: 'How many it took.' }),
  }),
  inside: {
    outputs: z.object({ attempt: z.int().meta({ title: 'Attempt', description: 'Counts from 1.' }) }),
    inputs: z.object({ result: generic('R').optional().meta({ title: 'Result' }) }),
  },
})
