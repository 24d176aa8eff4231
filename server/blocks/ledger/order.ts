import type { LedgerAccount, LedgerHand } from '../../engine/hands.ts'
import { AppError } from '../../kernel/errors.ts'
import type { Money } from '../../kernel/money.ts'

export type Order = { from: LedgerAccount; to: LedgerAccount; amount: Money }

/** Reads both accounts and the exact amount of what was asked for, or says what is wrong with it. Nothing moves here. */
export async function readOrder(ledger: LedgerHand, asked: { from: string; to: string; amount: string; currency: string }): Promise<Order> {
  const [from, to] = [await ledger.find(asked.from), await ledger.find(asked.to)]
  if (from.id === to.id) throw new AppError('invalid-input', `The money would stay where it is: both sides are ${from.label}. Name another recipient.`)
  const { currency, decimals } = from.available
  if (asked.currency.toUpperCase() !== currency)
    throw new AppError('invalid-input', `${from.label} holds ${currency}, not ${asked.currency}. Give the amount in ${currency}.`)
  return { from, to, amount: { amountMinor: minorUnits(asked.amount, decimals), currency, decimals } }
}

/** `12.5` with two decimals is `1250`. Exact: text in, text out, no floating point on the way. */
export function minorUnits(text: string, decimals: number): string {
  const [whole = '', fraction = ''] = text.replace(',', '.').split('.')
  if (!/^\d{1,15}$/.test(whole) || !/^\d*$/.test(fraction)) throw new AppError('invalid-input', `"${text}" is not an amount. Write it like 25 or 25.50.`)
  if (fraction.length > decimals)
    throw new AppError('invalid-input', `"${text}" is finer than this currency allows: at most ${decimals} digits after the point.`)
  const minor = BigInt(whole + fraction.padEnd(decimals, '0'))
  if (minor === 0n) throw new AppError('invalid-input', 'The amount must be more than nothing.')
  return minor.toString()
}
