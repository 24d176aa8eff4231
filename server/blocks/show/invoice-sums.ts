import { type Money, sumMoney, timesMoney } from '../../kernel/money.ts'

export type InvoiceLine = { description: string; quantity: number; unitPrice: Money; taxPercent: number }

/** What the lines come to. Tax is rounded line by line. */
export function invoiceSums(lines: readonly InvoiceLine[]) {
  const priced = lines.map((line) => ({ ...line, total: timesMoney(line.unitPrice, line.quantity) }))
  const none: Money = { currency: lines[0]?.unitPrice.currency ?? 'EUR', decimals: lines[0]?.unitPrice.decimals ?? 2, amountMinor: '0' }
  const subtotal = sumMoney(none, ...priced.map(({ total }) => total))
  const tax = sumMoney(none, ...priced.map(({ total, taxPercent }) => timesMoney(total, taxPercent / 100)))
  return { lines: priced, subtotal, tax, total: sumMoney(subtotal, tax) }
}
