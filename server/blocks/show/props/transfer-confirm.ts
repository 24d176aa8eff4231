import { z } from 'zod'
import { moneySchema } from '../../../kernel/money.ts'
import { partySchema } from './party.ts'

/** What a person sees before money moves. Amounts and accounts were read on the server; the answer carries none back. */
export const transferConfirmSchema = z.object({
  from: partySchema.extend({ available: moneySchema.optional() }),
  to: partySchema,
  amount: moneySchema,
  fee: moneySchema,
  memo: z.string(),
  arrival: z.string(),
  warnings: z.array(z.string()),
})
export type TransferConfirmProps = z.infer<typeof transferConfirmSchema>
