import { z } from 'zod'
import { defineBlock } from '../../engine/define-block.ts'
import { draw } from './draw.ts'
import { orderStatusSchema, orderStepSchema } from './props/order-status.ts'

export default defineBlock({
  id: 'show.order-status',
  title: 'Show order status',
  summary: 'Draws where an order is, step by step.',
  category: 'cards',
  icon: 'package',
  effect: 'recorded',
  needs: ['say'],
  input: z.object({
    order: z.string().min(1).max(80).meta({ title: 'Order' }),
    steps: z.array(orderStepSchema).max(20).meta({ title: 'Steps', description: 'A name and a state each: done, now, next or failed.' }),
    carrier: z.string().max(80).default('').meta({ title: 'Carrier' }),
    tracking: z.string().max(80).default('').meta({ title: 'Tracking number' }),
    eta: z.iso.datetime({ offset: true }).optional().meta({ title: 'Expected' }),
    items: orderStatusSchema.shape.items.meta({ title: 'Items', description: 'A title and a quantity each.' }),
  }),
  output: z.object({ shown: z.boolean() }),
  fields: { items: { advanced: true } },
  run: ({ input, say }) => {
    const { eta, ...rest } = input
    say.card(draw('OrderStatus', { ...rest, ...(eta ? { eta } : {}) }))
    return { shown: true }
  },
  examples: [
    { title: 'draws the steps', input: { order: 'A-1', steps: [{ name: 'Packed', state: 'done', at: '2026-11-20T09:00:00Z' }] }, output: { shown: true } },
    { title: 'refuses a state nobody knows', input: { order: 'A-1', steps: [{ name: 'Packed', state: 'lost' }] }, fails: 'invalid-input' },
  ],
})
