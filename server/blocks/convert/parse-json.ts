import { z } from 'zod'
import { defineBlock } from '../../engine/define-block.ts'
import { AppError } from '../../kernel/errors.ts'
import type { Json } from '../../kernel/json.ts'
import { anyValue } from '../any-value.ts'

export default defineBlock({
  id: 'convert.parse-json',
  title: 'Read JSON',
  summary: 'Reads the value that a JSON text stands for.',
  words: ['json parse', 'parse json', 'deserialise', 'from string'],
  category: 'formats',
  icon: 'braces',
  effect: 'pure',
  input: z.object({ text: z.string().meta({ title: 'JSON text' }) }),
  output: z.object({ value: anyValue('Value') }),
  fields: { text: { control: 'multiline' } },
  run: ({ input }) => {
    try {
      return { value: JSON.parse(input.text) as Json }
    } catch (error) {
      throw new AppError('invalid-input', `This is not JSON: ${error instanceof Error ? error.message : String(error)}. Check commas and quotes.`)
    }
  },
  examples: [
    { title: 'reads an object', input: { text: '{"a": [1, true]}' }, output: { value: { a: [1, true] } } },
    { title: 'says where the mistake is', input: { text: '{"a": 1,}' }, fails: 'invalid-input' },
  ],
})
