import { z } from 'zod'
import { defineBlock } from '../../engine/define-block.ts'
import { json } from '../any-value.ts'

const place = z
  .string()
  .max(1000)
  .regex(/^(\/.*)?$/s, 'a JSON Pointer such as /order/status')
const operationSchema = z.discriminatedUnion('op', [
  z.object({ op: z.enum(['add', 'replace', 'test']), path: place, value: json }),
  z.object({ op: z.literal('remove'), path: place }),
  z.object({ op: z.enum(['move', 'copy']), from: place, path: place }),
])

export default defineBlock({
  id: 'state.patch',
  title: 'Change shared state',
  summary: 'Changes what the conversation, its agents and the apps it is open in share, by a JSON Patch.',
  docs: 'All operations hold or none (RFC 6902). It is changed in the commit of this step: exactly once. Apps that speak AG-UI see it at once.',
  words: ['set variable', 'variable assigner', 'write state', 'conversation variable'],
  category: 'chat',
  icon: 'database',
  effect: 'transactional',
  needs: ['state'],
  input: z.object({
    patch: z.array(operationSchema).min(1).max(200).meta({ title: 'Patch', description: 'Such as [{"op": "add", "path": "/status", "value": "paid"}].' }),
  }),
  output: z.object({ state: z.record(z.string(), z.unknown()).meta({ title: 'State', description: 'As it is now.' }) }),
  run: async ({ input, state }) => ({ state: await state.change(input.patch) }),
  examples: [
    {
      title: 'sets a value',
      input: { patch: [{ op: 'add', path: '/status', value: 'paid' }] },
      replies: [{ hand: 'state', state: { status: 'paid' } }],
      output: { state: { status: 'paid' } },
    },
    { title: 'refuses a place that is none', input: { patch: [{ op: 'remove', path: 'status' }] }, fails: 'invalid-input' },
  ],
})
