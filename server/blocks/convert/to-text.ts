import { z } from 'zod'
import { defineBlock } from '../../engine/define-block.ts'
import { anyValue } from '../any-value.ts'
import { asText } from '../text/as-text.ts'

export default defineBlock({
  id: 'convert.to-text',
  title: 'To text',
  summary: 'Any value as text; objects and lists as JSON.',
  words: ['stringify', 'to string', 'json stringify'],
  category: 'convert',
  icon: 'type',
  effect: 'pure',
  input: z.object({ value: anyValue('Value') }),
  output: z.object({ text: z.string().meta({ title: 'Text' }) }),
  run: ({ input }) => ({ text: asText(input.value) }),
  examples: [
    { title: 'writes a number', input: { value: 12.5 }, output: { text: '12.5' } },
    { title: 'writes an object as JSON', input: { value: { a: [1, null] } }, output: { text: '{"a":[1,null]}' } },
    { title: 'writes nothing as an empty text', input: { value: null }, output: { text: '' } },
    { title: 'needs a value', input: {}, fails: 'invalid-input' },
  ],
})
