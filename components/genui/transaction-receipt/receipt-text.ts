import type { TransactionReceiptProps } from '../../../server/blocks/show/props/index.ts'
import { moneyText } from '../money-text.ts'

const words = { posted: 'Sent', pending: 'On its way', failed: 'Not sent' } as const

/** The receipt for channels and files that cannot draw. */
export function receiptText({ status, amount, from, to, memo, fee, reference, timeline }: TransactionReceiptProps): string {
  const lines = [
    ['Receipt', reference],
    ['Status', words[status]],
    ['Amount', moneyText(amount)],
    ['From', from.label],
    ['To', to.label],
    ...(memo ? [['For', memo]] : []),
    ['Fee', moneyText(fee)],
    ...timeline.map((step) => [step.name, step.at]),
  ]
  return `${lines.map(([name, value]) => `${name}: ${value}`).join('\n')}\n`
}
