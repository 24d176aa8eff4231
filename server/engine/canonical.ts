import type { Json } from '../kernel/json.ts'

/**
 * The one form of a value: plain JSON with sorted keys. Every value that enters a walk takes it, so a block sees the
 * same bytes whether its input was made a moment ago or read back from a store that orders keys its own way.
 */
export function canonical(value: unknown): Json {
  if (typeof value === 'string' || typeof value === 'boolean') return value
  if (typeof value === 'number') return Number.isFinite(value) ? value + 0 : null
  if (typeof value === 'bigint') return value.toString()
  if (typeof value !== 'object' || value === null) return null
  if (Array.isArray(value)) return value.map(canonical)
  if ('toJSON' in value && typeof value.toJSON === 'function') return canonical(value.toJSON())
  // fromEntries defines each key, so `__proto__` stays an ordinary one.
  return Object.fromEntries(
    Object.entries(value)
      .filter(([, held]) => held !== undefined && typeof held !== 'function')
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([key, held]) => [key, canonical(held)]),
  )
}

/** The same value gives the same text, whatever the order of its keys. */
export function canonicalText(value: unknown): string {
  return JSON.stringify(canonical(value))
}
