import { z } from 'zod'
import { defineBlock } from '../../engine/define-block.ts'
import { finite } from './finite.ts'

export default defineBlock({
  id: 'math.subtract',
  title: 'Subtract',
  summary: 'A minus B.',
  words: ['minus', 'difference'],
  category: 'math',
  icon: 'minus',
  effect: 'pure',
  input: z.object({ a: z.number().meta({ title: 'A' }), b: z.number().meta({ title: 'B' }) }),
  output: z.object({ result: z.number().meta({ title: 'Result' }) }),
  run: ({ input: { a, b } }) => ({ result: finite(a - b) }),
  examples: [
    { title: 'subtracts', input: { a: 2, b: 3 }, output: { result: -1 } },
    { title: 'says when the result is too large', input: { a: 1.7e308, b: -1.7e308 }, fails: 'invalid-input' },
    { title: 'refuses digits in a text', input: { a: '1', b: 2 }, fails: 'invalid-input' },
  ],
})
