import { z } from 'zod'
import { defineBlock } from '../../engine/define-block.ts'
import { listOfGeneric, workedOut } from '../../engine/port-types.ts'
import type { Json } from '../../kernel/json.ts'
import { entryNames, names, perEntry } from './per-entry.ts'

export default defineBlock({
  id: 'lists.map',
  title: 'Change each entry',
  summary: 'Makes something else of each entry of a list.',
  words: ['map list', 'transform list', 'edit each', 'item lists', 'for every entry'],
  category: 'lists',
  icon: 'arrow-right-left',
  effect: 'pure',
  input: z.object({
    items: listOfGeneric('T').meta({ title: 'List' }),
    expression: z
      .string()
      .min(1)
      .max(4000)
      .meta({ title: 'Becomes', description: `What each entry becomes, such as item.price * 1.2. ${names}` }),
  }),
  output: z.object({ items: z.array(workedOut('expression', entryNames)).meta({ title: 'List' }), length: z.int().meta({ title: 'How many' }) }),
  fields: { expression: { control: 'expression' } },
  run: ({ input }) => {
    const given = input.items as Json[]
    return { items: given.map(perEntry(input.expression, given)), length: given.length }
  },
  examples: [
    { title: 'works with each entry', input: { items: [1, 2.5], expression: 'item * 2' }, output: { items: [2, 5], length: 2 } },
    {
      title: 'makes objects',
      input: { items: ['tea'], expression: '{"name": item, "place": index + 1}' },
      output: { items: [{ name: 'tea', place: 1 }], length: 1 },
    },
    { title: 'makes nothing of nothing', input: { items: [], expression: 'item' }, output: { items: [], length: 0 } },
    { title: 'refuses what cannot be worked out', input: { items: ['a'], expression: 'item * 2' }, fails: 'invalid-input' },
  ],
})
