import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { decimalText } from '../../kernel/money.ts'
import { minorUnits } from './order.ts'

describe('minorUnits', () => {
  it('[money.exact] reads every amount exactly, whatever its size and currency', () => {
    fc.assert(
      fc.property(fc.bigInt({ min: 1n, max: 10n ** 15n - 1n }), fc.integer({ min: 0, max: 8 }), (minor, decimals) => {
        const text = decimalText({ amountMinor: minor.toString(), currency: 'EUR', decimals })
        expect(minorUnits(text, decimals)).toBe(minor.toString())
      }),
    )
  })

  it.each([
    ['25', 2, '2500'],
    ['12,5', 2, '1250'],
    ['0.1', 8, '10000000'],
    ['9007199254740993', 0, undefined],
    ['999999999999999.99', 2, '99999999999999999'],
    ['0.00', 2, undefined],
    ['1.001', 2, undefined],
    ['-5', 2, undefined],
    ['1e3', 2, undefined],
    ['', 2, undefined],
  ])('reads "%s" with %i digits', (text, decimals, minor) => {
    if (minor === undefined) expect(() => minorUnits(text, decimals)).toThrow(expect.objectContaining({ code: 'invalid-input' }))
    else expect(minorUnits(text, decimals)).toBe(minor)
  })
})
