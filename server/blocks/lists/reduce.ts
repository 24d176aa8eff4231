import { z } from 'zod'
import { defineBlock } from '../../engine/define-block.ts'
import { prepareExpression } from '../../engine/expression.ts'
import { listOfGeneric, workedOut } from '../../engine/port-types.ts'
import type { Json } from '../../kernel/json.ts'
import { json } from '../any-value.ts'
import { entryNames } from './per-entry.ts'

export default defineBlock({
  id: 'lists.reduce',
  title: 'Reduce list',
  summary: 'Works through a list with one value that each entry changes.',
  words: ['aggregate', 'summarise', 'summarize', 'fold', 'accumulate', 'total'],
  category: 'lists',
  icon: 'sigma',
  effect: 'pure',
  input: z.object({
    items: listOfGeneric('T').meta({ title: 'List' }),
    start: json.default(0).meta({ title: 'Starts as' }),
    expression: z.string().min(1).max(4000).meta({
      title: 'Becomes',
      description: 'What the value becomes with each entry, such as acc + item.amount. May use acc, item, index (from 0) and items.',
    }),
  }),
  output: z.object({ result: workedOut('expression', { ...entryNames, acc: { grows: 'start' } }).meta({ title: 'Result' }) }),
  fields: { expression: { control: 'expression' }, start: { control: 'json' } },
  run: ({ input }) => {
    const items = input.items as Json[]
    const work = prepareExpression(input.expression, { cost: 5_000_000 })
    return { result: items.reduce<Json>((acc, item, index) => work({ acc, item, index, items }), input.start) }
  },
  examples: [
    { title: 'adds up', input: { items: [{ amount: 3 }, { amount: 4.5 }], expression: 'acc + item.amount' }, output: { result: 7.5 } },
    { title: 'begins with what it is given', input: { items: ['a', 'b'], start: '>', expression: 'acc + item' }, output: { result: '>ab' } },
    { title: 'gives the start of an empty list', input: { items: [], start: 9, expression: 'acc + item' }, output: { result: 9 } },
    {
      title: 'stops a text that doubles without end',
      input: { items: Array.from({ length: 60 }, () => 1), start: 'x', expression: 'acc + acc' },
      fails: 'invalid-input',
    },
  ],
})
