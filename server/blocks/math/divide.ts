import { z } from 'zod'
import { defineBlock } from '../../engine/define-block.ts'
import { AppError } from '../../kernel/errors.ts'
import { finite } from './finite.ts'

export default defineBlock({
  id: 'math.divide',
  title: 'Divide',
  summary: 'A divided by B, and what is left over.',
  words: ['ratio', 'quotient', 'percent'],
  category: 'math',
  icon: 'divide',
  effect: 'pure',
  input: z.object({ a: z.number().meta({ title: 'A' }), b: z.number().meta({ title: 'B', description: 'Not 0.' }) }),
  output: z.object({
    result: z.number().meta({ title: 'Result' }),
    remainder: z.number().meta({ title: 'Remainder', description: 'Never negative for whole numbers.' }),
  }),
  run: ({ input: { a, b } }) => {
    if (b === 0) throw new AppError('invalid-input', 'Nothing can be divided by 0. Check B before, with Compare and Branch.')
    return { result: finite(a / b), remainder: ((a % b) + Math.abs(b)) % Math.abs(b) }
  },
  examples: [
    { title: 'divides', input: { a: 7, b: 2 }, output: { result: 3.5, remainder: 1 } },
    { title: 'leaves a positive remainder', input: { a: -7, b: 2 }, output: { result: -3.5, remainder: 1 } },
    { title: 'says that nothing can be divided by 0', input: { a: 1, b: 0 }, fails: 'invalid-input' },
  ],
})
