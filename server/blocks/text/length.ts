import { z } from 'zod'
import { defineBlock } from '../../engine/define-block.ts'

export default defineBlock({
  id: 'text.length',
  title: 'Text length',
  summary: 'Counts characters and words.',
  words: ['count characters', 'string length'],
  category: 'text',
  icon: 'ruler',
  effect: 'pure',
  input: z.object({ text: z.string().meta({ title: 'Text' }) }),
  output: z.object({ characters: z.int().meta({ title: 'Characters', description: 'As a reader counts them.' }), words: z.int().meta({ title: 'Words' }) }),
  run: ({ input }) => ({
    characters: [...new Intl.Segmenter('en', { granularity: 'grapheme' }).segment(input.text)].length,
    words: input.text.split(/\s+/u).filter(Boolean).length,
  }),
  examples: [
    { title: 'counts words', input: { text: 'three little words' }, output: { characters: 18, words: 3 } },
    { title: 'counts an accented letter once', input: { text: 'e\u0301' }, output: { characters: 1, words: 1 } },
    { title: 'refuses a list', input: { text: ['a'] }, fails: 'invalid-input' },
  ],
})
