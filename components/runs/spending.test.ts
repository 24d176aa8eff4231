import { expect, it } from 'vitest'
import type { RunEntry } from '../../server/runs/contract.ts'
import { costText, spendingIn, spendingOf } from './spending.ts'

it.each([
  [0, 0, ''],
  [4_200, 0, '$0.0042'],
  [0.05, 0, '$0.00000005'],
  [98_000, 0, '$0.098'],
  [500_000, 0, '$0.50'],
  [12_345_678, 0, '$12.35'],
  [4_200, 2, 'at least $0.0042'],
])('%d millionths and %d unpriced calls read "%s"', (costMicros, unpriced, text) => {
  expect(costText({ costMicros, unpriced })).toBe(text)
})

it('[runs.cost] a step has spent what it and its parts spent', () => {
  const used = (path: string, costMicros?: number) =>
    ({
      event: {
        kind: 'usage.recorded',
        path,
        attempt: '1.1',
        model: 'm',
        demo: false,
        inputTokens: 3,
        outputTokens: 4,
        ...(costMicros === undefined ? {} : { costMicros }),
      },
    }) as RunEntry
  const spending = spendingIn([used('ask/call0', 10), used('ask/call0', 5), used('ask/call1'), used('asked', 100)])
  expect(spendingOf(spending, 'ask')).toEqual({ tokens: 21, costMicros: 15, unpriced: 1 })
  expect(spendingOf(spending, 'none')).toEqual({ tokens: 0, costMicros: 0, unpriced: 0 })
})
