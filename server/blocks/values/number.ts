import { z } from 'zod'
import { defineBlock } from '../../engine/define-block.ts'

export default defineBlock({
  id: 'values.number',
  title: 'Number',
  summary: 'A number to use in many places.',
  words: ['integer', 'constant'],
  category: 'values',
  icon: 'hash',
  effect: 'pure',
  input: z.object({ value: z.number().default(0).meta({ title: 'Number' }) }),
  output: z.object({ value: z.number().meta({ title: 'Number' }) }),
  run: ({ input }) => input,
  examples: [
    { title: 'gives the number', input: { value: -2.5 }, output: { value: -2.5 } },
    { title: 'refuses digits in a text', input: { value: '7' }, fails: 'invalid-input' },
  ],
})
