import { z } from 'zod'
import { defineBlock } from '../../engine/define-block.ts'
import { listOfGeneric } from '../../engine/port-types.ts'

export default defineBlock({
  id: 'lists.length',
  title: 'List length',
  summary: 'Counts the entries of a list.',
  words: ['count', 'size', 'number of items', 'count items'],
  category: 'lists',
  icon: 'ruler',
  effect: 'pure',
  input: z.object({ items: listOfGeneric('T').meta({ title: 'List' }) }),
  output: z.object({ length: z.int().meta({ title: 'How many' }), empty: z.boolean().meta({ title: 'Empty' }) }),
  run: ({ input }) => ({ length: input.items.length, empty: input.items.length === 0 }),
  examples: [
    { title: 'counts', input: { items: ['a', 2] }, output: { length: 2, empty: false } },
    { title: 'says when there is nothing', input: { items: [] }, output: { length: 0, empty: true } },
    { title: 'refuses a text', input: { items: 'abc' }, fails: 'invalid-input' },
  ],
})
