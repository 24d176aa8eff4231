import { type Money, sumMoney, timesMoney } from '../../../kernel/money.ts'
import type { CartProps } from './cart.ts'

export type CartSums = { goods: Money; discount: Money; shipping: Money; total: Money; count: number }

/**
 * What a cart comes to with these quantities. The card shows it while the person counts; the server works it out again
 * from its own prices. Discounts never make a total negative.
 */
export function cartSums({ lines, discounts, shipping, currency }: CartProps, quantities: Record<string, number> = {}): CartSums {
  const none: Money = { ...currency, amountMinor: '0' }
  const counted = lines.map((line) => ({ line, quantity: Object.hasOwn(quantities, line.id) ? (quantities[line.id] ?? 0) : line.quantity }))
  const goods = sumMoney(none, ...counted.map(({ line, quantity }) => timesMoney(line.price, quantity)))
  const wanted = sumMoney(none, ...discounts.map(({ amount }) => amount))
  const discount = BigInt(wanted.amountMinor) > BigInt(goods.amountMinor) ? goods : wanted
  const count = counted.reduce((sum, { quantity }) => sum + quantity, 0)
  const sent = count === 0 || !shipping ? none : shipping
  return { goods, discount, shipping: sent, total: sumMoney(goods, timesMoney(discount, -1), sent), count }
}
