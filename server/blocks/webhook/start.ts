import { z } from 'zod'
import { defineBlock } from '../../engine/define-block.ts'
import { anyValue } from '../any-value.ts'

export default defineBlock({
  id: 'webhook.start',
  title: 'Webhook',
  summary: 'Starts the flow when another program calls the address of this agent.',
  words: ['incoming webhook', 'catch hook', 'http trigger', 'callback url', 'trigger'],
  category: 'triggers',
  icon: 'webhook',
  effect: 'recorded',
  trigger: true,
  input: z.object({
    signed: z
      .boolean()
      .default(false)
      .meta({ title: 'Only signed calls', description: 'Refuses calls that are not signed with the secret shown on the agent’s page (Standard Webhooks).' }),
    reply: z
      .enum(['at once', 'when finished'])
      .default('at once')
      .meta({ title: 'Answer', description: 'At once with the id of the run, or when it is finished with what came of it (25 seconds at most).' }),
  }),
  output: z.object({
    body: anyValue('Body', 'What was sent: JSON as it is, a form as names and values, else the text.'),
    headers: z.record(z.string(), z.string()).meta({ title: 'Headers', description: 'By name in lower case, without those that hold keys and cookies.' }),
    query: z.record(z.string(), z.string()).meta({ title: 'Query', description: 'What stood after the question mark of the address.' }),
    method: z.string().meta({ title: 'Method' }),
  }),
  fields: { reply: { control: 'choice' } },
  run: () => ({}),
  examples: [{ title: 'gives nothing by itself: its ports come from the call', input: {}, output: {} }],
})
