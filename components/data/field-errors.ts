import { isAppError } from '../../server/kernel/errors.ts'

/** The sentences an `invalid-input` answer gives for single fields, by field name; none for any other error. */
export function fieldErrors(error: unknown): Record<string, string> {
  if (!isAppError(error) || typeof error.details !== 'object' || error.details === null || Array.isArray(error.details)) return {}
  const fields = error.details.fields
  if (typeof fields !== 'object' || fields === null || Array.isArray(fields)) return {}
  return Object.fromEntries(Object.entries(fields).flatMap(([name, sentence]) => (typeof sentence === 'string' ? [[name, written(sentence)]] : [])))
}

/** `at least 10 characters` stands alone as `At least 10 characters.` */
function written(words: string): string {
  const sentence = words.charAt(0).toUpperCase() + words.slice(1)
  return /[.!?]$/.test(sentence) ? sentence : `${sentence}.`
}
