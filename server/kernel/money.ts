import { z } from 'zod'
import { AppError } from './errors.ts'

/** An exact amount. `amountMinor` counts the smallest unit (cents for EUR) as an integer string; `decimals` says how many digits that unit has. */
export const moneySchema = z.object({
  amountMinor: z.string().regex(/^-?\d{1,24}$/, 'a whole number of minor units, as text'),
  currency: z.string().regex(/^[A-Z]{3,8}$/, 'a currency code such as EUR'),
  decimals: z.int().min(0).max(18),
})
export type Money = z.infer<typeof moneySchema>

/** The amount as a plain decimal text, such as `-12.30`, without the currency. Exact for any size. */
export function decimalText({ amountMinor, decimals }: Money): string {
  const negative = amountMinor.startsWith('-')
  const digits = (negative ? amountMinor.slice(1) : amountMinor).padStart(decimals + 1, '0')
  const whole = digits.slice(0, digits.length - decimals)
  const text = decimals === 0 ? whole : `${whole}.${digits.slice(digits.length - decimals)}`
  return negative ? `-${text}` : text
}

/** The sum of amounts of one currency. Throws when they are of several: nobody adds euros to dollars by mistake. */
export function sumMoney(first: Money, ...others: Money[]): Money {
  const odd = others.find(({ currency, decimals }) => currency !== first.currency || decimals !== first.decimals)
  if (odd) throw new AppError('invalid-input', `Amounts in ${first.currency} and ${odd.currency} cannot be added. Give all of them in one currency.`)
  return { ...first, amountMinor: others.reduce((sum, { amountMinor }) => sum + BigInt(amountMinor), BigInt(first.amountMinor)).toString() }
}

/** An amount times a number, exactly, rounded half away from zero to a whole minor unit. `factor`: a number or a decimal text. */
export function timesMoney(money: Money, factor: number | string, decimals = money.decimals): Money {
  const { digits, scale } = exactly(factor)
  const shift = scale + money.decimals - decimals
  const product = BigInt(money.amountMinor) * digits
  return { ...money, decimals, amountMinor: (shift <= 0 ? product * 10n ** BigInt(-shift) : rounded(product, 10n ** BigInt(shift))).toString() }
}

function exactly(factor: number | string): { digits: bigint; scale: number } {
  const text = typeof factor === 'string' ? factor : factor.toFixed(6)
  const [whole = '0', fraction = ''] = text.split('.')
  return { digits: BigInt(whole + fraction), scale: fraction.length }
}

function rounded(value: bigint, by: bigint): bigint {
  const half = value < 0n ? -(by / 2n) : by / 2n
  return (value + half) / by
}
