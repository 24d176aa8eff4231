import { eur, hoursFrom, type Sample, sample } from './sample.ts'

/** From choosing to arriving. */
export function shopSamples(now: Date): Sample[] {
  const at = hoursFrom(now)
  return [
    sample({
      component: 'Cart',
      name: 'Cart',
      what: 'What is about to be ordered. You change how many; prices are the server’s.',
      full: {
        lines: [
          { id: 'beans', title: 'Harbour espresso beans', variant: '1 kg, whole', quantity: 2, price: eur('1890') },
          { id: 'cup', title: 'Stoneware cup', variant: 'Ash grey', quantity: 1, price: eur('1400'), stock: 2 },
        ],
        discounts: [{ label: 'Welcome', amount: eur('500') }],
        shipping: eur('490'),
        currency: { currency: 'EUR', decimals: 2 },
      },
      empty: { lines: [], currency: { currency: 'EUR', decimals: 2 } },
      asks: { title: 'Your cart', outcome: 'answered', value: { quantities: { beans: 1, cup: 1 } } },
    }),
    sample({
      component: 'ProductList',
      name: 'Product list',
      what: 'Things to buy, to choose from, as a grid or a list.',
      full: {
        title: 'For your morning',
        items: [
          { id: 'beans', title: 'Harbour espresso beans', variant: '1 kg, whole', price: eur('1890'), rating: 4.7, badges: ['New crop'] },
          { id: 'cup', title: 'Stoneware cup', variant: 'Ash grey', price: eur('1400'), rating: 4.2, stock: 2 },
          { id: 'mill', title: 'Hand mill', description: 'Steel burrs, 30 g.', price: eur('7900'), rating: 4.9 },
          { id: 'scale', title: 'Pocket scale', price: eur('2500'), stock: 0 },
        ],
      },
      empty: { items: [] },
      also: [
        {
          name: 'As a list',
          props: {
            layout: 'list',
            items: [
              { id: 'beans', title: 'Harbour espresso beans', variant: '1 kg, whole', price: eur('1890'), rating: 4.7, badges: ['New crop'] },
              { id: 'mill', title: 'Hand mill', description: 'Steel burrs, 30 g.', price: eur('7900'), rating: 4.9 },
            ],
          },
        },
      ],
      asks: { title: 'For your morning', outcome: 'answered', value: { quantities: { beans: 2, mill: 1 } } },
    }),
    sample({
      component: 'OrderStatus',
      name: 'Order status',
      what: 'Where an order is, what is next, and how to follow it.',
      full: {
        order: 'HB-7731',
        eta: at(30),
        steps: [
          { name: 'Ordered', state: 'done', at: at(-40) },
          { name: 'Packed', state: 'done', at: at(-20) },
          { name: 'On its way', state: 'now', at: at(-4), detail: 'Left the depot in Rotterdam' },
          { name: 'Delivered', state: 'next' },
        ],
        carrier: 'Nordpost',
        tracking: 'NP 4471 2209 18',
        items: [
          { title: 'Harbour espresso beans', quantity: 2 },
          { title: 'Stoneware cup', quantity: 1 },
        ],
      },
      empty: { order: 'HB-7732', steps: [] },
      also: [
        {
          name: 'Something went wrong',
          props: {
            order: 'HB-7730',
            steps: [
              { name: 'Ordered', state: 'done', at: at(-90) },
              { name: 'Not delivered', state: 'failed', at: at(-6), detail: 'Nobody was at home. It waits at the post office.' },
            ],
          },
        },
      ],
    }),
  ]
}
