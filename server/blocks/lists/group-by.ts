import { z } from 'zod'
import { defineBlock } from '../../engine/define-block.ts'
import { listOfGeneric } from '../../engine/port-types.ts'
import { AppError } from '../../kernel/errors.ts'
import type { Json } from '../../kernel/json.ts'
import { json } from '../any-value.ts'
import { names, perEntry } from './per-entry.ts'

export default defineBlock({
  id: 'lists.group-by',
  title: 'Group list',
  summary: 'Puts the entries of a list that belong together into groups.',
  words: ['aggregate by', 'bucket', 'pivot'],
  category: 'lists',
  icon: 'tags',
  effect: 'pure',
  input: z.object({
    items: listOfGeneric('T').meta({ title: 'List' }),
    by: z
      .string()
      .min(1)
      .max(4000)
      .meta({ title: 'By', description: `A text, a number or yes/no for each entry, such as item.country. ${names}` }),
  }),
  output: z.object({
    groups: z
      .array(z.object({ key: z.string(), items: z.array(json), length: z.int() }))
      .meta({ title: 'Groups', description: 'In the order in which their first entries come.' }),
    byKey: z.record(z.string(), z.array(json)).meta({ title: 'By key', description: 'The same as an object.' }),
  }),
  fields: { by: { control: 'expression' } },
  run: ({ input }) => {
    const given = input.items as Json[]
    const keyOf = perEntry(input.by, given)
    const grouped = Map.groupBy(given.entries(), ([index, item]) => keyText(keyOf(item, index), index))
    const groups = [...grouped].map(([key, entries]) => ({ key, items: entries.map(([, item]) => item), length: entries.length }))
    return { groups, byKey: Object.fromEntries(groups.map(({ key, items }) => [key, items])) }
  },
  examples: [
    {
      title: 'groups by a field',
      input: {
        items: [
          { c: 'de', n: 1 },
          { c: 'fr', n: 2 },
          { c: 'de', n: 3 },
        ],
        by: 'item.c',
      },
      output: {
        groups: [
          {
            key: 'de',
            items: [
              { c: 'de', n: 1 },
              { c: 'de', n: 3 },
            ],
            length: 2,
          },
          { key: 'fr', items: [{ c: 'fr', n: 2 }], length: 1 },
        ],
        byKey: {
          de: [
            { c: 'de', n: 1 },
            { c: 'de', n: 3 },
          ],
          fr: [{ c: 'fr', n: 2 }],
        },
      },
    },
    {
      title: 'groups by an answer',
      input: { items: [1, 8], by: 'item > 5' },
      output: {
        groups: [
          { key: 'false', items: [1], length: 1 },
          { key: 'true', items: [8], length: 1 },
        ],
        byKey: { false: [1], true: [8] },
      },
    },
    { title: 'refuses a list as a key', input: { items: [1], by: '[item]' }, fails: 'invalid-input' },
  ],
})

function keyText(key: Json, index: number): string {
  if (typeof key === 'string') return key
  if (typeof key === 'number' || typeof key === 'boolean') return String(key)
  throw new AppError('invalid-input', `Entry ${index} of the list: group by a text, a number or yes/no.`)
}
