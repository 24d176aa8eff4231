import type { TransactionListProps } from '../../../server/blocks/show/props/index.ts'
import { dayKey } from '../when.ts'

export type Transaction = TransactionListProps['items'][number]

/** Neighbours of one day stand together; the order of the items stays. */
export function groupByDay(items: Transaction[]): { day: number; items: Transaction[] }[] {
  const groups: { day: number; items: Transaction[] }[] = []
  for (const item of items) {
    const day = dayKey(item.at)
    const last = groups.at(-1)
    if (last?.day === day) last.items.push(item)
    else groups.push({ day, items: [item] })
  }
  return groups
}
