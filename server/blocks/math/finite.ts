import { AppError } from '../../kernel/errors.ts'

/** The number, or an error when it is beyond what a number can hold. */
export function finite(value: number): number {
  if (!Number.isFinite(value)) throw new AppError('invalid-input', 'The result is too large for a number. Use smaller values.')
  return value
}
