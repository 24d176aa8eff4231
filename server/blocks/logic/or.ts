import { z } from 'zod'
import { defineBlock } from '../../engine/define-block.ts'

const more = (title: string) => z.boolean().optional().meta({ title })

export default defineBlock({
  id: 'logic.or',
  title: 'Or',
  summary: 'True when at least one is true.',
  words: ['either', 'any of'],
  category: 'logic',
  icon: 'slash',
  effect: 'pure',
  input: z.object({ a: z.boolean().meta({ title: 'A' }), b: z.boolean().meta({ title: 'B' }), c: more('C'), d: more('D') }),
  output: z.object({ result: z.boolean().meta({ title: 'Result' }) }),
  run: ({ input: { a, b, c, d } }) => ({ result: [a, b, c, d].filter((value) => value !== undefined).some(Boolean) }),
  examples: [
    { title: 'is true when one is', input: { a: false, b: true }, output: { result: true } },
    { title: 'is false when none is', input: { a: false, b: false }, output: { result: false } },
    { title: 'needs two values', input: { a: true }, fails: 'invalid-input' },
  ],
})
