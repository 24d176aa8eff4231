import { z } from 'zod'
import { defineBlock } from '../../engine/define-block.ts'
import type { JsonObject } from '../../kernel/json.ts'
import { moneySchema } from '../../kernel/money.ts'
import { byPort } from '../human/answering.ts'
import { askingFields, askingShape, askPeople } from '../human/asking.ts'
import { declinedPort, expiredPort, unanswered } from '../human/verdict.ts'
import { cardQuestion, onlyThese } from './card-question.ts'
import { quantitiesOf } from './chosen.ts'
import { eur } from './eur.ts'
import { cartLineSchema, discountSchema, mostOf } from './props/cart.ts'
import { cartSums } from './props/cart-sums.ts'

export default defineBlock({
  id: 'show.cart',
  title: 'Show cart',
  summary: 'Shows what is in a cart, lets the person change how many, and waits for the order. Prices are read here.',
  category: 'cards',
  icon: 'shopping-cart',
  effect: 'composite',
  needs: ['ask', 'call'],
  input: z.object({
    lines: z.array(cartLineSchema).max(100).meta({ title: 'Lines', description: 'What is in it: an id, a title, a price, how many.' }),
    title: z.string().min(1).max(200).default('Your cart').meta({ title: 'Title' }),
    discounts: z.array(discountSchema).max(10).default([]).meta({ title: 'Discounts', description: 'A label and an amount each.' }),
    shipping: moneySchema.optional().meta({ title: 'Shipping' }),
    ...askingShape,
  }),
  output: z.object({
    order: z
      .object({ lines: z.array(cartLineSchema), goods: moneySchema, discount: moneySchema, shipping: moneySchema, total: moneySchema })
      .optional()
      .meta({ title: 'Order', description: 'What is ordered and what it comes to.' }),
    total: moneySchema.optional().meta({ title: 'Total' }),
    by: byPort,
    empty: z.boolean().optional().meta({ title: 'Empty', description: 'There is nothing left to order.' }),
    declined: declinedPort,
    expired: expiredPort,
  }),
  fields: { ...askingFields, title: { advanced: true }, discounts: { advanced: true } },
  run: async ({ input, ask, call }) => {
    const { lines, discounts, shipping, title } = input
    const currency = { currency: lines[0]?.price.currency ?? 'EUR', decimals: lines[0]?.price.decimals ?? 2 }
    const cart = { lines, discounts, currency, ...(shipping ? { shipping } : {}) }
    if (lines.length === 0) {
      await call('card', 'show.card', { component: 'Cart', props: { lines, currency } })
      return { empty: true }
    }
    const each: JsonObject = Object.fromEntries(lines.map((line) => [line.id, { type: 'integer', minimum: 0, maximum: mostOf(line) }]))
    const question = cardQuestion({ component: 'Cart', kind: 'form', title, props: cart, answer: onlyThese({ quantities: onlyThese(each) }) })
    const said = await askPeople(question, input, { ask, call })
    const no = unanswered(said)
    if (no) return no
    const quantities = quantitiesOf(said.value, 'quantities')
    const { count, ...sums } = cartSums(cart, quantities)
    if (count === 0) return { empty: true }
    const ordered = lines.map((line) => ({ ...line, quantity: quantities[line.id] ?? 0 })).filter(({ quantity }) => quantity > 0)
    return { order: { lines: ordered, ...sums }, total: sums.total, by: said.by?.name ?? '' }
  },
  examples: [
    {
      title: 'adds up what was ordered from its own prices',
      input: {
        lines: [
          { id: 'beans', title: 'Beans', quantity: 1, price: eur('1250') },
          { id: 'cup', title: 'Cup', quantity: 2, price: eur('900'), stock: 4 },
        ],
        discounts: [{ label: 'Welcome', amount: eur('250') }],
        shipping: eur('490'),
      },
      replies: [{ hand: 'ask', answer: { outcome: 'answered', value: { quantities: { beans: 2, cup: 0 } }, by: { id: 'p1', name: 'Ada' } } }],
      output: {
        order: {
          lines: [{ id: 'beans', title: 'Beans', variant: '', quantity: 2, price: eur('1250') }],
          goods: eur('2500'),
          discount: eur('250'),
          shipping: eur('490'),
          total: eur('2740'),
        },
        total: eur('2740'),
        by: 'Ada',
      },
    },
    {
      title: 'says when nothing is in it',
      input: { lines: [] },
      replies: [{ hand: 'call', block: 'show.card', output: { shown: true } }],
      output: { empty: true },
    },
    { title: 'refuses a price that is not exact', input: { lines: [{ id: 'cup', title: 'Cup', price: 9.99 }] }, fails: 'invalid-input' },
  ],
})
