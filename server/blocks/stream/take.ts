import { z } from 'zod'
import { defineBlock } from '../../engine/define-block.ts'
import { generic, streamOf } from '../../engine/port-types.ts'

/** Reads to the end all the same: what it gives must not stand before the stream it comes from does. */
export default defineBlock({
  id: 'stream.take',
  version: 2,
  typedSince: 2,
  title: 'Take First',
  summary: 'Passes on the first items of a stream and leaves out the rest.',
  docs: 'Gives the first items as they come. It still reads the stream to its end, so the block that makes it is not cut short.',
  category: 'streams',
  icon: 'list-filter',
  effect: 'recorded',
  needs: ['pipe'],
  input: z.object({ items: streamOf(generic('T')).meta({ title: 'Items' }), count: z.int().min(0).max(10_000).default(10).meta({ title: 'How many' }) }),
  output: z.object({ items: streamOf(generic('T')).meta({ title: 'Items' }) }),
  run: async ({ input, pipe }) => {
    let taken = 0
    for await (const item of pipe.read('items')) {
      if (taken < input.count) pipe.write('items', item)
      taken += 1
    }
    return {}
  },
  examples: [
    { title: 'takes the first', input: { items: [], count: 2 }, replies: [{ hand: 'pipe', port: 'items', items: [1, 2, 3] }], output: { items: [1, 2] } },
    { title: 'refuses fewer than none', input: { items: [1], count: -1 }, fails: 'invalid-input' },
  ],
})
