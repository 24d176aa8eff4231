import { z } from 'zod'
import { defineBlock } from '../../engine/define-block.ts'
import { prepareExpression } from '../../engine/expression.ts'
import { generic, streamOf } from '../../engine/port-types.ts'
import { AppError } from '../../kernel/errors.ts'

export default defineBlock({
  id: 'stream.filter',
  version: 2,
  typedSince: 2,
  title: 'Keep Some',
  summary: 'Passes on the items of a stream for which an expression is true.',
  docs: 'Each item is looked at as it comes; it passes when the expression is true, such as item.price < 20. It may use item and index, which counts from 0.',
  category: 'streams',
  icon: 'filter',
  effect: 'recorded',
  needs: ['pipe'],
  input: z.object({
    items: streamOf(generic('T')).meta({ title: 'Items' }),
    keep: z.string().min(1).max(4000).meta({ title: 'Keep', description: 'An expression over item and index that is true or false.' }),
  }),
  output: z.object({ items: streamOf(generic('T')).meta({ title: 'Items' }) }),
  fields: { keep: { control: 'expression' } },
  run: async ({ input, pipe }) => {
    const evaluate = prepareExpression(input.keep)
    let index = 0
    for await (const item of pipe.read('items')) {
      const keep = evaluate({ item, index })
      if (typeof keep !== 'boolean') throw new AppError('invalid-input', `The expression must be true or false for each item; for item ${index} it is neither.`)
      if (keep) pipe.write('items', item)
      index += 1
    }
    return {}
  },
  examples: [
    {
      title: 'keeps what fits',
      input: { items: [], keep: 'item > 3' },
      replies: [{ hand: 'pipe', port: 'items', items: [1, 5, 9] }],
      output: { items: [5, 9] },
    },
    {
      title: 'refuses an answer that is neither',
      input: { items: [], keep: 'item' },
      replies: [{ hand: 'pipe', port: 'items', items: [1] }],
      fails: 'invalid-input',
    },
  ],
})
