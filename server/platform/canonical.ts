import { createHash } from 'node:crypto'
import canonicalize from 'canonicalize'
import type { Json } from '../kernel/json.ts'

/** Canonical JSON (RFC 8785): one text for one value. */
export function canonicalText(value: Json): string {
  return canonicalize(value) ?? 'null'
}

/** sha-256 of the canonical JSON: what a feed's chain covers, and what names a revision. */
export function hashOf(value: Json): Buffer {
  return sha256(canonicalText(value))
}

export const sha256 = (text: string): Buffer => createHash('sha256').update(text).digest()
