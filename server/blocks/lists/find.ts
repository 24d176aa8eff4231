import { z } from 'zod'
import { defineBlock } from '../../engine/define-block.ts'
import { generic, listOfGeneric } from '../../engine/port-types.ts'
import type { Json } from '../../kernel/json.ts'
import { names, perEntryTest } from './per-entry.ts'

export default defineBlock({
  id: 'lists.find',
  title: 'Find in list',
  summary: 'Gives the first entry of a list that meets a condition.',
  words: ['search list', 'lookup', 'first match', 'lookup table'],
  category: 'lists',
  icon: 'locate',
  effect: 'pure',
  input: z.object({
    items: listOfGeneric('T').meta({ title: 'List' }),
    condition: z
      .string()
      .min(1)
      .max(4000)
      .meta({ title: 'Condition', description: `What is looked for, such as item.id == 7. ${names}` }),
  }),
  output: z.object({
    item: generic('T').optional().meta({ title: 'Entry', description: 'Skipped when there is none.' }),
    index: z.int().meta({ title: 'Index', description: 'Its place, from 0; -1 when there is none.' }),
    found: z.boolean().meta({ title: 'Found' }),
  }),
  fields: { condition: { control: 'expression' } },
  run: ({ input }) => {
    const given = input.items as Json[]
    const index = given.findIndex(perEntryTest(input.condition, given))
    return index < 0 ? { index, found: false } : { item: given[index], index, found: true }
  },
  examples: [
    { title: 'finds the first', input: { items: [{ id: 1 }, { id: 7 }], condition: 'item.id == 7' }, output: { item: { id: 7 }, index: 1, found: true } },
    { title: 'skips the entry when there is none', input: { items: [1, 2], condition: 'item > 5' }, output: { index: -1, found: false } },
    { title: 'refuses a condition that cannot be read', input: { items: [1], condition: 'item >' }, fails: 'invalid-input' },
  ],
})
