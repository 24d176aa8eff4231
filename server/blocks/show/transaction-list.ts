import { z } from 'zod'
import { defineBlock } from '../../engine/define-block.ts'
import { draw } from './draw.ts'
import { transactionSchema } from './props/transaction-list.ts'

export default defineBlock({
  id: 'show.transaction-list',
  title: 'Show transactions',
  summary: 'Draws a list of movements, newest first.',
  category: 'cards',
  icon: 'list',
  effect: 'recorded',
  needs: ['say'],
  input: z.object({
    items: z.array(transactionSchema).meta({ title: 'Transactions' }),
    title: z.string().max(120).default('').meta({ title: 'Title' }),
    groupBy: z.enum(['day', 'none']).default('day').meta({ title: 'Group by' }),
  }),
  output: z.object({ shown: z.boolean() }),
  run: ({ input, say }) => {
    say.card(draw('TransactionList', { items: input.items, groupBy: input.groupBy, ...(input.title ? { title: input.title } : {}) }))
    return { shown: true }
  },
  examples: [
    { title: 'draws an empty list too', input: { items: [] }, output: { shown: true } },
    { title: 'refuses what is not a list of movements', input: { items: [{ id: 't1' }] }, fails: 'invalid-input' },
  ],
})
