import { createHash } from 'node:crypto'
import type { Tx } from '../platform/db.ts'

type Sql = Pick<Tx, 'sql'>

/** sha-256 of the bytes, hex: the name they are kept under. */
export const hashOf = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex')

/** Keeps bytes under their hash; the same bytes of a workspace are kept once. */
export async function putBytes(tx: Sql, workspaceId: string, hash: string, bytes: Uint8Array): Promise<void> {
  await tx.sql`insert into file_content (workspace_id, hash, body) values (${workspaceId}, ${hash}, ${Buffer.from(bytes)}) on conflict do nothing`
}

export async function getBytes(tx: Sql, workspaceId: string, hash: string): Promise<Uint8Array<ArrayBuffer> | undefined> {
  const [row] = await tx.sql<{ body: Buffer<ArrayBuffer> }>`select body from file_content where workspace_id = ${workspaceId} and hash = ${hash}`
  return row?.body
}

/** How many bytes a workspace keeps. */
export async function countBytes(tx: Sql, workspaceId: string): Promise<number> {
  const [row] = await tx.sql<{ n: number }>`select coalesce(sum(bytes), 0)::bigint as n from
    (select distinct on (hash) bytes from file where workspace_id = ${workspaceId} order by hash) kept`
  return row?.n ?? 0
}
