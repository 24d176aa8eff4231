import { z } from 'zod'
import { defineBlock } from '../../engine/define-block.ts'

export default defineBlock({
  id: 'text.contains',
  title: 'Contains',
  summary: 'Says whether one text is somewhere in another.',
  words: ['includes', 'text search', 'substring'],
  category: 'text',
  icon: 'text-search',
  effect: 'pure',
  input: z.object({
    text: z.string().meta({ title: 'Text' }),
    search: z.string().meta({ title: 'Looks for' }),
    matchCase: z.boolean().default(false).meta({ title: 'Match case', description: 'A is not a.' }),
  }),
  output: z.object({
    result: z.boolean().meta({ title: 'Result' }),
    index: z.int().meta({ title: 'Index', description: 'Where it begins, from 0; -1 when it is not there.' }),
  }),
  run: ({ input: { text, search, matchCase } }) => {
    const index = matchCase ? text.indexOf(search) : text.toLowerCase().indexOf(search.toLowerCase())
    return { result: index >= 0, index }
  },
  examples: [
    { title: 'finds it whatever the case', input: { text: 'Hello World', search: 'world' }, output: { result: true, index: 6 } },
    { title: 'does not find it when the case matters', input: { text: 'Hello World', search: 'world', matchCase: true }, output: { result: false, index: -1 } },
    { title: 'refuses to look for a number', input: { text: '7', search: 7 }, fails: 'invalid-input' },
  ],
})
