import { AppError } from '../../kernel/errors.ts'
import type { Json } from '../../kernel/json.ts'
import { inWorkspace, systemSql, type Tx } from '../../platform/db.ts'
import { announce } from '../../platform/notify.ts'
import { type Entry, type NewEntry, packed } from './entry.ts'

/** Begins an empty feed. Its chain starts from the sha-256 of its id, so no two feeds can be swapped. */
export async function createFeed(tx: Pick<Tx, 'sql'>, feed: { id: string; workspaceId: string; kind: string }): Promise<void> {
  await tx.sql`insert into feed (id, workspace_id, kind, last_hash) values (${feed.id}, ${feed.workspaceId}, ${feed.kind}, sha256(uuid_send(${feed.id}::uuid)))`
}

/** A feed of ours begins with entries: {@link createFeed} and {@link append} in one round trip. */
export async function beginFeed(
  tx: Tx,
  { id, workspaceId, kind }: { id: string; workspaceId: string; kind: string },
  entries: readonly NewEntry[],
): Promise<void> {
  const { keys, kinds, bodies, hashes } = packed(entries)
  const text = 'select feed_begin($1::uuid, $2::uuid, $3::text, $4::text[], $5::text[], $6::jsonb[], $7::bytea[])'
  await tx.client.query({ name: 'feed_begin', text, values: [id, workspaceId, kind, keys, kinds, bodies, hashes] })
  tx.afterCommit(() => announce('hearth_feed', [id]))
}

/**
 * Adds entries in this order and answers their seqs; a known key adds nothing and answers the seq it got the first time.
 * Holds the feed's row until the transaction ends: that is what makes seqs gap-free, so keep such transactions short.
 * Errors: `not-found` when there is no such feed.
 */
export async function append(tx: Tx, feedId: string, entries: readonly NewEntry[]): Promise<number[]> {
  if (entries.length === 0) return []
  const { keys, kinds, bodies, hashes } = packed(entries)
  try {
    const [row] = await tx.sql<{ seqs: (string | number)[] }>`
      select feed_append(${feedId}::uuid, ${keys}::text[], ${kinds}::text[], ${bodies}::jsonb[], ${hashes}::bytea[]) as seqs`
    tx.afterCommit(() => announce('hearth_feed', [feedId]))
    return (row?.seqs ?? []).map(Number)
  } catch (error) {
    if (isNoData(error)) throw new AppError('not-found', undefined, undefined, { cause: error })
    throw error
  }
}

/** An empty feed begins with a copy of another's entries up to `upTo`, in a chain of its own. Answers the hash that the last of them has there. */
export async function copyFeed(tx: Tx, { workspaceId, from, to, upTo }: { workspaceId: string; from: string; to: string; upTo: number }): Promise<string> {
  await tx.sql`select feed_copy(${from}::uuid, ${to}::uuid, ${upTo})`
  tx.afterCommit(() => announce('hearth_feed', [to]))
  const [last] = await tx.sql<{ hash: Buffer }>`select hash from feed_entry where feed_id = ${from} and workspace_id = ${workspaceId} and seq = ${upTo}`
  return last?.hash.toString('hex') ?? ''
}

/** Up to `limit` entries after seq `after`, in order. A feed of another workspace reads as empty. */
export function read(workspaceId: string, feedId: string, after: number, limit: number): Promise<Entry[]> {
  return inWorkspace(workspaceId, (tx) => readIn(tx, workspaceId, feedId, after, limit))
}

/** As {@link read}, inside a transaction of the caller. */
export function readIn(tx: Pick<Tx, 'sql'>, workspaceId: string, feedId: string, after: number, limit: number): Promise<Entry[]> {
  return tx.sql<Entry>`select seq, at, kind, body from feed_entry
    where feed_id = ${feedId} and workspace_id = ${workspaceId} and seq > ${after} order by seq limit ${limit}`
}

/** All entries after `after` up to and with seq `to`, in order. For folds that need the whole. */
export async function readUpTo(workspaceId: string, feedId: string, to: number, after = 0): Promise<Entry[]> {
  return inWorkspace(
    workspaceId,
    (tx) => tx.sql<Entry>`select seq, at, kind, body from feed_entry
    where feed_id = ${feedId} and workspace_id = ${workspaceId} and seq > ${after} and seq <= ${to} order by seq`,
  )
}

/** The entry that was appended under this key, if any. */
export async function findByKey(tx: Pick<Tx, 'sql'>, workspaceId: string, feedId: string, key: string): Promise<Entry | undefined> {
  const [entry] = await tx.sql<Entry>`select seq, at, kind, body from feed_entry
    where feed_id = ${feedId} and producer_key = ${key} and workspace_id = ${workspaceId}`
  return entry
}

/** The newest seq, 0 for an empty feed, undefined when this workspace has no such feed. */
export async function lastSeq(tx: Pick<Tx, 'sql'>, workspaceId: string, feedId: string): Promise<number | undefined> {
  const [row] = await tx.sql<{ seq: number }>`select last_seq as seq from feed where id = ${feedId} and workspace_id = ${workspaceId}`
  return row?.seq
}

export type Watch = { feedId: string; workspaceId: string; after: number }

/** New entries of many feeds in one query, at most `limit` a feed. */
export async function readMany(watches: readonly Watch[], limit: number): Promise<Map<string, Entry[]>> {
  // lateral with a limit: a plain join gets a bad generic plan under load
  const rows = await systemSql<Entry & { feedId: string }>`
    select w.feed_id as "feedId", e.seq, e.at, e.kind, e.body
    from unnest(${watches.map((w) => w.feedId)}::uuid[], ${watches.map((w) => w.workspaceId)}::uuid[], ${watches.map((w) => w.after)}::bigint[])
      as w(feed_id, workspace_id, after)
    cross join lateral (
      select seq, at, kind, body from feed_entry
      where feed_id = w.feed_id and workspace_id = w.workspace_id and seq > w.after order by seq limit ${limit}
    ) e order by w.feed_id, e.seq`
  const byFeed = new Map<string, Entry[]>()
  for (const { feedId, ...entry } of rows) {
    const list = byFeed.get(feedId)
    if (list) list.push(entry)
    else byFeed.set(feedId, [entry])
  }
  return byFeed
}

export type ChainedEntry = Entry & { key: string | null; bodyHash: Buffer; hash: Buffer }

/** Entries with their hashes, for proof and export. */
export function readChain(workspaceId: string, feedId: string, after: number, limit: number): Promise<ChainedEntry[]> {
  return inWorkspace(
    workspaceId,
    (tx) => tx.sql<ChainedEntry & { body: Json }>`
    select seq, at, kind, body, producer_key as key, body_hash as "bodyHash", hash from feed_entry
    where feed_id = ${feedId} and workspace_id = ${workspaceId} and seq > ${after} order by seq limit ${limit}`,
  )
}

function isNoData(error: unknown): boolean {
  return typeof error === 'object' && error !== null && 'code' in error && error.code === 'P0002'
}
