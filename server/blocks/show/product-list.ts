import { z } from 'zod'
import { defineBlock } from '../../engine/define-block.ts'
import type { JsonObject } from '../../kernel/json.ts'
import { byPort } from '../human/answering.ts'
import { askingFields, askingShape, askPeople } from '../human/asking.ts'
import { declinedPort, expiredPort, unanswered } from '../human/verdict.ts'
import { cardQuestion, onlyThese } from './card-question.ts'
import { quantitiesOf } from './chosen.ts'
import { eur } from './eur.ts'
import { cartLineSchema, mostOf } from './props/cart.ts'
import { productSchema } from './props/product-list.ts'

export default defineBlock({
  id: 'show.product-list',
  title: 'Show products',
  summary: 'Shows things to buy; may wait for the person to choose, and gives the choice as lines of a cart.',
  words: ['catalogue', 'carousel', 'gallery'],
  category: 'cards',
  icon: 'shopping-bag',
  effect: 'composite',
  needs: ['ask', 'call'],
  input: z.object({
    items: z.array(productSchema).max(60).meta({ title: 'Products', description: 'An id, a title and a price each.' }),
    title: z.string().max(200).default('').meta({ title: 'Title' }),
    layout: z.enum(['grid', 'list']).default('grid').meta({ title: 'Layout' }),
    ask: z.boolean().default(true).meta({ title: 'Let the person choose' }),
    addLabel: z.string().min(1).max(40).default('Add to the cart').meta({ title: 'Words on the button' }),
    ...askingShape,
  }),
  output: z.object({
    chosen: z.array(cartLineSchema).optional().meta({ title: 'Chosen', description: 'Lines for a cart, with the prices of here.' }),
    by: byPort,
    nothing: z.boolean().optional().meta({ title: 'Nothing', description: 'Nothing was chosen, or there was nothing to choose from.' }),
    declined: declinedPort,
    expired: expiredPort,
  }),
  fields: { ...askingFields, layout: { advanced: true }, addLabel: { advanced: true } },
  run: async ({ input, ask, call }) => {
    const { items, title, layout, addLabel } = input
    const props = { items, title, layout, addLabel }
    const there = items.filter((item) => mostOf(item) > 0)
    if (!input.ask || there.length === 0) {
      await call('card', 'show.card', { component: 'ProductList', props })
      return there.length === 0 ? { nothing: true } : {}
    }
    // what is not named was not chosen
    const each: JsonObject = Object.fromEntries(there.map((item) => [item.id, { type: 'integer', minimum: 0, maximum: mostOf(item) }]))
    const answer = onlyThese({ quantities: { ...onlyThese(each), required: [] } })
    const question = cardQuestion({ component: 'ProductList', kind: 'form', title: title || 'Choose', props, answer })
    const said = await askPeople(question, input, { ask, call })
    const no = unanswered(said)
    if (no) return no
    const quantities = quantitiesOf(said.value, 'quantities')
    const chosen = there
      .map(({ id, title: name, variant, price, stock }) => ({
        id,
        title: name,
        variant,
        price,
        quantity: quantities[id] ?? 0,
        ...(stock === undefined ? {} : { stock }),
      }))
      .filter(({ quantity }) => quantity > 0)
    return chosen.length === 0 ? { nothing: true } : { chosen, by: said.by?.name ?? '' }
  },
  examples: [
    {
      title: 'gives what was chosen with its own prices',
      input: {
        items: [
          { id: 'beans', title: 'Beans', price: eur('1250') },
          { id: 'cup', title: 'Cup', price: eur('900'), stock: 0 },
        ],
      },
      replies: [{ hand: 'ask', answer: { outcome: 'answered', value: { quantities: { beans: 2 } }, by: { id: 'p1', name: 'Ada' } } }],
      output: { chosen: [{ id: 'beans', title: 'Beans', variant: '', price: eur('1250'), quantity: 2 }], by: 'Ada' },
    },
    {
      title: 'asks nobody when all is sold out',
      input: { items: [{ id: 'cup', title: 'Cup', price: eur('900'), stock: 0 }] },
      replies: [{ hand: 'call', block: 'show.card', output: { shown: true } }],
      output: { nothing: true },
    },
    { title: 'refuses ids that could be anything', input: { items: [{ id: '__proto__', title: 'Cup', price: eur('900') }] }, fails: 'invalid-input' },
  ],
})
