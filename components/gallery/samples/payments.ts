import { eur, hoursFrom, type Sample, sample, usd } from './sample.ts'

/** What is to be paid, and how. */
export function paymentsSamples(now: Date): Sample[] {
  const at = hoursFrom(now)
  return [
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
  ]
}
