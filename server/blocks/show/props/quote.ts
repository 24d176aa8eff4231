import { z } from 'zod'
import { moneySchema } from '../../../kernel/money.ts'

/** What one currency gives in another, for a while. */
export const quoteSchema = z.object({
  from: moneySchema,
  to: moneySchema,
  /** How much of `to` one of `from` gives: a decimal text. */
  rate: z.string().regex(/^\d{1,12}(\.\d{1,12})?$/, 'a decimal text such as 1.0842'),
  fee: moneySchema.optional(),
  spreadPercent: z.number().optional(),
  validUntil: z.iso.datetime({ offset: true }).optional(),
  refreshable: z.boolean().default(true),
})
export type QuoteProps = z.infer<typeof quoteSchema>
