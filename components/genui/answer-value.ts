import type { Json, JsonObject } from '../../server/kernel/json.ts'
import type { Outcome } from './card-state.ts'

/** What an answer carries: the values of a form, or those that were approved with it, and the comment. Null for nothing. */
export function answerValue(outcome: Outcome, comment: unknown, values: unknown): Json {
  const filled = typeof values === 'object' && values !== null ? (values as Json) : undefined
  if (outcome === 'answered') return filled ?? {}
  const value: JsonObject = {}
  if (typeof comment === 'string' && comment.trim() !== '') value.comment = comment.trim()
  if (outcome === 'approved' && filled !== undefined) value.values = filled
  return Object.keys(value).length > 0 ? value : null
}
