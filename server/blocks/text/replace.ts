import { z } from 'zod'
import { defineBlock } from '../../engine/define-block.ts'
import { evaluateExpression } from '../../engine/expression.ts'
import { asText } from './as-text.ts'

export default defineBlock({
  id: 'text.replace',
  title: 'Replace in text',
  summary: 'Puts one text in the place of another, wherever it stands.',
  words: ['find and replace', 'substitute', 'regex replace'],
  category: 'text',
  icon: 'pencil-line',
  effect: 'pure',
  input: z.object({
    text: z.string().meta({ title: 'Text' }),
    search: z.string().min(1).max(10_000).meta({ title: 'Looks for', description: 'Taken letter by letter; it is not a pattern.' }),
    replacement: z.string().default('').meta({ title: 'Becomes', description: 'Left empty, it is taken out.' }),
  }),
  output: z.object({ text: z.string().meta({ title: 'Text' }) }),
  run: ({ input }) => ({ text: asText(evaluateExpression('text.replace(search, replacement)', input)) }),
  examples: [
    { title: 'replaces every one', input: { text: 'a-b-c', search: '-', replacement: '+' }, output: { text: 'a+b+c' } },
    { title: 'takes out', input: { text: '1 000 000', search: ' ' }, output: { text: '1000000' } },
    { title: 'takes signs as they are', input: { text: 'a.b', search: '.', replacement: '$&' }, output: { text: 'a$&b' } },
    { title: 'refuses to look for nothing', input: { text: 'a', search: '' }, fails: 'invalid-input' },
    { title: 'refuses to grow without measure', input: { text: 'a'.repeat(2000), search: 'a', replacement: 'b'.repeat(2000) }, fails: 'invalid-input' },
  ],
})
