import { z } from 'zod'
import { defineBlock } from '../../engine/define-block.ts'

const more = (title: string) => z.boolean().optional().meta({ title })

export default defineBlock({
  id: 'logic.and',
  title: 'And',
  summary: 'True when all are true.',
  words: ['both', 'all of'],
  category: 'logic',
  icon: 'ampersand',
  effect: 'pure',
  input: z.object({ a: z.boolean().meta({ title: 'A' }), b: z.boolean().meta({ title: 'B' }), c: more('C'), d: more('D') }),
  output: z.object({ result: z.boolean().meta({ title: 'Result' }) }),
  run: ({ input: { a, b, c, d } }) => ({ result: [a, b, c, d].filter((value) => value !== undefined).every(Boolean) }),
  examples: [
    { title: 'is true when all are', input: { a: true, b: true }, output: { result: true } },
    { title: 'is false when one is not', input: { a: true, b: false, c: true }, output: { result: false } },
    { title: 'needs two values', input: { a: true }, fails: 'invalid-input' },
  ],
})
