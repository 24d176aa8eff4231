import { AppError } from '../../kernel/errors.ts'
import type { Json, JsonObject } from '../../kernel/json.ts'

/** The thing of ours that an answer names. The schema let only known ids through; what it costs is read here. */
export function chosenOf<T>(items: readonly T[], value: Json, name: string, idOf: (item: T) => string): T {
  const said = objectOf(value)[name]
  const found = items.find((item) => idOf(item) === said)
  if (!found) throw new AppError('invalid-input', 'The answer names what was not on the card.')
  return found
}

/** How many of each, as the answer says; what it does not name is left as it was. */
export function quantitiesOf(value: Json, name: string): Record<string, number> {
  return Object.fromEntries(Object.entries(objectOf(objectOf(value)[name])).flatMap(([id, count]) => (typeof count === 'number' ? [[id, count]] : [])))
}

function objectOf(value: Json | undefined): JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? value : {}
}
