import { z } from 'zod'
import { defineBlock } from '../../engine/define-block.ts'

export default defineBlock({
  id: 'state.read',
  title: 'Read shared state',
  summary: 'What the conversation, its agents and the apps it is open in share.',
  docs: 'A JSON object beside the conversation. Apps that speak AG-UI send their copy with each message, and see every change at once.',
  words: ['get variable', 'session state', 'read state'],
  category: 'chat',
  icon: 'database',
  effect: 'transactional',
  needs: ['state'],
  input: z.object({}),
  output: z.object({ state: z.record(z.string(), z.unknown()).meta({ title: 'State' }) }),
  run: async ({ state }) => ({ state: await state.change([]) }),
  examples: [
    { title: 'reads it', input: {}, replies: [{ hand: 'state', state: { step: 2 } }], output: { state: { step: 2 } } },
    { title: 'takes nothing but an object', input: [] as never, fails: 'invalid-input' },
  ],
})
