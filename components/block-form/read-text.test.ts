import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { decimalText, type Money } from '../../server/kernel/money.ts'
import { pairsOf, readJson, readMoney, readNumber, valueOfPairs } from './read-text.ts'

describe('numbers', () => {
  it('reads a comma as a point, nothing as nothing, and says what is wrong', () => {
    expect(readNumber(' 12,5 ', { type: 'number' })).toEqual({ kind: 'value', value: 12.5 })
    expect(readNumber('', { type: 'number' })).toEqual({ kind: 'empty' })
    expect(readNumber('1.5', { type: 'integer' })).toEqual({ kind: 'wrong', reason: 'This takes whole numbers only.' })
    expect(readNumber('31', { type: 'integer', maximum: 30 })).toEqual({ kind: 'wrong', reason: 'The most is 30.' })
    expect(readNumber('twelve', {}).kind).toBe('wrong')
    expect(readNumber('Infinity', {}).kind).toBe('wrong')
  })
})

describe('money', () => {
  it('reads amounts exactly, and refuses digits the currency does not have', () => {
    expect(readMoney('25', 'EUR')).toEqual({ kind: 'value', value: { amountMinor: '2500', currency: 'EUR', decimals: 2 } })
    expect(readMoney('0.07', 'EUR')).toEqual({ kind: 'value', value: { amountMinor: '7', currency: 'EUR', decimals: 2 } })
    expect(readMoney('1.005', 'EUR').kind).toBe('wrong')
    expect(readMoney('12.5', 'JPY', 0)).toEqual({ kind: 'wrong', reason: 'JPY has no smaller unit.' })
  })

  it('reads back every amount it writes', () => {
    fc.assert(
      fc.property(fc.bigInt({ min: 1n - 10n ** 20n, max: 10n ** 20n - 1n }), fc.integer({ min: 0, max: 8 }), (minor, decimals) => {
        const money: Money = { amountMinor: String(minor), currency: 'EUR', decimals }
        expect(readMoney(decimalText(money), 'EUR', decimals)).toEqual({ kind: 'value', value: money })
      }),
    )
  })
})

describe('JSON and named texts', () => {
  it('says that a half-typed JSON is not JSON yet', () => {
    expect(readJson('{"a": ').kind).toBe('wrong')
    expect(readJson('{"a": [1, null]}')).toEqual({ kind: 'value', value: { a: [1, null] } })
  })

  it.each([{ type: 'object' }, { type: 'array' }])('keeps names and values in the form the block wants: $type', (schema) => {
    const pairs = [
      { name: 'Amount', value: '25' },
      { name: 'To', value: 'Anna' },
    ]
    expect(pairsOf(valueOfPairs(pairs, schema))).toEqual(pairs)
  })
})
