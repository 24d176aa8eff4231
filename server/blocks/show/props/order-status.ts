import { z } from 'zod'

export const orderStepSchema = z.object({
  name: z.string().max(120),
  at: z.iso.datetime({ offset: true }).optional(),
  state: z.enum(['done', 'now', 'next', 'failed']),
  detail: z.string().max(200).default(''),
})

/** Where an order is. */
export const orderStatusSchema = z.object({
  order: z.string(),
  steps: z.array(orderStepSchema).max(20),
  carrier: z.string().default(''),
  tracking: z.string().default(''),
  eta: z.iso.datetime({ offset: true }).optional(),
  items: z
    .array(z.object({ title: z.string(), quantity: z.number() }))
    .max(100)
    .default([]),
})
export type OrderStatusProps = z.infer<typeof orderStatusSchema>
