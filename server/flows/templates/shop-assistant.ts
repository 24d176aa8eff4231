import { expression, node, value, wire } from './draw.ts'
import type { Template } from './template.ts'

const euros = (amountMinor: string) => ({ amountMinor, currency: 'EUR', decimals: 2 })

export const shopAssistant: Template = {
  id: 'shop-assistant',
  name: 'Shop assistant',
  description: 'Shows what there is, fills a cart, asks for the payment and tells where the order stands.',
  icon: 'shopping-cart',
  tries: ['What do you have?'],
  flow: {
    schema: 1,
    nodes: {
      message: node('chat.message', 0, 0),
      shelf: node('show.product-list', 1, 0, {
        title: 'The shelf',
        inputs: {
          title: value('What would you like?'),
          items: value([
            { id: 'beans', title: 'Espresso beans', description: 'Dark, 500 g', price: euros('1490'), stock: 24 },
            { id: 'filter', title: 'Filter coffee', description: 'Light, 500 g', price: euros('1290'), stock: 12 },
            { id: 'cup', title: 'Stoneware cup', description: 'Holds 200 ml', price: euros('1800'), stock: 3, badges: ['Few left'] },
          ]),
        },
      }),
      cart: node('show.cart', 2, 0, { inputs: { shipping: value(euros('490')) } }),
      pay: node('show.payment-request', 3, 0, { title: 'Payment', inputs: { payee: value('Our shop'), purpose: value('Your order') } }),
      order: node('show.order-status', 4, 0, {
        title: 'Where it stands',
        inputs: {
          order: value('no. 1'),
          items: expression('cart.order.lines.map(line, {"title": line.title, "quantity": line.quantity})'),
          steps: value([
            { name: 'Ordered', state: 'done' },
            { name: 'Packed', state: 'now' },
            { name: 'Sent', state: 'next' },
          ]),
        },
      }),
      left: node('control.merge', 4, 1.25, { title: 'Left' }),
      goodbye: node('reply.text', 5, 1.25, { inputs: { text: value('All right, nothing was ordered. Ask again whenever you like.') } }),
    },
    wires: [
      wire('message.done > shelf.after'),
      wire('shelf.chosen > cart.lines'),
      wire('cart.total > pay.amount'),
      wire('pay.pay > order.after'),
      wire('shelf.nothing > left.a'),
      wire('shelf.declined > left.b'),
      wire('cart.declined > left.c'),
      wire('pay.declined > left.d'),
      wire('left.done > goodbye.after'),
    ],
  },
}
