import { z } from 'zod'
import { defineBlock } from '../../engine/define-block.ts'
import { moneySchema } from '../../kernel/money.ts'
import { askingFields, askingShape, askPeople } from '../human/asking.ts'
import { declinedPort, expiredPort, saidBy, unanswered, verdictSchema, whoAndWhen } from '../human/verdict.ts'
import { cardQuestion } from './card-question.ts'
import { eur } from './eur.ts'
import { invoiceSums } from './invoice-sums.ts'

const lineSchema = z.object({
  description: z.string().min(1).max(300),
  quantity: z.number().min(0.001).max(1_000_000).default(1),
  unitPrice: moneySchema,
  taxPercent: z.number().min(0).max(100).default(0),
})

export default defineBlock({
  id: 'show.invoice',
  title: 'Show invoice',
  summary: 'Draws an invoice and adds it up; may ask whether to pay it.',
  category: 'cards',
  icon: 'file-text',
  effect: 'composite',
  needs: ['ask', 'call'],
  input: z.object({
    number: z.string().min(1).max(60).meta({ title: 'Number' }),
    issuer: z.string().min(1).max(200).meta({ title: 'From', description: 'Who sends it.' }),
    payer: z.string().min(1).max(200).meta({ title: 'To', description: 'Who pays it.' }),
    lines: z.array(lineSchema).min(1).max(200).meta({ title: 'Lines', description: 'What it is for. Sums and tax are worked out here.' }),
    issuedOn: z.iso.date().optional().meta({ title: 'Issued on' }),
    dueOn: z.iso.date().optional().meta({ title: 'Due on' }),
    status: z.enum(['draft', 'open', 'paid', 'overdue', 'void']).default('open').meta({ title: 'Status' }),
    note: z.string().max(400).default('').meta({ title: 'Note' }),
    ask: z.boolean().default(false).meta({ title: 'Ask to pay', description: 'Waits for a yes or a no. The block itself moves no money.' }),
    ...askingShape,
  }),
  output: z.object({
    total: moneySchema.meta({ title: 'Total' }),
    pay: whoAndWhen.extend({ amount: moneySchema, number: z.string() }).optional().meta({ title: 'Pay', description: 'Who said it is to be paid.' }),
    declined: declinedPort,
    expired: expiredPort,
  }),
  fields: { ...askingFields, note: { advanced: true }, issuedOn: { advanced: true } },
  run: async ({ input, ask, call }) => {
    const { number, issuer, payer, issuedOn, dueOn, status, note } = input
    const sums = invoiceSums(input.lines)
    const { total } = sums
    const props = { number, issuer, payer, status, note, ...(issuedOn ? { issuedOn } : {}), ...(dueOn ? { dueOn } : {}), ...sums }
    if (!input.ask) {
      await call('card', 'show.card', { component: 'Invoice', props })
      return { total }
    }
    const question = cardQuestion({ component: 'Invoice', kind: 'approval', title: `Pay invoice ${number}?`, props, answer: verdictSchema })
    const answer = await askPeople(question, input, { ask, call })
    return { total, ...(unanswered(answer) ?? { pay: { ...saidBy(answer), amount: total, number } }) }
  },
  examples: [
    {
      title: 'adds up, and gives the amount that is to be paid',
      input: {
        number: '2026-041',
        issuer: 'Ember Studio',
        payer: 'Hearth Ltd',
        lines: [
          { description: 'Design, days', quantity: 2.5, unitPrice: eur('64000'), taxPercent: 19 },
          { description: 'Hosting', unitPrice: eur('4900'), taxPercent: 7 },
        ],
        ask: true,
      },
      replies: [{ hand: 'ask', answer: { outcome: 'approved', value: null, by: { id: 'p1', name: 'Ada' }, at: '2026-11-20T09:00:00.000Z' } }],
      output: { total: eur('195643'), pay: { by: 'Ada', at: '2026-11-20T09:00:00.000Z', comment: '', amount: eur('195643'), number: '2026-041' } },
    },
    {
      title: 'only draws it when nobody is asked',
      input: { number: '7', issuer: 'A', payer: 'B', lines: [{ description: 'Work', unitPrice: eur('100') }] },
      replies: [{ hand: 'call', block: 'show.card', output: { shown: true } }],
      output: { total: eur('100') },
    },
    { title: 'refuses an invoice for nothing', input: { number: '7', issuer: 'A', payer: 'B', lines: [] }, fails: 'invalid-input' },
    {
      title: 'refuses to add euros to dollars',
      input: {
        number: '7',
        issuer: 'A',
        payer: 'B',
        lines: [
          { description: 'Work', unitPrice: eur('100') },
          { description: 'More', unitPrice: { amountMinor: '100', currency: 'USD', decimals: 2 } },
        ],
      },
      fails: 'invalid-input',
    },
  ],
})
