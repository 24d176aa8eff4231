import { z } from 'zod'
import { defineBlock } from '../../engine/define-block.ts'
import type { Answer } from '../../engine/hands.ts'
import { AppError } from '../../kernel/errors.ts'
import type { JsonObject } from '../../kernel/json.ts'
import { type Money, moneySchema } from '../../kernel/money.ts'
import { askingFields, askingShape, askPeople } from '../human/asking.ts'
import { declinedPort, expiredPort, saidBy, unanswered, whoAndWhen } from '../human/verdict.ts'
import { cardQuestion, onlyThese } from './card-question.ts'
import { chosenOf } from './chosen.ts'
import { eur } from './eur.ts'
import { paymentMethodsSchema } from './props/payment-method-picker.ts'

export default defineBlock({
  id: 'show.payment-request',
  title: 'Request payment',
  summary: 'Asks a person to pay an amount. A fixed amount is read here, never from the answer.',
  words: ['checkout', 'charge', 'collect payment', 'stripe'],
  category: 'cards',
  icon: 'hand-coins',
  effect: 'composite',
  needs: ['ask', 'call'],
  input: z.object({
    payee: z.string().min(1).max(200).meta({ title: 'Who is paid' }),
    amount: moneySchema.meta({ title: 'Amount' }),
    purpose: z.string().max(300).default('').meta({ title: 'Purpose' }),
    reference: z.string().max(80).default('').meta({ title: 'Reference' }),
    methods: paymentMethodsSchema.default([]).meta({ title: 'Ways to pay', description: 'Left empty, none is asked for.' }),
    least: moneySchema.optional().meta({ title: 'Least', description: 'With Most: the person says how much, between the two.' }),
    most: moneySchema.optional().meta({ title: 'Most' }),
    ...askingShape,
  }),
  output: z.object({
    pay: whoAndWhen.extend({ amount: moneySchema, method: z.string() }).optional().meta({
      title: 'Pay',
      description: 'Who agreed to pay how much, and how. The block itself moves no money.',
    }),
    declined: declinedPort,
    expired: expiredPort,
  }),
  fields: { ...askingFields, reference: { advanced: true }, least: { advanced: true }, most: { advanced: true } },
  run: async ({ input, ask, call }) => {
    const { payee, amount, purpose, reference, methods, least, most } = input
    const range = rangeOf(amount, least, most)
    const usable = methods.filter(({ disabledReason }) => disabledReason === '')
    if (methods.length > 0 && usable.length === 0) throw new AppError('invalid-input', 'None of these ways to pay can be used. Give at least one that can.')
    const answer = onlyThese({
      ...(usable.length > 0 ? { method: { type: 'string', enum: usable.map(({ id }) => id) } } : {}),
      ...(range ? { amountMinor: { type: 'integer', minimum: range.least, maximum: range.most } } : {}),
    })
    const props = { payee, amount, purpose, reference, methods, ...(least && most ? { least, most } : {}) }
    const said = await askPeople(cardQuestion({ component: 'PaymentRequest', kind: 'form', title: `Pay ${payee}`, props, answer }), input, { ask, call })
    const no = unanswered(said)
    if (no) return no
    const method = usable.length > 0 ? chosenOf(usable, said.value, 'method', ({ id }) => id).id : ''
    return { pay: { ...saidBy(said), amount: range ? chosenAmount(amount, said) : amount, method } }
  },
  examples: [
    {
      title: 'gives the amount that was asked for, not one from the answer',
      input: { payee: 'Harbour Books', amount: eur('2500'), methods: [{ id: 'visa', label: 'Visa' }] },
      replies: [{ hand: 'ask', answer: { outcome: 'answered', value: { method: 'visa' }, by: { id: 'p1', name: 'Ada' }, at: '2026-11-20T09:00:00.000Z' } }],
      output: { pay: { by: 'Ada', at: '2026-11-20T09:00:00.000Z', comment: '', amount: eur('2500'), method: 'visa' } },
    },
    {
      title: 'lets the person say how much, between bounds',
      input: { payee: 'Harbour Books', amount: eur('1000'), least: eur('100'), most: eur('5000') },
      replies: [{ hand: 'ask', answer: { outcome: 'answered', value: { amountMinor: 1250 }, by: { id: 'p1', name: 'Ada' }, at: '2026-11-20T09:00:00.000Z' } }],
      output: { pay: { by: 'Ada', at: '2026-11-20T09:00:00.000Z', comment: '', amount: eur('1250'), method: '' } },
    },
    {
      title: 'tells a no',
      input: { payee: 'Harbour Books', amount: eur('2500') },
      replies: [{ hand: 'ask', answer: { outcome: 'declined', value: null, by: { id: 'p1', name: 'Ada' }, at: '2026-11-20T09:00:00.000Z' } }],
      output: { declined: { by: 'Ada', at: '2026-11-20T09:00:00.000Z', comment: '' } },
    },
    { title: 'refuses one bound without the other', input: { payee: 'A', amount: eur('1000'), most: eur('5000') }, fails: 'invalid-input' },
    { title: 'refuses an amount of nothing', input: { payee: 'A', amount: eur('0') }, fails: 'invalid-input' },
  ],
})

/** The bounds as numbers that JSON Schema can check; undefined for a fixed amount. */
function rangeOf(amount: Money, least: Money | undefined, most: Money | undefined): { least: number; most: number } | undefined {
  if (BigInt(amount.amountMinor) <= 0n) throw new AppError('invalid-input', 'The amount should be more than nothing.')
  if (!least && !most) return undefined
  if (!least || !most) throw new AppError('invalid-input', 'Give both the least and the most, or neither.')
  if ([least, most].some(({ currency, decimals }) => currency !== amount.currency || decimals !== amount.decimals))
    throw new AppError('invalid-input', 'The amount and its bounds should be of one currency.')
  const [from, to] = [Number(least.amountMinor), Number(most.amountMinor)]
  if (!Number.isSafeInteger(from) || !Number.isSafeInteger(to) || from < 1 || from > to)
    throw new AppError('invalid-input', 'The least should be more than nothing, and not more than the most.')
  return { least: from, most: to }
}

function chosenAmount(amount: Money, { value }: Answer): Money {
  return { ...amount, amountMinor: String((value as JsonObject).amountMinor) }
}
