import type { Json } from '../../server/kernel/json.ts'
import { objectOf } from './use-ask.ts'

/** How many of each, in an answer. */
export function quantitiesIn(value: Json | undefined): Record<string, number> {
  return Object.fromEntries(Object.entries(objectOf(value) ?? {}).flatMap(([id, count]) => (typeof count === 'number' ? [[id, count]] : [])))
}
