import { z } from 'zod'
import { moneySchema } from '../../../kernel/money.ts'

export const balanceAccountSchema = z.object({
  id: z.string(),
  label: z.string(),
  kind: z.string(),
  /** What can be spent now. */
  available: moneySchema,
  /** What is booked. */
  ledger: moneySchema,
  asOf: z.iso.datetime({ offset: true }),
  trend: z.array(z.number()).max(60).optional(),
})

/** What each account holds. */
export const balanceSchema = z.object({
  title: z.string().optional(),
  accounts: z.array(balanceAccountSchema),
  total: moneySchema.optional(),
  /** The person may hide the amounts on screen. */
  hideable: z.boolean().default(true),
})
export type BalanceProps = z.infer<typeof balanceSchema>
