import { z } from 'zod'
import { moneySchema } from '../../../kernel/money.ts'

export const invoiceLineSchema = z.object({
  description: z.string().max(300),
  quantity: z.number(),
  unitPrice: moneySchema,
  taxPercent: z.number(),
  total: moneySchema,
})

/** Who owes what to whom, line by line. Sums are worked out on the server. */
export const invoiceSchema = z.object({
  number: z.string(),
  issuer: z.string(),
  payer: z.string(),
  issuedOn: z.iso.date().optional(),
  dueOn: z.iso.date().optional(),
  status: z.enum(['draft', 'open', 'paid', 'overdue', 'void']),
  lines: z.array(invoiceLineSchema).max(200),
  subtotal: moneySchema,
  tax: moneySchema,
  total: moneySchema,
  note: z.string().default(''),
})
export type InvoiceProps = z.infer<typeof invoiceSchema>
