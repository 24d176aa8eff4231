import fc from 'fast-check'
import { expect, it } from 'vitest'
import { readDateTime, textOfDateTime } from './read-date.ts'

it('[editor.pickers] a moment that was chosen here is the same moment everywhere, and comes back as it was chosen', () => {
  expect(readDateTime('')).toEqual({ kind: 'empty' })
  expect(readDateTime('soon')).toMatchObject({ kind: 'wrong' })
  expect(textOfDateTime('not a date')).toBe('')
  expect(textOfDateTime(undefined)).toBe('')
  fc.assert(
    fc.property(fc.date({ min: new Date('1971-01-01'), max: new Date('2200-01-01'), noInvalidDate: true }), (date) => {
      date.setMilliseconds(0)
      const text = textOfDateTime(date.toISOString())
      expect(text).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d)?$/)
      const read = readDateTime(text)
      // An hour that a clock goes through twice is one of the two.
      if (read.kind === 'value') expect(Math.abs(Date.parse(String(read.value)) - date.getTime())).toBeOneOf([0, 3_600_000])
      else expect.unreachable()
      expect(textOfDateTime(read.kind === 'value' ? read.value : undefined)).toBe(text)
    }),
  )
})
