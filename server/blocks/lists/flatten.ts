import { z } from 'zod'
import { defineBlock } from '../../engine/define-block.ts'
import { generic, listOfGeneric } from '../../engine/port-types.ts'

export default defineBlock({
  id: 'lists.flatten',
  title: 'Flatten list',
  summary: 'Makes one list of a list of lists.',
  words: ['split out', 'explode', 'unnest', 'flat'],
  category: 'lists',
  icon: 'merge',
  effect: 'pure',
  input: z.object({ lists: z.array(z.array(generic('T'))).meta({ title: 'Lists' }) }),
  output: z.object({ items: listOfGeneric('T').meta({ title: 'List' }), length: z.int().meta({ title: 'How many' }) }),
  run: ({ input }) => {
    const items = input.lists.flat()
    return { items, length: items.length }
  },
  examples: [
    { title: 'puts lists together', input: { lists: [[1, 2], [], [3]] }, output: { items: [1, 2, 3], length: 3 } },
    { title: 'goes one level down', input: { lists: [[[1]]] }, output: { items: [[1]], length: 1 } },
    { title: 'refuses entries that are no lists', input: { lists: [1, 2] }, fails: 'invalid-input' },
  ],
})
