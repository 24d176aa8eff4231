import { z } from 'zod'
import { defineBlock } from '../../engine/define-block.ts'

export default defineBlock({
  id: 'values.text',
  title: 'Text',
  summary: 'A text to use in many places.',
  words: ['string', 'constant', 'variable'],
  category: 'values',
  icon: 'type',
  effect: 'pure',
  input: z.object({ value: z.string().default('').meta({ title: 'Text' }) }),
  output: z.object({ value: z.string().meta({ title: 'Text' }) }),
  fields: { value: { control: 'multiline' } },
  run: ({ input }) => input,
  examples: [
    { title: 'gives the text', input: { value: 'Good morning' }, output: { value: 'Good morning' } },
    { title: 'refuses a number', input: { value: 7 }, fails: 'invalid-input' },
  ],
})
