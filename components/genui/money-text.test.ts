import { describe, expect, it } from 'vitest'
import { addMoney, isNegative, moneyText } from './money-text.ts'

const eur = (amountMinor: string) => ({ amountMinor, currency: 'EUR', decimals: 2 })

describe('moneyText', () => {
  it('writes an amount with its sign of currency and grouped digits', () => {
    expect(moneyText(eur('124050'))).toBe('€1,240.50')
    expect(moneyText(eur('-2500'))).toBe('−€25.00')
    expect(moneyText(eur('5'))).toBe('€0.05')
  })

  it('is exact beyond what a binary number can hold', () => {
    expect(moneyText(eur('900719925474099312345'))).toBe('€9,007,199,254,740,993,123.45')
    expect(moneyText({ amountMinor: '123456789012345678901', currency: 'XBT', decimals: 18 })).toContain('123.456789012345678901')
  })

  it('writes asset ids that are no currency after the amount', () => {
    expect(moneyText({ amountMinor: '1234500000', currency: 'USDC', decimals: 6 })).toBe('1,234.500000 USDC')
  })

  it('shows a plus only when asked for, and never before nothing', () => {
    expect(moneyText(eur('2500'), 'always')).toBe('+€25.00')
    expect(moneyText(eur('0'), 'always')).toBe('€0.00')
    expect(moneyText(eur('-0'))).toBe('€0.00')
  })
})

describe('addMoney', () => {
  it('adds whole minor units', () => {
    expect(addMoney(eur('900719925474099312345'), eur('-1'))).toEqual(eur('900719925474099312344'))
  })

  it('refuses to add what is not of one currency', () => {
    expect(addMoney(eur('1'), { amountMinor: '1', currency: 'USD', decimals: 2 })).toBeUndefined()
  })

  it('calls only what is below zero negative', () => {
    expect(isNegative(eur('-1'))).toBe(true)
    expect(isNegative(eur('-0'))).toBe(false)
  })
})
