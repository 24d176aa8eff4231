import { z } from 'zod'
import { defineBlock } from '../../engine/define-block.ts'
import { AppError } from '../../kernel/errors.ts'
import { type Money, moneySchema, timesMoney } from '../../kernel/money.ts'
import { askingFields, askingShape, termsOf } from '../human/asking.ts'
import { declinedPort, expiredPort, saidBy, unanswered, whoAndWhen } from '../human/verdict.ts'
import { cardQuestion, onlyThese } from './card-question.ts'
import { chosenOf } from './chosen.ts'
import { eur } from './eur.ts'
import { quoteSchema } from './props/quote.ts'

const { hours: _hours, ...whoMayAnswer } = askingShape
const { hours: _tucked, ...whoFields } = askingFields
const choices = ['accept', 'refresh'] as const

export default defineBlock({
  id: 'show.quote',
  title: 'Offer quote',
  summary: 'Offers an exchange at a rate that holds for a while. What it gives is worked out here.',
  category: 'cards',
  icon: 'arrow-right-left',
  effect: 'composite',
  needs: ['ask', 'call'],
  input: z.object({
    from: moneySchema.meta({ title: 'From', description: 'The amount that is given.' }),
    to: z
      .string()
      .regex(/^[A-Z]{3,8}$/, 'a currency code such as USD')
      .meta({ title: 'To', description: 'The currency that is got.' }),
    decimals: z.int().min(0).max(18).default(2).meta({ title: 'Decimals', description: 'How many digits the smallest unit of it has.' }),
    rate: quoteSchema.shape.rate.meta({ title: 'Rate', description: 'How much of it one of From gives, such as 1.0842.' }),
    minutes: z.number().min(0).max(10_080).default(5).meta({ title: 'Minutes it holds', description: '0 holds without end.' }),
    fee: moneySchema.optional().meta({ title: 'Fee' }),
    spreadPercent: z.number().min(0).max(100).optional().meta({ title: 'Spread in %' }),
    refreshable: z.boolean().default(true).meta({ title: 'May be asked for anew' }),
    ...whoMayAnswer,
  }),
  output: z.object({
    accepted: whoAndWhen
      .extend({ from: moneySchema, to: moneySchema, rate: z.string() })
      .optional()
      .meta({ title: 'Accepted', description: 'Both amounts, as they were offered.' }),
    refresh: whoAndWhen.optional().meta({ title: 'Ask anew', description: 'Somebody wants a fresh rate.' }),
    declined: declinedPort,
    expired: expiredPort,
  }),
  fields: { ...whoFields, decimals: { advanced: true }, fee: { advanced: true }, spreadPercent: { advanced: true }, refreshable: { advanced: true } },
  run: async ({ input, ask, call }) => {
    const { from, rate, fee, spreadPercent, refreshable, minutes, decimals } = input
    if (BigInt(from.amountMinor) <= 0n) throw new AppError('invalid-input', 'The amount should be more than nothing.')
    const to: Money = { ...timesMoney(from, rate, decimals), currency: input.to }
    const now = Number((await call('asked', 'time.now', {})).epochMs)
    const terms = termsOf({ ...input, hours: minutes / 60 }, now)
    const props = {
      ...{ from, to, rate, refreshable },
      ...(fee ? { fee } : {}),
      ...(spreadPercent === undefined ? {} : { spreadPercent }),
      ...(terms.expiresAt ? { validUntil: terms.expiresAt } : {}),
    }
    const allowed = refreshable ? [...choices] : ['accept']
    const title = `Exchange ${from.currency} for ${to.currency}`
    const question = cardQuestion({ component: 'Quote', kind: 'choice', title, props, answer: onlyThese({ choice: { type: 'string', enum: allowed } }) })
    const said = await ask('answer', { ...question, ...terms })
    const no = unanswered(said)
    if (no) return no
    if (chosenOf(choices, said.value, 'choice', (choice) => choice) === 'refresh') return { refresh: saidBy(said) }
    return { accepted: { ...saidBy(said), from, to, rate } }
  },
  examples: [
    {
      title: 'gives both amounts, exactly',
      input: { from: eur('10000'), to: 'USD', rate: '1.0842' },
      replies: [
        { hand: 'call', block: 'time.now', output: { at: '2026-11-20T09:00:00.000Z', epochMs: 1795165200000 } },
        { hand: 'ask', answer: { outcome: 'answered', value: { choice: 'accept' }, by: { id: 'p1', name: 'Ada' }, at: '2026-11-20T09:01:00.000Z' } },
      ],
      output: {
        accepted: {
          by: 'Ada',
          at: '2026-11-20T09:01:00.000Z',
          comment: '',
          from: eur('10000'),
          to: { amountMinor: '10842', currency: 'USD', decimals: 2 },
          rate: '1.0842',
        },
      },
    },
    {
      title: 'says when it held no longer',
      input: { from: eur('10000'), to: 'JPY', decimals: 0, rate: '162.35' },
      replies: [
        { hand: 'call', block: 'time.now', output: { at: '2026-11-20T09:00:00.000Z', epochMs: 1795165200000 } },
        { hand: 'ask', answer: { outcome: 'expired', value: null, at: '2026-11-20T09:05:00.000Z' } },
      ],
      output: { expired: { at: '2026-11-20T09:05:00.000Z' } },
    },
    {
      title: 'tells that a fresh rate is wanted',
      input: { from: eur('10000'), to: 'USD', rate: '1.0842' },
      replies: [
        { hand: 'call', block: 'time.now', output: { at: '2026-11-20T09:00:00.000Z', epochMs: 1795165200000 } },
        { hand: 'ask', answer: { outcome: 'answered', value: { choice: 'refresh' }, by: { id: 'p1', name: 'Ada' }, at: '2026-11-20T09:01:00.000Z' } },
      ],
      output: { refresh: { by: 'Ada', at: '2026-11-20T09:01:00.000Z', comment: '' } },
    },
    { title: 'refuses a rate that is no exact number', input: { from: eur('10000'), to: 'USD', rate: 'about one' }, fails: 'invalid-input' },
  ],
})
