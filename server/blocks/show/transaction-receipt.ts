import { z } from 'zod'
import { defineBlock } from '../../engine/define-block.ts'
import { draw } from './draw.ts'
import { transactionReceiptSchema } from './props/transaction-receipt.ts'

const eur = (amountMinor: string) => ({ amountMinor, currency: 'EUR', decimals: 2 })

export default defineBlock({
  id: 'show.transaction-receipt',
  title: 'Show receipt',
  summary: 'Draws the receipt of a transfer.',
  category: 'cards',
  icon: 'receipt-text',
  effect: 'recorded',
  needs: ['say'],
  input: transactionReceiptSchema,
  output: z.object({ shown: z.boolean() }),
  run: ({ input, say }) => {
    say.card(draw('TransactionReceipt', input))
    return { shown: true }
  },
  examples: [
    {
      title: 'draws the receipt',
      input: {
        id: 't1',
        status: 'posted',
        timeline: [{ name: 'Booked', at: '2026-11-20T09:00:00.000Z', state: 'done' }],
        from: { account: 'main', label: 'Main account' },
        to: { account: 'anna', label: 'Anna' },
        amount: eur('2500'),
        fee: eur('0'),
        memo: 'lunch',
        reference: '9B1D1A2B3C4D',
      },
      output: { shown: true },
    },
    { title: 'refuses a receipt without amounts', input: { id: 't1', status: 'posted' }, fails: 'invalid-input' },
  ],
})
