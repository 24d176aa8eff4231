import { z } from 'zod'
import { defineBlock } from '../../engine/define-block.ts'
import { generic, listOfGeneric, streamOf } from '../../engine/port-types.ts'
import type { Json } from '../../kernel/json.ts'

export default defineBlock({
  id: 'stream.collect',
  version: 2,
  typedSince: 2,
  title: 'Collect',
  summary: 'Waits for the end of a stream and gives all its items as a list.',
  docs: 'Turns a stream back into a list that ordinary blocks take. It gives nothing before the stream has ended.',
  words: ['stream to list', 'stream to text'],
  category: 'convert',
  icon: 'list-end',
  effect: 'recorded',
  needs: ['pipe'],
  input: z.object({ items: streamOf(generic('T')).meta({ title: 'Items' }) }),
  output: z.object({ list: listOfGeneric('T').meta({ title: 'List' }) }),
  run: async ({ pipe }) => {
    const list: Json[] = []
    for await (const item of pipe.read('items')) list.push(item)
    return { list }
  },
  examples: [
    { title: 'lists what came', input: { items: [] }, replies: [{ hand: 'pipe', port: 'items', items: [1, 2] }], output: { list: [1, 2] } },
    { title: 'refuses what is no stream', input: { items: 7 }, fails: 'invalid-input' },
  ],
})
