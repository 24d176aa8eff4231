import { z } from 'zod'
import { moneySchema } from '../../../kernel/money.ts'
import { partySchema } from './party.ts'

/** What happened to the money, for good. */
export const transactionReceiptSchema = z.object({
  id: z.string().meta({ title: 'Id' }),
  status: z.enum(['posted', 'pending', 'failed']).meta({ title: 'Status' }),
  timeline: z
    .array(z.object({ name: z.string(), at: z.iso.datetime({ offset: true }), state: z.enum(['done', 'now', 'next']) }))
    .meta({ title: 'Timeline', description: 'What happened when.' }),
  from: partySchema.meta({ title: 'From' }),
  to: partySchema.meta({ title: 'To' }),
  amount: moneySchema.meta({ title: 'Amount' }),
  fee: moneySchema.meta({ title: 'Fee' }),
  memo: z.string().meta({ title: 'Memo' }),
  reference: z.string().meta({ title: 'Reference', description: 'What to quote when asking about it.' }),
})
export type TransactionReceiptProps = z.infer<typeof transactionReceiptSchema>
