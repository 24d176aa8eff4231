import { z } from 'zod'
import { defineBlock } from '../../engine/define-block.ts'
import { listOfGeneric } from '../../engine/port-types.ts'
import { AppError } from '../../kernel/errors.ts'
import type { Json } from '../../kernel/json.ts'
import { names, perEntry } from './per-entry.ts'

export default defineBlock({
  id: 'lists.sort-by',
  title: 'Sort list',
  summary: 'Puts the entries of a list in order, by what an expression makes of each.',
  words: ['sort', 'order by', 'rank'],
  category: 'lists',
  icon: 'list',
  effect: 'pure',
  input: z.object({
    items: listOfGeneric('T').meta({ title: 'List' }),
    by: z
      .string()
      .min(1)
      .max(4000)
      .default('item')
      .meta({ title: 'By', description: `A number or a text for each entry, such as item.age. ${names}` }),
    descending: z.boolean().default(false).meta({ title: 'Largest first' }),
  }),
  output: z.object({ items: listOfGeneric('T').meta({ title: 'List' }) }),
  fields: { by: { control: 'expression' } },
  run: ({ input: { items, by, descending } }) => {
    const given = items as Json[]
    const keys = given.map(perEntry(by, given))
    const kind = typeof keys[0]
    const odd = keys.findIndex((key) => typeof key !== kind || (kind !== 'number' && kind !== 'string'))
    if (odd >= 0) throw new AppError('invalid-input', `Entry ${odd} of the list: sort by numbers only, or by texts only. Use string(…) to compare as text.`)
    const sign = descending ? -1 : 1
    const order = given.map((_, index) => index).sort((a, b) => sign * compare(keys[a] ?? null, keys[b] ?? null) || a - b)
    return { items: order.map((index) => given[index]) }
  },
  examples: [
    { title: 'sorts by a field', input: { items: [{ age: 30 }, { age: 7 }], by: 'item.age' }, output: { items: [{ age: 7 }, { age: 30 }] } },
    { title: 'sorts numbers as numbers', input: { items: [10, 9, 1] }, output: { items: [1, 9, 10] } },
    {
      title: 'keeps the order of equals',
      input: { items: ['b1', 'a1', 'b2'], by: 'item.substring(0, 1)', descending: true },
      output: { items: ['b1', 'b2', 'a1'] },
    },
    { title: 'refuses to compare a number with a text', input: { items: [1, 'a'] }, fails: 'invalid-input' },
  ],
})

/** Texts by their characters, so that the order is the same everywhere. */
function compare(a: Json, b: Json): number {
  if (a === null || b === null || a === b) return 0
  return a < b ? -1 : 1
}
