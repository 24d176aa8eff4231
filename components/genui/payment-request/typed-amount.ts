import { decimalText, type Money } from '../../../server/kernel/money.ts'

export type ReadAmount = { ok: true; minor: number; money: Money } | { ok: false; wrong: string }

/** A typed decimal as whole minor units within bounds. Takes a point or a comma. */
export function readAmount(typed: string, least: Money, most: Money): ReadAmount {
  const text = typed.trim().replace(',', '.')
  const match = /^(\d{1,12})(?:\.(\d*))?$/.exec(text)
  if (!match) return { ok: false, wrong: 'Write an amount, such as 12.50.' }
  const fraction = match[2] ?? ''
  if (fraction.length > least.decimals) return { ok: false, wrong: `At most ${least.decimals} digits after the point.` }
  const minor = BigInt((match[1] ?? '0') + fraction.padEnd(least.decimals, '0'))
  if (minor < BigInt(least.amountMinor)) return { ok: false, wrong: `At least ${decimalText(least)} ${least.currency}.` }
  if (minor > BigInt(most.amountMinor)) return { ok: false, wrong: `At most ${decimalText(most)} ${most.currency}.` }
  return { ok: true, minor: Number(minor), money: { ...least, amountMinor: minor.toString() } }
}
