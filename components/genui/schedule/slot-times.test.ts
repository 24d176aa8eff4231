import { describe, expect, it } from 'vitest'
import { daysOf, slotText, zoneText } from './slot-times.ts'

const slot = (start: string, end: string, free = true) => ({ start, end, free })

describe('times of a schedule', () => {
  it('stand under the days of their own zone, whatever zone they were written in', () => {
    const late = slot('2026-11-22T23:30:00Z', '2026-11-23T00:00:00Z')
    const early = slot('2026-11-23T09:00:00+01:00', '2026-11-23T09:30:00+01:00', false)
    expect(daysOf([early, late], 'Europe/Berlin').map(({ key, free, slots }) => ({ key, free, starts: slots.map(({ start }) => start) }))).toEqual([
      { key: '2026-11-23', free: 1, starts: [late.start, early.start] },
    ])
    expect(daysOf([early, late], 'UTC').map(({ key }) => key)).toEqual(['2026-11-22', '2026-11-23'])
  })

  it('say their day and their zone', () => {
    expect(slotText(slot('2026-11-23T08:00:00Z', '2026-11-23T08:30:00Z'), 'Europe/Berlin')).toBe('Mon 23 Nov, 09:00 – 09:30')
    expect(zoneText('America/New_York', new Date('2026-07-01T00:00:00Z'))).toBe('America/New York (GMT-4)')
    expect(zoneText('UTC', new Date(0))).toBe('UTC')
  })
})
