import { describe, expect, it } from 'vitest'
import { readAmount } from './typed-amount.ts'

const eur = (amountMinor: string) => ({ amountMinor, currency: 'EUR', decimals: 2 })
const read = (typed: string) => readAmount(typed, eur('100'), eur('5000'))

describe('readAmount', () => {
  it('reads a decimal text as whole minor units', () => {
    expect(read('12.5')).toMatchObject({ ok: true, minor: 1250 })
    expect(read(' 12,50 ')).toMatchObject({ ok: true, minor: 1250 })
    expect(read('1')).toMatchObject({ ok: true, minor: 100 })
  })

  it('says what is wrong with anything else', () => {
    expect(read('0.99')).toEqual({ ok: false, wrong: 'At least 1.00 EUR.' })
    expect(read('50.01')).toEqual({ ok: false, wrong: 'At most 50.00 EUR.' })
    expect(read('1.005')).toEqual({ ok: false, wrong: 'At most 2 digits after the point.' })
    for (const typed of ['', 'ten', '-5', '1e3', '0x10', '1.000,50']) expect(read(typed)).toMatchObject({ ok: false })
  })
})
