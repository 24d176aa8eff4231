import type { Column } from './columns.ts'

export type Share = { label: string; value: number /** Of one. */; share: number /** Where it begins, of one. */; from: number; colour: number }

/** There are five colours; a pie of more parts joins the small ones. */
const most = 5

/** The first series as parts of a whole. What is zero or less has no part in it. */
export function sharesOf(columns: readonly Column[]): Share[] {
  const parts = columns.flatMap(({ label, values: [value] }) => (value !== undefined && value > 0 ? [{ label, value }] : []))
  const total = parts.reduce((sum, { value }) => sum + value, 0)
  const sorted = parts.length > most ? parts.toSorted((a, b) => b.value - a.value) : parts
  const small = sorted.slice(most - 1)
  const shown =
    small.length > 1 ? [...sorted.slice(0, most - 1), { label: `${small.length} others`, value: small.reduce((sum, { value }) => sum + value, 0) }] : sorted
  let from = 0
  return shown.map(({ label, value }, colour) => {
    const part = { label, value, share: value / total, from, colour }
    from += part.share
    return part
  })
}
