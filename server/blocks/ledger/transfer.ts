import { z } from 'zod'
import { defineBlock } from '../../engine/define-block.ts'
import { AppError } from '../../kernel/errors.ts'
import type { JsonObject } from '../../kernel/json.ts'
import { decimalText } from '../../kernel/money.ts'
import { draw } from '../show/draw.ts'
import { transactionReceiptSchema } from '../show/props/transaction-receipt.ts'
import { readOrder } from './order.ts'

export default defineBlock({
  id: 'ledger.transfer',
  title: 'Transfer money',
  summary: 'Moves money from an account of this workspace to a payee or another account.',
  words: ['pay', 'payment', 'send money', 'payout', 'wire transfer'],
  category: 'money',
  icon: 'arrow-right-left',
  effect: 'transactional',
  destructive: true,
  needs: ['ledger', 'idempotencyKey'],
  input: z.object({
    to: z.string().min(1).max(120).meta({ title: 'To', description: 'Who gets it: the label or id of a payee or account, such as Anna.' }),
    amount: z
      .string()
      .regex(/^\d{1,15}([.,]\d{1,8})?$/, 'an amount such as 25 or 25.50')
      .meta({ title: 'Amount', description: 'A decimal text such as 25 or 25.50.' }),
    currency: z.string().min(3).max(8).default('EUR').meta({ title: 'Currency', description: 'Its code, such as EUR.' }),
    memo: z.string().max(140).default('').meta({ title: 'Memo', description: 'A few words for both sides.' }),
    from: z.string().min(1).max(120).default('main').meta({ title: 'From', description: 'The account to take it from.' }),
  }),
  output: transactionReceiptSchema,
  run: async ({ input, ledger, idempotencyKey }) => {
    const { from, to, amount } = await readOrder(ledger, input)
    const transfer = await ledger.transfer({ from: from.id, to: to.id, amount, memo: input.memo, key: idempotencyKey })
    return {
      id: transfer.id,
      status: transfer.status,
      timeline: [
        { name: 'Ordered', at: transfer.at, state: 'done' as const },
        { name: 'Booked', at: transfer.at, state: 'done' as const },
      ],
      from: transfer.from,
      to: transfer.to,
      amount: transfer.amount,
      fee: { ...transfer.amount, amountMinor: '0' },
      memo: transfer.memo,
      reference: transfer.id.replaceAll('-', '').slice(-12).toUpperCase(),
    }
  },
  confirm: async (input, { ledger }) => {
    const { from, to, amount } = await readOrder(ledger, input)
    const left = BigInt(from.available.amountMinor) - BigInt(amount.amountMinor)
    if (left < 0n)
      throw new AppError(
        'insufficient-funds',
        `${from.label} has ${decimalText(from.available)} ${amount.currency}, less than the ${decimalText(amount)} ${amount.currency} to send. Send less, or from another account.`,
      )
    const card = draw('TransferConfirm', {
      from: { account: from.id, label: from.label, available: from.available },
      to: { account: to.id, label: to.label },
      amount,
      fee: { ...amount, amountMinor: '0' },
      memo: input.memo,
      arrival: 'At once',
      warnings:
        left * 10n < BigInt(from.available.amountMinor)
          ? [`This leaves ${decimalText({ ...amount, amountMinor: left.toString() })} ${amount.currency} in ${from.label}.`]
          : [],
    })
    return { ...card, title: `Send ${decimalText(amount)} ${amount.currency} to ${to.label}` }
  },
  examples: [
    {
      title: 'moves the exact amount',
      input: { to: 'Anna', amount: '25', memo: 'lunch' },
      replies: [
        { hand: 'ledger', method: 'find', result: account('main', 'Main account', '124050') },
        { hand: 'ledger', method: 'find', result: account('anna', 'Anna', '0') },
        { hand: 'ledger', method: 'transfer', result: posted() },
      ],
      output: {
        id: posted().id,
        status: 'posted',
        amount: { amountMinor: '2500', currency: 'EUR', decimals: 2 },
        to: { account: 'anna', label: 'Anna' },
        reference: '9B1D1A2B3C4D',
      },
    },
    {
      title: 'moves nothing when there is not enough',
      input: { to: 'Anna', amount: '2500000' },
      replies: [
        { hand: 'ledger', method: 'find', result: account('main', 'Main account', '124050') },
        { hand: 'ledger', method: 'find', result: account('anna', 'Anna', '0') },
        { hand: 'ledger', fails: 'insufficient-funds' },
      ],
      fails: 'insufficient-funds',
    },
    { title: 'refuses what is not an amount', input: { to: 'Anna', amount: 'a lot' }, fails: 'invalid-input' },
    {
      title: 'says when nobody has that name',
      input: { to: 'Zoe', amount: '5' },
      replies: [
        { hand: 'ledger', method: 'find', result: account('main', 'Main account', '124050') },
        { hand: 'ledger', fails: 'not-found' },
      ],
      fails: 'not-found',
    },
  ],
})

function account(id: string, label: string, amountMinor: string): JsonObject {
  const amount = { amountMinor, currency: 'EUR', decimals: 2 }
  return { id, label, kind: 'current', available: amount, ledger: amount, asOf: '2026-11-20T09:00:00.000Z' }
}

function posted() {
  return {
    id: '019aa3f0-7c1e-7d2a-8a52-9b1d1a2b3c4d',
    at: '2026-11-20T09:00:00.000Z',
    from: { account: 'main', label: 'Main account' },
    to: { account: 'anna', label: 'Anna' },
    amount: { amountMinor: '2500', currency: 'EUR', decimals: 2 },
    memo: 'lunch',
    direction: 'out',
    status: 'posted',
  }
}
