import { z } from 'zod'
import { defineBlock } from '../../engine/define-block.ts'
import { listOfGeneric } from '../../engine/port-types.ts'
import type { Json } from '../../kernel/json.ts'
import { names, perEntryTest } from './per-entry.ts'

export default defineBlock({
  id: 'lists.filter',
  title: 'Filter list',
  summary: 'Keeps the entries of a list that meet a condition.',
  words: ['filter', 'where', 'remove items', 'keep items'],
  category: 'lists',
  icon: 'search',
  effect: 'pure',
  input: z.object({
    items: listOfGeneric('T').meta({ title: 'List' }),
    condition: z
      .string()
      .min(1)
      .max(4000)
      .meta({ title: 'Condition', description: `What is kept, such as item.amount > 5. ${names}` }),
  }),
  output: z.object({
    items: listOfGeneric('T').meta({ title: 'Kept' }),
    others: listOfGeneric('T').meta({ title: 'Others', description: 'What was not kept.' }),
    length: z.int().meta({ title: 'How many', description: 'How many are kept.' }),
  }),
  fields: { condition: { control: 'expression' } },
  run: ({ input }) => {
    const given = input.items as Json[]
    const test = perEntryTest(input.condition, given)
    const answers = given.map(test)
    const items = given.filter((_, index) => answers[index])
    return { items, others: given.filter((_, index) => !answers[index]), length: items.length }
  },
  examples: [
    {
      title: 'keeps what is large enough',
      input: { items: [{ amount: 3 }, { amount: 9 }], condition: 'item.amount > 5' },
      output: { items: [{ amount: 9 }], others: [{ amount: 3 }], length: 1 },
    },
    { title: 'may ask for the place', input: { items: ['a', 'b', 'c'], condition: 'index != 1' }, output: { items: ['a', 'c'], others: ['b'], length: 2 } },
    { title: 'refuses a condition that is no question', input: { items: [1], condition: 'item + 1' }, fails: 'invalid-input' },
    { title: 'says which field an entry lacks', input: { items: [{ amount: 3 }], condition: 'item.amuont > 5' }, fails: 'invalid-input' },
  ],
})
