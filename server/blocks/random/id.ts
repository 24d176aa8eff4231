import { z } from 'zod'
import { defineBlock } from '../../engine/define-block.ts'

export default defineBlock({
  id: 'random.id',
  title: 'New id',
  summary: 'A unique id, made once and replayed for ever.',
  words: ['uuid', 'guid', 'unique id', 'generate id'],
  category: 'values',
  icon: 'fingerprint',
  effect: 'recorded',
  needs: ['random'],
  input: z.object({ prefix: z.string().max(32).default('').meta({ title: 'Prefix', description: 'Put before the id, such as order-.' }) }),
  output: z.object({ id: z.string().meta({ title: 'Id' }) }),
  run: ({ input, random }) => ({ id: input.prefix + random.id() }),
  examples: [
    {
      title: 'puts the prefix before it',
      input: { prefix: 'order-' },
      replies: [{ hand: 'random', value: 7 }],
      output: { id: 'order-00000000-0000-7000-8000-000000000007' },
    },
    { title: 'refuses a prefix that is too long', input: { prefix: 'x'.repeat(33) }, fails: 'invalid-input' },
  ],
})
