import type { Json } from '../../kernel/json.ts'
import { canonicalText, sha256 } from '../../platform/canonical.ts'

/** One line of a feed, as readers get it. `seq` counts from 1 without gaps. */
export type Entry = { seq: number; at: string; kind: string; body: Json }

/** What a producer appends. The same `key` twice in one feed is one entry. */
export type NewEntry = { key?: string | null; kind: string; body: Json }

/** Entries as the parallel arrays that the SQL functions `feed_append` and `run_commit_group` take. */
export type PackedEntries = { keys: (string | null)[]; kinds: string[]; bodies: string[]; hashes: Buffer[] }

export function packed(entries: readonly NewEntry[]): PackedEntries {
  const bodies = entries.map((entry) => canonicalText(storable(entry.body)))
  return {
    keys: entries.map((entry) => entry.key ?? null),
    kinds: entries.map((entry) => entry.kind),
    bodies,
    hashes: bodies.map(sha256),
  }
}

/**
 * The value PostgreSQL can keep and give back unchanged, so that a hash made before equals one made after: NUL characters
 * and halves of surrogate pairs, which jsonb refuses, become U+FFFD of the same length; what JSON has no word for becomes
 * null or is left out, as JSON.stringify does.
 */
export function storable(value: unknown): Json {
  if (typeof value === 'string') return storableText(value)
  if (typeof value === 'boolean' || value === null) return value
  if (typeof value === 'number') return Number.isFinite(value) ? value : null
  if (typeof value !== 'object') return null
  if (Array.isArray(value)) return value.map(storable)
  if ('toJSON' in value && typeof value.toJSON === 'function') return storable(value.toJSON())
  const kept = Object.entries(value).filter(([, inner]) => inner !== undefined && typeof inner !== 'function' && typeof inner !== 'symbol')
  return Object.fromEntries(kept.map(([key, inner]) => [storableText(key), storable(inner)]))
}

function storableText(text: string): string {
  return (text.includes('\0') ? text.replaceAll('\0', '\uFFFD') : text).toWellFormed()
}
