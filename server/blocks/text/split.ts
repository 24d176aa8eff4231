import { z } from 'zod'
import { defineBlock } from '../../engine/define-block.ts'

export default defineBlock({
  id: 'text.split',
  title: 'Split text',
  summary: 'Cuts a text into a list wherever the separator stands.',
  words: ['text splitter', 'split string', 'delimiter', 'tokenise', 'lines'],
  category: 'text',
  icon: 'scissors',
  effect: 'pure',
  input: z.object({
    text: z.string().meta({ title: 'Text' }),
    separator: z.string().min(1).max(100).default('\n').meta({ title: 'Separator' }),
    trim: z.boolean().default(true).meta({ title: 'Trim', description: 'Takes white space off each part and drops empty parts.' }),
  }),
  output: z.object({ parts: z.array(z.string()).meta({ title: 'Parts' }), length: z.int().meta({ title: 'How many' }) }),
  run: ({ input: { text, separator, trim } }) => {
    const parts = trim
      ? text
          .split(separator)
          .map((part) => part.trim())
          .filter(Boolean)
      : text.split(separator)
    return { parts, length: parts.length }
  },
  examples: [
    { title: 'drops what is empty', input: { text: 'a, b,, c', separator: ',' }, output: { parts: ['a', 'b', 'c'], length: 3 } },
    { title: 'keeps everything when told', input: { text: 'a,,b', separator: ',', trim: false }, output: { parts: ['a', '', 'b'], length: 3 } },
    { title: 'refuses to cut at nothing', input: { text: 'abc', separator: '' }, fails: 'invalid-input' },
  ],
})
