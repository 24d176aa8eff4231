import { z } from 'zod'
import { defineBlock } from '../../engine/define-block.ts'
import { listOfGeneric } from '../../engine/port-types.ts'

export default defineBlock({
  id: 'lists.slice',
  title: 'Part of list',
  summary: 'Takes the entries of a list from one place up to before another.',
  words: ['limit', 'first items', 'top', 'skip', 'take', 'list operator'],
  category: 'lists',
  icon: 'scissors',
  effect: 'pure',
  input: z.object({
    items: listOfGeneric('T').meta({ title: 'List' }),
    from: z.int().default(0).meta({ title: 'From', description: 'From 0; -1 is the last one.' }),
    to: z.int().optional().meta({ title: 'Up to', description: 'This one is not taken. Left out: to the end.' }),
  }),
  output: z.object({ items: listOfGeneric('T').meta({ title: 'List' }) }),
  run: ({ input: { items, from, to } }) => ({ items: items.slice(from, to) }),
  examples: [
    { title: 'takes the first two', input: { items: [1, 2, 3], to: 2 }, output: { items: [1, 2] } },
    { title: 'takes the last two', input: { items: [1, 2, 3], from: -2 }, output: { items: [2, 3] } },
    { title: 'takes what there is', input: { items: [1], from: 5, to: 9 }, output: { items: [] } },
    { title: 'refuses half a place', input: { items: [1], from: 0.5 }, fails: 'invalid-input' },
  ],
})
