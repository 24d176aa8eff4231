import { createHash } from 'node:crypto'
import { hashOf } from '../../platform/canonical.ts'
import type { ChainedEntry } from './store.ts'

export type ChainVerdict = { ok: true; seq: number; hash: Buffer } | { ok: false; seq: number; reason: string }

/**
 * Recomputes the chain over entries in order: from the feed's beginning, or from a place already proven (`from`).
 * An entry's hash is sha-256 of the previous hash, the seq as 8 bytes big-endian, and the sha-256 of the canonical body.
 */
export function verifyChain(feedId: string, entries: readonly ChainedEntry[], from?: { seq: number; hash: Buffer }): ChainVerdict {
  let { seq, hash } = from ?? { seq: 0, hash: firstHash(feedId) }
  for (const entry of entries) {
    if (entry.seq !== seq + 1) return { ok: false, seq: entry.seq, reason: `entry ${seq + 1} is missing` }
    const bodyHash = hashOf(entry.body)
    if (!bodyHash.equals(entry.bodyHash)) return { ok: false, seq: entry.seq, reason: `the content of entry ${entry.seq} was changed` }
    hash = createHash('sha256').update(hash).update(bigEndian(entry.seq)).update(bodyHash).digest()
    if (!hash.equals(entry.hash)) return { ok: false, seq: entry.seq, reason: `entry ${entry.seq} does not continue the chain` }
    seq = entry.seq
  }
  return { ok: true, seq, hash }
}

function firstHash(feedId: string): Buffer {
  return createHash('sha256')
    .update(Buffer.from(feedId.replaceAll('-', ''), 'hex'))
    .digest()
}

function bigEndian(seq: number): Buffer {
  const bytes = Buffer.alloc(8)
  bytes.writeBigInt64BE(BigInt(seq))
  return bytes
}
