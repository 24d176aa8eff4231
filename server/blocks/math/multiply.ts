import { z } from 'zod'
import { defineBlock } from '../../engine/define-block.ts'
import { finite } from './finite.ts'

export default defineBlock({
  id: 'math.multiply',
  title: 'Multiply',
  summary: 'A times B.',
  words: ['times', 'product'],
  category: 'math',
  icon: 'x',
  effect: 'pure',
  input: z.object({ a: z.number().meta({ title: 'A' }), b: z.number().meta({ title: 'B' }) }),
  output: z.object({ result: z.number().meta({ title: 'Result' }) }),
  run: ({ input: { a, b } }) => ({ result: finite(a * b) }),
  examples: [
    { title: 'multiplies', input: { a: 4, b: 2.5 }, output: { result: 10 } },
    { title: 'says when the result is too large', input: { a: 1e200, b: 1e200 }, fails: 'invalid-input' },
    { title: 'refuses digits in a text', input: { a: '1', b: 2 }, fails: 'invalid-input' },
  ],
})
