import { z } from 'zod'
import { moneySchema } from '../../../kernel/money.ts'
import { differ, itemIdSchema } from './item-id.ts'

export const cartLineSchema = z.object({
  id: itemIdSchema,
  title: z.string().max(200),
  variant: z.string().max(120).default(''),
  quantity: z.int().min(0).max(999).default(1),
  price: moneySchema,
  /** How many there are; unknown when left out. */
  stock: z.int().min(0).optional(),
})
export type CartLine = z.infer<typeof cartLineSchema>

export const discountSchema = z.object({ label: z.string().max(80), amount: moneySchema })

/** What somebody is about to order. The person may change how many; prices stay the server's. */
export const cartSchema = z
  .object({
    lines: z.array(cartLineSchema).max(100).refine(differ, 'ids that differ'),
    discounts: z.array(discountSchema).max(10).default([]),
    shipping: moneySchema.optional(),
    currency: moneySchema.pick({ currency: true, decimals: true }),
  })
  .refine(({ lines, discounts, shipping, currency }) => {
    const amounts = [...lines.map(({ price }) => price), ...discounts.map(({ amount }) => amount), ...(shipping ? [shipping] : [])]
    return amounts.every((amount) => amount.currency === currency.currency && amount.decimals === currency.decimals)
  }, 'amounts in one currency')
export type CartProps = z.infer<typeof cartSchema>

/** The most of a line that can be ordered. */
export const mostOf = ({ stock }: Pick<CartLine, 'stock'>): number => Math.min(stock ?? 99, 99)
