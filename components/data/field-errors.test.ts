import { expect, it } from 'vitest'
import { AppError } from '../../server/kernel/errors.ts'
import { fieldErrors } from './field-errors.ts'

it('gives each field its own sentence', () => {
  const error = new AppError('invalid-input', undefined, { fields: { password: 'at least 10 characters', email: 'nobody has signed up with it.' } })
  expect(fieldErrors(error)).toEqual({ password: 'At least 10 characters.', email: 'Nobody has signed up with it.' })
})

it('has nothing to say about a field when the whole request failed', () => {
  expect(fieldErrors(new AppError('unavailable'))).toEqual({})
  expect(fieldErrors(new Error('x'))).toEqual({})
  expect(fieldErrors(null)).toEqual({})
})
