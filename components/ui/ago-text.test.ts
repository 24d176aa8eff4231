import { expect, it } from 'vitest'
import { agoText, durationText } from './ago-text.ts'

const now = Date.parse('2026-11-21T12:00:00Z')
const before = (ms: number) => new Date(now - ms).toISOString()

it('says how long ago in the largest unit that fits', () => {
  expect(agoText(before(10_000), now)).toBe('just now')
  expect(agoText(before(50_000), now)).toBe('1 min ago')
  expect(agoText(before(59 * 60_000), now)).toBe('59 min ago')
  expect(agoText(before(3 * 3_600_000), now)).toBe('3 h ago')
  expect(agoText(before(30 * 3_600_000), now)).toBe('yesterday')
})

it('names the year only when it is another one', () => {
  expect(agoText('2026-03-12T12:00:00Z', now)).toBe('12 Mar')
  expect(agoText('2025-03-12T12:00:00Z', now)).toBe('12 Mar 2025')
})

it('takes a clock that runs behind the server for now', () => {
  expect(agoText(before(-5_000), now)).toBe('just now')
})

it('writes durations from below a millisecond to days', () => {
  expect([0.2, 12.4, 1_440, 41_000, 125_000, 11_400_000, 187_200_000].map(durationText)).toEqual([
    '<1 ms',
    '12 ms',
    '1.4 s',
    '41 s',
    '2 min 5 s',
    '3 h 10 min',
    '2 d 4 h',
  ])
})
