import { describe, expect, it } from 'vitest'
import { formFieldSchema, valuesSchemaOf } from '../../../server/blocks/show/props/index.ts'
import { checkValue } from '../../../server/engine/check-value.ts'
import { readTyped, typedOf } from './typed-values.ts'

const fields = [
  { name: 'city' },
  { name: 'note', kind: 'multiline', required: false },
  { name: 'seats', kind: 'number', min: 1, max: 9 },
  { name: 'day', kind: 'date', required: false },
  { name: 'class', kind: 'choice', options: [{ value: 'first' }, { value: 'second' }] },
  { name: 'window', kind: 'boolean' },
].map((field) => formFieldSchema.parse(field))

describe('readTyped', () => {
  it('[human.kinds] reads each field as its kind, and what it reads fits what the server checks', () => {
    const read = readTyped(fields, { city: ' Porto ', note: '', seats: '2', day: '2026-11-21', class: 'second', window: true })
    expect(read).toEqual({ ok: true, values: { city: 'Porto', seats: 2, day: '2026-11-21', class: 'second', window: true } })
    if (read.ok) expect(checkValue(valuesSchemaOf(fields), read.values)).toBeNull()
  })

  it('says what is wrong, field by field', () => {
    expect(readTyped(fields, { city: '', seats: '12', day: 'soon', class: '', window: false })).toEqual({
      ok: false,
      wrong: { city: 'This is needed.', seats: 'At most 9.', day: 'Give a day, such as 2026-11-21.', class: 'Choose one.' },
    })
    expect(readTyped(fields, { city: 'Porto', seats: 'two', class: 'first' })).toMatchObject({ wrong: { seats: 'Write a number, such as 12.5.' } })
  })

  it('begins with the values it was given', () => {
    expect(typedOf(fields, { city: 'Porto', seats: 2, window: true })).toEqual({ city: 'Porto', note: '', seats: '2', day: '', class: '', window: true })
  })
})
