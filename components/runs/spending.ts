import type { RunEntry } from '../../server/runs/contract.ts'

/** What model calls took. `costMicros` in millionths of a US dollar; `unpriced` calls are not in it. */
export type Spending = { tokens: number; costMicros: number; unpriced: number }

const nothing: Spending = { tokens: 0, costMicros: 0, unpriced: 0 }

/** By the path of the step that called. */
export function spendingIn(entries: readonly RunEntry[]): Map<string, Spending> {
  const found = new Map<string, Spending>()
  for (const { event } of entries) {
    if (event.kind !== 'usage.recorded') continue
    const { path, inputTokens, outputTokens, costMicros } = event
    found.set(
      path,
      sum(found.get(path) ?? nothing, { tokens: inputTokens + outputTokens, costMicros: costMicros ?? 0, unpriced: costMicros === undefined ? 1 : 0 }),
    )
  }
  return found
}

/** Of a step and all its parts. */
export function spendingOf(spending: ReadonlyMap<string, Spending>, path: string): Spending {
  return [...spending].reduce((total, [at, one]) => (at === path || at.startsWith(`${path}/`) ? sum(total, one) : total), nothing)
}

/** Two digits that tell something, cents at least. Empty when no model was paid. */
export function costText({ costMicros, unpriced }: Pick<Spending, 'costMicros' | 'unpriced'>): string {
  if (costMicros === 0) return ''
  const dollars = costMicros / 1e6
  const digits = Math.min(8, Math.max(2, 1 - Math.floor(Math.log10(dollars))))
  return `${unpriced > 0 ? 'at least ' : ''}$${dollars.toFixed(digits)}`
}

const sum = (a: Spending, b: Spending): Spending => ({
  tokens: a.tokens + b.tokens,
  costMicros: a.costMicros + b.costMicros,
  unpriced: a.unpriced + b.unpriced,
})
