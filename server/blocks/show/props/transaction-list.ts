import { z } from 'zod'
import { moneySchema } from '../../../kernel/money.ts'

export const transactionSchema = z.object({
  id: z.string(),
  at: z.iso.datetime({ offset: true }),
  counterparty: z.string(),
  memo: z.string(),
  /** Never negative: `direction` says which way it went. */
  amount: moneySchema,
  direction: z.enum(['in', 'out']),
  status: z.enum(['posted', 'pending', 'failed']),
  category: z.string().optional(),
})

/** Movements of an account, newest first. */
export const transactionListSchema = z.object({
  title: z.string().optional(),
  items: z.array(transactionSchema),
  groupBy: z.enum(['day', 'none']).default('day'),
})
export type TransactionListProps = z.infer<typeof transactionListSchema>
