import { z } from 'zod'
import { defineBlock } from '../../engine/define-block.ts'
import { transactionSchema } from '../show/props/transaction-list.ts'

export default defineBlock({
  id: 'ledger.transactions',
  title: 'Read transactions',
  summary: 'The latest movements of an account, newest first.',
  words: ['bank statement', 'account history'],
  category: 'money',
  icon: 'list',
  effect: 'recorded',
  needs: ['ledger'],
  input: z.object({
    account: z.string().max(120).default('').meta({ title: 'Account', description: 'By label or id; empty for all.' }),
    limit: z.int().min(1).max(100).default(10).meta({ title: 'How many' }),
  }),
  output: z.object({ items: z.array(transactionSchema).meta({ title: 'Transactions' }) }),
  run: async ({ input, ledger }) => {
    const account = input.account ? (await ledger.find(input.account)).id : undefined
    const transfers = await ledger.transfers({ limit: input.limit, ...(account ? { account } : {}) })
    return {
      items: transfers.map((transfer) => ({
        id: transfer.id,
        at: transfer.at,
        counterparty: transfer.direction === 'out' ? transfer.to.label : transfer.from.label,
        memo: transfer.memo,
        amount: transfer.amount,
        direction: transfer.direction,
        status: transfer.status,
      })),
    }
  },
  examples: [
    {
      title: 'names the other side of each movement',
      input: { limit: 1 },
      replies: [
        {
          hand: 'ledger',
          method: 'transfers',
          result: [
            {
              id: 't1',
              at: '2026-11-19T10:00:00.000Z',
              from: { account: 'main', label: 'Main account' },
              to: { account: 'anna', label: 'Anna' },
              amount: { amountMinor: '2500', currency: 'EUR', decimals: 2 },
              memo: 'lunch',
              direction: 'out',
              status: 'posted',
            },
          ],
        },
      ],
      output: {
        items: [
          {
            id: 't1',
            at: '2026-11-19T10:00:00.000Z',
            counterparty: 'Anna',
            memo: 'lunch',
            amount: { amountMinor: '2500', currency: 'EUR', decimals: 2 },
            direction: 'out',
            status: 'posted',
          },
        ],
      },
    },
    { title: 'says when there is no such account', input: { account: 'nobody' }, replies: [{ hand: 'ledger', fails: 'not-found' }], fails: 'not-found' },
  ],
})
