import { z } from 'zod'
import { defineBlock } from '../../engine/define-block.ts'
import { prepareExpression } from '../../engine/expression.ts'
import { streamOf, workedOut } from '../../engine/port-types.ts'
import { json } from '../any-value.ts'

export default defineBlock({
  id: 'stream.map',
  version: 2,
  typedSince: 2,
  title: 'Change Each',
  summary: 'Gives for each item of a stream what an expression makes of it.',
  docs: 'Each item is changed as it comes, without waiting for the others: item.name, or {"name": item.name, "place": index}. It may use item and index, which counts from 0.',
  category: 'streams',
  icon: 'wand-sparkles',
  effect: 'recorded',
  needs: ['pipe'],
  input: z.object({
    items: streamOf(json).meta({ title: 'Items' }),
    to: z.string().min(1).max(4000).meta({ title: 'To', description: 'An expression over item and index.' }),
  }),
  output: z.object({ items: streamOf(workedOut('to', { item: { entryOf: 'items' }, index: { type: { type: 'integer' } } })).meta({ title: 'Items' }) }),
  fields: { to: { control: 'expression' } },
  run: async ({ input, pipe }) => {
    const evaluate = prepareExpression(input.to)
    let index = 0
    for await (const item of pipe.read('items')) {
      pipe.write('items', evaluate({ item, index }))
      index += 1
    }
    return {}
  },
  examples: [
    {
      title: 'changes each',
      input: { items: [], to: 'item * 10 + index' },
      replies: [{ hand: 'pipe', port: 'items', items: [1, 2] }],
      output: { items: [10, 21] },
    },
    { title: 'says what is wrong with the expression', input: { items: [1], to: 'item +' }, fails: 'invalid-input' },
  ],
})
