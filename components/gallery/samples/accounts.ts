import { eur, hoursFrom, type Sample, sample } from './sample.ts'

/** Accounts and what moves between them. */
export function accountsSamples(now: Date): Sample[] {
  const at = hoursFrom(now)
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
  ]
}
