import { z } from 'zod'
import { defineBlock } from '../../engine/define-block.ts'
import { generic, streamOf } from '../../engine/port-types.ts'

/** In a fixed order, so that timing decides nothing. */
export default defineBlock({
  id: 'stream.merge',
  version: 2,
  typedSince: 2,
  title: 'Join Streams',
  summary: 'Gives all items of stream A, then all of stream B.',
  docs: 'The order is fixed: first all of A, then all of B, however fast each comes. So a run that is resumed gives the same again.',
  category: 'streams',
  icon: 'git-merge',
  effect: 'recorded',
  needs: ['pipe'],
  input: z.object({ a: streamOf(generic('T')).meta({ title: 'A' }), b: streamOf(generic('T')).meta({ title: 'B' }) }),
  output: z.object({ items: streamOf(generic('T')).meta({ title: 'Items' }) }),
  run: async ({ pipe }) => {
    for (const port of ['a', 'b']) for await (const item of pipe.read(port)) pipe.write('items', item)
    return {}
  },
  examples: [
    {
      title: 'gives A before B',
      input: { a: [], b: [] },
      replies: [
        { hand: 'pipe', port: 'a', items: [1] },
        { hand: 'pipe', port: 'b', items: [2, 3] },
      ],
      output: { items: [1, 2, 3] },
    },
    { title: 'refuses what is no stream', input: { a: 1, b: [] }, fails: 'invalid-input' },
  ],
})
