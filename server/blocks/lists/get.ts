import { z } from 'zod'
import { defineBlock } from '../../engine/define-block.ts'
import { generic, listOfGeneric } from '../../engine/port-types.ts'
import { AppError } from '../../kernel/errors.ts'

export default defineBlock({
  id: 'lists.get',
  title: 'Entry of list',
  summary: 'Gives one entry of a list by its place.',
  words: ['first item', 'last item', 'item', 'nth', 'index'],
  category: 'lists',
  icon: 'brackets',
  effect: 'pure',
  input: z.object({
    items: listOfGeneric('T').meta({ title: 'List' }),
    index: z.int().default(0).meta({ title: 'Index', description: 'From 0; -1 is the last one.' }),
  }),
  output: z.object({ item: generic('T').meta({ title: 'Entry' }) }),
  run: ({ input: { items, index } }) => {
    const at = index < 0 ? items.length + index : index
    if (at < 0 || at >= items.length) throw new AppError('invalid-input', `There is no entry ${index}: the list has ${items.length}, counted from 0.`)
    return { item: items[at] }
  },
  examples: [
    { title: 'takes the first', input: { items: ['a', 'b'] }, output: { item: 'a' } },
    { title: 'counts from the end', input: { items: ['a', 'b'], index: -1 }, output: { item: 'b' } },
    { title: 'refuses a place that is not there', input: { items: ['a', 'b'], index: 2 }, fails: 'invalid-input' },
  ],
})
