import { z } from 'zod'
import { canonicalText } from '../../engine/canonical.ts'
import { defineBlock } from '../../engine/define-block.ts'
import { listOfGeneric } from '../../engine/port-types.ts'
import type { Json } from '../../kernel/json.ts'

export default defineBlock({
  id: 'lists.unique',
  title: 'Unique entries',
  summary: 'Keeps the first of entries that are the same.',
  words: ['remove duplicates', 'dedupe', 'distinct', 'deduplicate'],
  category: 'lists',
  icon: 'fingerprint',
  effect: 'pure',
  input: z.object({ items: listOfGeneric('T').meta({ title: 'List' }) }),
  output: z.object({ items: listOfGeneric('T').meta({ title: 'List' }), length: z.int().meta({ title: 'How many' }) }),
  run: ({ input }) => {
    const first = new Map<string, unknown>()
    for (const item of input.items) {
      const key = canonicalText(item as Json)
      if (!first.has(key)) first.set(key, item)
    }
    return { items: [...first.values()], length: first.size }
  },
  examples: [
    { title: 'keeps one of each', input: { items: ['a', 'b', 'a'] }, output: { items: ['a', 'b'], length: 2 } },
    {
      title: 'compares what is inside',
      input: {
        items: [
          { a: 1, b: 2 },
          { b: 2, a: 1 },
        ],
      },
      output: { items: [{ a: 1, b: 2 }], length: 1 },
    },
    { title: 'tells a number from its text', input: { items: [1, '1'] }, output: { items: [1, '1'], length: 2 } },
    { title: 'refuses a text', input: { items: 'aab' }, fails: 'invalid-input' },
  ],
})
