import { describe, expect, it } from 'vitest'
import { dayKey, dayText, leftText, whenText } from './when.ts'

const now = new Date(2026, 10, 21, 9, 0)
const local = (...parts: [number, number, number, number?, number?]) => new Date(...parts).toISOString()

describe('dayText', () => {
  it('names the near days and dates the far ones', () => {
    expect(dayText(local(2026, 10, 21, 0, 1), now)).toBe('Today')
    expect(dayText(local(2026, 10, 20, 23, 59), now)).toBe('Yesterday')
    expect(dayText(local(2026, 10, 19, 12), now)).toBe('Thu, 19 Nov')
    expect(dayText(local(2025, 10, 19, 12), now)).toBe('19 Nov 2025')
  })

  it('takes midnight for the border, not 24 hours', () => {
    expect(dayKey(local(2026, 10, 20, 23, 59))).not.toBe(dayKey(local(2026, 10, 21, 0, 1)))
    expect(dayKey(local(2026, 10, 21, 0, 1))).toBe(dayKey(local(2026, 10, 21, 23, 59)))
  })
})

describe('whenText', () => {
  it('leaves out what is plain today', () => {
    expect(whenText(local(2026, 10, 21, 8, 5), now)).toBe('08:05')
    expect(whenText(local(2026, 10, 19, 8, 5), now)).toBe('19 Nov, 08:05')
    expect(whenText(local(2025, 10, 19, 8, 5), now)).toBe('19 Nov 2025, 08:05')
  })
})

describe('leftText', () => {
  it('counts in the largest whole unit', () => {
    expect(leftText(local(2026, 10, 24, 9), now)).toBe('in 3 days')
    expect(leftText(local(2026, 10, 22, 9), now)).toBe('in 24 h')
    expect(leftText(local(2026, 10, 21, 9, 12), now)).toBe('in 12 min')
    expect(leftText(local(2026, 10, 21, 8), now)).toBe('now')
  })
})
