import { z } from 'zod'
import { defineBlock } from '../../engine/define-block.ts'
import { json } from '../any-value.ts'
import { asText } from './as-text.ts'

const part = (title: string) => z.string().optional().meta({ title })

export default defineBlock({
  id: 'text.join',
  title: 'Join text',
  summary: 'Puts texts one after another, with something in between.',
  words: ['concatenate', 'concat', 'combine text', 'append text'],
  category: 'text',
  icon: 'combine',
  effect: 'pure',
  input: z.object({
    parts: z.array(json).default([]).meta({ title: 'Parts', description: 'A list to join; what is not text is written as JSON.' }),
    a: part('First'),
    b: part('Second'),
    c: part('Third'),
    d: part('Fourth'),
    separator: z.string().max(1000).default('').meta({ title: 'Separator', description: 'Put between two parts.' }),
  }),
  output: z.object({ text: z.string().meta({ title: 'Text' }) }),
  fields: { parts: { control: 'json' } },
  run: ({ input }) => {
    const single = [input.a, input.b, input.c, input.d].filter((text) => text !== undefined)
    return { text: [...input.parts.map(asText), ...single].join(input.separator) }
  },
  examples: [
    { title: 'joins with a separator', input: { parts: ['a', 2], b: 'c', separator: ', ' }, output: { text: 'a, 2, c' } },
    { title: 'joins nothing to nothing', input: {}, output: { text: '' } },
    { title: 'refuses a text where a list belongs', input: { parts: 'abc' }, fails: 'invalid-input' },
  ],
})
