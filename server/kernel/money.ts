import { z } from 'zod'

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
