import { z } from 'zod'
import { moneySchema } from '../../../kernel/money.ts'
import { paymentMethodsSchema } from './payment-method-picker.ts'

/** Somebody asks for money. The amount is fixed, or open between two bounds. */
export const paymentRequestSchema = z.object({
  payee: z.string(),
  purpose: z.string().default(''),
  /** Fixed, or where the typing begins when `least` and `most` are given. */
  amount: moneySchema,
  least: moneySchema.optional(),
  most: moneySchema.optional(),
  methods: paymentMethodsSchema.default([]),
  reference: z.string().default(''),
})
export type PaymentRequestProps = z.infer<typeof paymentRequestSchema>
