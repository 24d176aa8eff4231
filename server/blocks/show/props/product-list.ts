import { z } from 'zod'
import { moneySchema } from '../../../kernel/money.ts'
import { differ, itemIdSchema } from './item-id.ts'

export const productSchema = z.object({
  id: itemIdSchema,
  title: z.string().max(200),
  description: z.string().max(400).default(''),
  variant: z.string().max(120).default(''),
  price: moneySchema,
  /** 0 to 5. */
  rating: z.number().min(0).max(5).optional(),
  badges: z.array(z.string().max(40)).max(4).default([]),
  stock: z.int().min(0).optional(),
})
export type Product = z.infer<typeof productSchema>

/** Things to choose from. */
export const productListSchema = z.object({
  title: z.string().default(''),
  items: z.array(productSchema).max(60).refine(differ, 'ids that differ'),
  layout: z.enum(['grid', 'list']).default('grid'),
  addLabel: z.string().max(40).default('Add to the cart'),
})
export type ProductListProps = z.infer<typeof productListSchema>
