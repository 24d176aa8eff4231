import type { Json } from '../../kernel/json.ts'

/** A value as a person would write it into a text: texts as they are, nothing as nothing, the rest as JSON. */
export function asText(value: Json | undefined): string {
  if (value === undefined || value === null) return ''
  return typeof value === 'string' ? value : JSON.stringify(value)
}
