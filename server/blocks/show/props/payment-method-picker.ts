import { z } from 'zod'
import { differ, itemIdSchema } from './item-id.ts'

export const paymentMethodSchema = z.object({
  id: itemIdSchema,
  type: z.enum(['card', 'bank', 'wallet', 'cash']).default('card'),
  label: z.string().max(80),
  /** The part that may be seen, such as `•••• 4242`. */
  masked: z.string().max(40).default(''),
  /** Month and year, such as `11/27`. */
  expiry: z.string().max(10).default(''),
  default: z.boolean().default(false),
  /** Why it cannot be used; empty when it can. */
  disabledReason: z.string().max(120).default(''),
})
export type PaymentMethod = z.infer<typeof paymentMethodSchema>

export const paymentMethodsSchema = z.array(paymentMethodSchema).max(20).refine(differ, 'ids that differ')

/** Which way to pay. */
export const paymentMethodPickerSchema = z.object({ message: z.string().default(''), methods: paymentMethodsSchema })
export type PaymentMethodPickerProps = z.infer<typeof paymentMethodPickerSchema>
