import { z } from 'zod'
import { defineBlock } from '../../engine/define-block.ts'
import { generic, listOfGeneric, streamOf } from '../../engine/port-types.ts'
import type { Json } from '../../kernel/json.ts'

export default defineBlock({
  id: 'stream.from-list',
  version: 2,
  typedSince: 2,
  title: 'Stream a List',
  summary: 'Gives the entries of a list one by one.',
  docs: 'Use it to give a list to a block that takes a stream. The entries keep their order, 10,000 at most.',
  category: 'streams',
  icon: 'list-start',
  effect: 'recorded',
  needs: ['pipe'],
  input: z.object({ list: listOfGeneric('T').max(10_000).meta({ title: 'List' }) }),
  output: z.object({ items: streamOf(generic('T')).meta({ title: 'Items' }) }),
  run: ({ input, pipe }) => {
    for (const item of input.list) pipe.write('items', item as Json)
    return {}
  },
  examples: [
    { title: 'gives each entry', input: { list: [1, 2] }, output: { items: [1, 2] } },
    { title: 'refuses what is no list', input: { list: 7 }, fails: 'invalid-input' },
  ],
})
