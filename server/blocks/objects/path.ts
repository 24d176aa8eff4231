import { AppError } from '../../kernel/errors.ts'

/** `order.lines.0.title` as its names. Empty is the whole value. Names that reach into the language are refused. */
export function namesOf(path: string): string[] {
  const names = path === '' ? [] : path.split('.')
  if (names.includes('')) throw new AppError('invalid-input', `"${path}" has an empty name. Write it like order.lines.0.title.`)
  if (names.some((name) => name === '__proto__' || name === 'constructor' || name === 'prototype'))
    throw new AppError('invalid-input', `"${path}" uses a name that is not allowed.`)
  return names
}
