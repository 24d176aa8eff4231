import { describe, expect, it } from 'vitest'
import { retryAfter } from './retry-after.ts'

describe('Retry-After', () => {
  const now = Date.parse('2026-03-01T12:00:00Z')
  it('reads seconds and dates', () => {
    expect(retryAfter('7', now)).toBe(7000)
    expect(retryAfter('Sun, 01 Mar 2026 12:01:00 GMT', now)).toBe(60_000)
  })
  it('keeps to an hour, whatever a service asks for', () => {
    expect(retryAfter('999999', now)).toBe(3_600_000)
  })
  it('takes nothing from what is over or means nothing', () => {
    for (const text of [undefined, null, '', '0', 'soon', '-5', 'Sun, 01 Mar 2026 11:00:00 GMT']) expect(retryAfter(text, now)).toBeUndefined()
  })
})
