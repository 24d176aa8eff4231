import { decimalText, type Money } from '../../server/kernel/money.ts'

export type Sign = 'negative' | 'always' | 'never'

const formats = new Map<string, Intl.NumberFormat | null>()

/**
 * An amount as people read it: `€1,240.50`, `−€25.00`, `0.5 USDC`. Exact for any size: the decimal text is formatted,
 * never a binary number.
 */
export function moneyText(money: Money, sign: Sign = 'negative'): string {
  const negative = money.amountMinor.startsWith('-') && /[1-9]/.test(money.amountMinor)
  const plain = decimalText({ ...money, amountMinor: money.amountMinor.replace('-', '') })
  const format = formatOf(money)
  // the types know numbers and bigints only; the standard (ECMA-402 since 2023) takes exact decimal text
  const body = format ? format.format(plain as unknown as number) : `${grouped(plain)} ${money.currency}`
  if (sign === 'never') return body
  if (negative) return `−${body}`
  return sign === 'always' && /[1-9]/.test(plain) ? `+${body}` : body
}

/** The sum of amounts of one currency, or undefined when they differ. */
export function addMoney(first: Money, ...others: Money[]): Money | undefined {
  if (others.some((m) => m.currency !== first.currency || m.decimals !== first.decimals)) return undefined
  return { ...first, amountMinor: others.reduce((sum, m) => sum + BigInt(m.amountMinor), BigInt(first.amountMinor)).toString() }
}

export const negated = (money: Money): Money => ({ ...money, amountMinor: (-BigInt(money.amountMinor)).toString() })
export const isZero = (money: Money): boolean => !/[1-9]/.test(money.amountMinor)
export const isNegative = (money: Money): boolean => money.amountMinor.startsWith('-') && !isZero(money)

/** Null for what is no ISO 4217 code, such as asset ids of four letters. */
function formatOf({ currency, decimals }: Money): Intl.NumberFormat | null {
  const key = `${currency}:${decimals}`
  const known = formats.get(key)
  if (known !== undefined) return known
  const made =
    currency.length === 3
      ? new Intl.NumberFormat('en-GB', { style: 'currency', currency, minimumFractionDigits: decimals, maximumFractionDigits: decimals })
      : null
  formats.set(key, made)
  return made
}

function grouped(plain: string): string {
  const [whole = '', fraction] = plain.split('.')
  const parts = whole.replace(/\B(?=(\d{3})+$)/g, ',')
  return fraction === undefined ? parts : `${parts}.${fraction}`
}
