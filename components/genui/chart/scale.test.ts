import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { scaleOf, tickText, valueText } from './scale.ts'

const cents = fc.integer({ min: -1e12, max: 1e12 }).map((n) => n / 100)

describe('scaleOf', () => {
  it('ends on round numbers and holds zero', () => {
    expect(scaleOf([210, 900])).toEqual({ min: 0, max: 1000, ticks: [0, 250, 500, 750, 1000] })
    expect(scaleOf([-3, 7])).toMatchObject({ min: -5, max: 7.5 })
  })

  it('keeps a fixed top', () => {
    expect(scaleOf([3, 4], 10).max).toBe(10)
  })

  it('draws nothing but zeros without falling over', () => {
    expect(scaleOf([0, 0]).max).toBeGreaterThan(0)
    expect(scaleOf([]).ticks.length).toBeGreaterThan(1)
  })

  it('holds every value between its ends, with few ticks', () => {
    fc.assert(
      fc.property(fc.array(cents, { minLength: 1, maxLength: 40 }), (values) => {
        const { min, max, ticks } = scaleOf(values)
        expect(Math.min(...values)).toBeGreaterThanOrEqual(min)
        expect(Math.max(...values)).toBeLessThanOrEqual(max)
        expect(ticks.length).toBeLessThanOrEqual(8)
        expect(ticks.length).toBeGreaterThan(1)
      }),
    )
  })
})

describe('words for numbers', () => {
  it('are short on the axis and whole beside the mark', () => {
    expect(tickText(12_500)).toBe('12.5k')
    expect(valueText(12_500, 'EUR')).toBe('12,500 EUR')
  })
})
