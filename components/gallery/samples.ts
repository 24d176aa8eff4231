import type { z } from 'zod'
import type { ComponentName, componentProps } from '../../server/blocks/show/props/index.ts'
import type { Json } from '../../server/kernel/json.ts'
import type { Money } from '../../server/kernel/money.ts'
import type { Outcome } from '../genui/index.ts'

type PropsOf<C extends ComponentName> = z.input<(typeof componentProps)[C]>
export type Sample = {
  component: ComponentName
  name: string
  /** What it is for. */
  what: string
  full: object
  empty?: object
  /** Other ways it may look. */
  also?: { name: string; props: object }[]
  /** For those that ask: the question's title and what an answer may be. */
  asks?: { title: string; outcome: Outcome; value: Json }
}

const eur = (amountMinor: string): Money => ({ amountMinor, currency: 'EUR', decimals: 2 })
const usd = (amountMinor: string): Money => ({ amountMinor, currency: 'USD', decimals: 2 })

function sample<C extends ComponentName>(made: {
  component: C
  name: string
  what: string
  full: PropsOf<C>
  empty?: PropsOf<C>
  also?: { name: string; props: PropsOf<C> }[]
  asks?: Sample['asks']
}): Sample {
  return made
}

/** One true-to-life example of every card. Times are near `now`, so that what counts down does. */
export function samplesAt(now: Date): Sample[] {
  const at = (hours: number) => new Date(now.getTime() + hours * 3_600_000).toISOString()
  const month = ['Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov']
  const points = (...values: number[]) => values.map((value, i) => ({ label: month[i] ?? '', value }))
  const slots = [24, 24.5, 25, 26, 27, 48, 49, 50, 73].map((hours, i) => {
    const start = new Date(Math.ceil(now.getTime() / 86_400_000) * 86_400_000 + hours * 3_600_000 - 15 * 3_600_000)
    return { start: start.toISOString(), end: new Date(start.getTime() + 1_800_000).toISOString(), free: i !== 1 && i !== 6 }
  })
  return [
    sample({
      component: 'Balance',
      name: 'Balance',
      what: 'What each account holds, what is booked, and where it is heading.',
      full: {
        accounts: [
          {
            id: 'main',
            label: 'Main account',
            kind: 'current',
            available: eur('1240501'),
            ledger: eur('1265501'),
            asOf: at(-0.2),
            trend: [9, 8, 11, 12, 10, 13],
          },
          { id: 'save', label: 'Savings', kind: 'savings', available: eur('5000000'), ledger: eur('5000000'), asOf: at(-0.2), trend: [4, 4.2, 4.4, 4.7, 5] },
        ],
        total: eur('6240501'),
      },
      empty: { accounts: [] },
    }),
    sample({
      component: 'TransactionList',
      name: 'Transaction list',
      what: 'Movements of an account, newest first, under their days.',
      full: {
        title: 'Last movements',
        items: [
          {
            id: 't1',
            at: at(-2),
            counterparty: 'Harbour Books',
            memo: 'Two novels',
            amount: eur('3450'),
            direction: 'out',
            status: 'pending',
            category: 'Leisure',
          },
          { id: 't2', at: at(-5), counterparty: 'Anna Berg', memo: 'Lunch', amount: eur('1250'), direction: 'in', status: 'posted' },
          { id: 't3', at: at(-28), counterparty: 'City Power', memo: 'November', amount: eur('8400'), direction: 'out', status: 'posted', category: 'Home' },
          { id: 't4', at: at(-30), counterparty: 'Sky Air', memo: '', amount: eur('21900'), direction: 'out', status: 'failed' },
        ],
      },
      empty: { items: [] },
    }),
    sample({
      component: 'TransactionReceipt',
      name: 'Transaction receipt',
      what: 'What happened to the money, for good, with a reference to quote.',
      full: {
        id: 't1',
        status: 'posted',
        timeline: [
          { name: 'Ordered', at: at(-3), state: 'done' },
          { name: 'Booked', at: at(-2.9), state: 'done' },
        ],
        from: { account: 'main', label: 'Main account' },
        to: { account: 'anna', label: 'Anna Berg' },
        amount: eur('2500'),
        fee: eur('0'),
        memo: 'Lunch',
        reference: '9B1D1A2B3C4D',
      },
      also: [
        {
          name: 'Not sent',
          props: {
            id: 't2',
            status: 'failed',
            timeline: [],
            from: { account: 'main', label: 'Main account' },
            to: { account: 'anna', label: 'Anna Berg' },
            amount: eur('2500'),
            fee: eur('0'),
            memo: '',
            reference: '9B1D1A2B3C4E',
          },
        },
      ],
    }),
    sample({
      component: 'TransferConfirm',
      name: 'Transfer confirm',
      what: 'What a person sees before money moves.',
      full: {
        from: { account: 'main', label: 'Main account', available: eur('124050') },
        to: { account: 'anna', label: 'Anna Berg' },
        amount: eur('120000'),
        fee: eur('150'),
        memo: 'Rent, December',
        arrival: 'Today',
        warnings: ['This is more than you sent to Anna ever before.'],
      },
      asks: { title: 'Send €1,200.00 to Anna Berg?', outcome: 'approved', value: null },
    }),
    sample({
      component: 'Invoice',
      name: 'Invoice',
      what: 'Who owes what to whom, line by line. It may ask whether to pay.',
      full: {
        number: '2026-041',
        issuer: 'Ember Studio',
        payer: 'Hearth Ltd',
        issuedOn: '2026-11-10',
        dueOn: '2026-12-05',
        status: 'open',
        lines: [
          { description: 'Design of the booking page, days', quantity: 2.5, unitPrice: eur('64000'), taxPercent: 19, total: eur('160000') },
          { description: 'Hosting, November', quantity: 1, unitPrice: eur('4900'), taxPercent: 7, total: eur('4900') },
        ],
        subtotal: eur('164900'),
        tax: eur('30743'),
        total: eur('195643'),
        note: 'Please give the number when you pay.',
      },
      empty: {
        number: '2026-042',
        issuer: 'Ember Studio',
        payer: 'Hearth Ltd',
        status: 'draft',
        lines: [],
        subtotal: eur('0'),
        tax: eur('0'),
        total: eur('0'),
      },
      asks: { title: 'Pay invoice 2026-041?', outcome: 'approved', value: { comment: 'As agreed.' } },
    }),
    sample({
      component: 'PaymentRequest',
      name: 'Payment request',
      what: 'Somebody asks for money: a fixed amount, or one you set.',
      full: {
        payee: 'Harbour Books',
        purpose: 'Order 7731',
        amount: eur('3450'),
        reference: 'HB-7731',
        methods: [
          { id: 'visa', type: 'card', label: 'Visa', masked: '•••• 4242', expiry: '11/27', default: true },
          { id: 'bank', type: 'bank', label: 'Bank transfer', masked: 'DE•• •••• 0042' },
        ],
      },
      also: [{ name: 'You set the amount', props: { payee: 'Animal shelter', amount: eur('1000'), least: eur('100'), most: eur('50000'), purpose: 'A gift' } }],
      asks: { title: 'Pay Harbour Books', outcome: 'answered', value: { method: 'visa' } },
    }),
    sample({
      component: 'PaymentMethodPicker',
      name: 'Payment method picker',
      what: 'Which way to pay. What cannot be used says why.',
      full: {
        message: '',
        methods: [
          { id: 'visa', type: 'card', label: 'Visa', masked: '•••• 4242', expiry: '11/27', default: true },
          { id: 'bank', type: 'bank', label: 'Bank transfer', masked: 'DE•• •••• 0042' },
          { id: 'old', type: 'card', label: 'Mastercard', masked: '•••• 1881', expiry: '03/24', disabledReason: 'It expired in March 2024.' },
        ],
      },
      empty: { methods: [] },
      asks: { title: 'How do you want to pay?', outcome: 'answered', value: { method: 'bank' } },
    }),
    sample({
      component: 'Quote',
      name: 'Quote',
      what: 'What one currency gives in another, while the rate holds.',
      full: { from: eur('100000'), to: usd('108420'), rate: '1.0842', fee: eur('120'), spreadPercent: 0.4, validUntil: at(0.08) },
      asks: { title: 'Exchange EUR for USD', outcome: 'answered', value: { choice: 'accept' } },
    }),
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
    sample({
      component: 'Map',
      name: 'Map',
      what: 'Places on the earth, from outlines that ship with Hearth: no picture comes from elsewhere.',
      full: {
        title: 'Three warehouses',
        markers: [
          { id: 'porto', lat: 41.15, lng: -8.61, label: 'Porto', detail: '12 pallets', kind: 'start' },
          { id: 'rotterdam', lat: 51.92, lng: 4.48, label: 'Rotterdam', detail: '31 pallets' },
          { id: 'oslo', lat: 59.91, lng: 10.75, label: 'Oslo', detail: '8 pallets', kind: 'end' },
        ],
        route: [
          { lat: 41.15, lng: -8.61 },
          { lat: 43.5, lng: -9.5 },
          { lat: 48.7, lng: -5.5 },
          { lat: 51.92, lng: 4.48 },
          { lat: 57.5, lng: 7.5 },
          { lat: 59.91, lng: 10.75 },
        ],
      },
      empty: { markers: [] },
      asks: { title: 'Where should it go?', outcome: 'answered', value: { place: 'rotterdam' } },
    }),
    sample({
      component: 'Schedule',
      name: 'Schedule',
      what: 'Times to choose from, in the zone they are meant in.',
      full: { message: 'Half an hour with the design team.', slots, timeZone: 'Europe/Berlin' },
      empty: { slots: [] },
      asks: { title: 'Choose a time', outcome: 'answered', value: { start: slots[2]?.start ?? '' } },
    }),
    sample({
      component: 'ApprovalCard',
      name: 'Approval card',
      what: 'A question with yes and no: who asks, what for, how grave it is.',
      full: {
        requester: 'Release bot',
        message: 'Publish version 2.4 to everybody?',
        details: [
          { label: 'Changes', value: '38 commits by 4 people' },
          { label: 'Tests', value: 'all passed' },
        ],
        risk: 'high',
      },
      asks: { title: 'Publish version 2.4?', outcome: 'approved', value: { comment: 'Go, after lunch.' } },
    }),
    sample({
      component: 'IdentityForm',
      name: 'Identity form',
      what: 'Who somebody is, with their consent. It takes no files yet.',
      full: {
        requester: 'Onboarding',
        message: 'We must know who signs the contract.',
        known: [{ label: 'E-mail', value: 'a•••@example.org' }],
        fields: [
          { name: 'fullName', label: 'Full name' },
          { name: 'birthday', label: 'Date of birth', kind: 'date' },
          { name: 'passport', label: 'Passport number', masked: true, help: 'As printed on the first page.' },
          { name: 'scan', label: 'Picture of it', kind: 'file', required: false },
        ],
        consent: 'I agree that Hearth Ltd keeps this for 30 days to check who I am.',
      },
      asks: { title: 'Who signs?', outcome: 'answered', value: { fullName: 'Ada Lovelace', birthday: '1990-12-10', passport: 'X1234567', consent: true } },
    }),
    sample({
      component: 'Chart',
      name: 'Chart',
      what: 'Numbers over labels: bars, lines, areas, a pie, or stacks. A table says the same to a screen reader.',
      full: { kind: 'bar', title: 'Orders', period: 'June to November', series: [{ name: 'Orders', points: points(212, 240, 198, 275, 301, 288) }] },
      empty: { series: [], title: 'Orders' },
      also: [
        {
          name: 'Line',
          props: {
            kind: 'line',
            title: 'Visitors',
            series: [
              { name: 'Shop', points: points(1200, 1500, 1380, 1710, 1900, 2140) },
              { name: 'Blog', points: points(800, 760, 910, 1020, 990, 1130) },
            ],
          },
        },
        { name: 'Area', props: { kind: 'area', title: 'Storage', unit: 'GB', series: [{ name: 'Used', points: points(120, 131, 139, 160, 178, 191) }] } },
        {
          name: 'Pie',
          props: {
            kind: 'pie',
            title: 'Spending',
            unit: 'EUR',
            series: [
              {
                name: 'Spending',
                points: [
                  { label: 'Rent', value: 900 },
                  { label: 'Food', value: 410 },
                  { label: 'Travel', value: 220 },
                  { label: 'Leisure', value: 130 },
                ],
              },
            ],
          },
        },
        {
          name: 'Stacked',
          props: {
            kind: 'stacked',
            title: 'Support',
            series: [
              { name: 'Answered by an agent', points: points(120, 140, 155, 170, 190, 214) },
              { name: 'Handed to a person', points: points(60, 58, 49, 44, 38, 31) },
              { name: 'Unanswered', points: points(12, 9, 8, 6, 6, 4) },
            ],
          },
        },
      ],
    }),
    sample({
      component: 'Form',
      name: 'Form',
      what: 'Asks for values of any kind. Not one of the sixteen, and used by the blocks that ask people.',
      full: {
        requester: 'Travel',
        message: 'Where to?',
        fields: [
          { name: 'city', label: 'City' },
          { name: 'nights', kind: 'number', required: false },
        ],
      },
      asks: { title: 'Your trip', outcome: 'answered', value: { city: 'Porto', nights: 3 } },
    }),
    sample({
      component: 'Notice',
      name: 'Notice',
      what: 'Something people should know. It waits for nobody.',
      full: { title: 'The report is ready', message: 'It is in the files of this workspace.', tone: 'success', details: [{ label: 'Pages', value: '12' }] },
    }),
  ]
}
