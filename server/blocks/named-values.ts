import type { Json, JsonObject } from '../kernel/json.ts'

/** The values an expression may name: those of a record, and the single ports that were given one. */
export function namedValues(values: Record<string, Json>, single: Record<string, Json | undefined>): JsonObject {
  const given = Object.entries(single).filter((entry): entry is [string, Json] => entry[1] !== undefined)
  return { ...values, ...Object.fromEntries(given) }
}
