import { z } from 'zod'
import { defineBlock } from '../../engine/define-block.ts'
import { generic, listOfGeneric } from '../../engine/port-types.ts'

export default defineBlock({
  id: 'lists.chunk',
  title: 'Batches',
  summary: 'Cuts a list into lists of a certain size.',
  words: ['chunk', 'page', 'batch', 'split into groups'],
  category: 'lists',
  icon: 'brackets',
  effect: 'pure',
  input: z.object({
    items: listOfGeneric('T').meta({ title: 'List' }),
    size: z.int().min(1).default(10).meta({ title: 'Size', description: 'The last one may be shorter.' }),
  }),
  output: z.object({
    batches: z.array(z.array(generic('T'))).meta({ title: 'Batches' }),
    length: z.int().meta({ title: 'How many' }),
  }),
  run: ({ input: { items, size } }) => {
    const length = Math.ceil(items.length / size)
    return { batches: Array.from({ length }, (_, index) => items.slice(index * size, (index + 1) * size)), length }
  },
  examples: [
    { title: 'cuts into pairs', input: { items: [1, 2, 3], size: 2 }, output: { batches: [[1, 2], [3]], length: 2 } },
    { title: 'makes nothing of nothing', input: { items: [] }, output: { batches: [], length: 0 } },
    { title: 'refuses batches of nothing', input: { items: [1], size: 0 }, fails: 'invalid-input' },
  ],
})
