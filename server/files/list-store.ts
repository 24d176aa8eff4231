import type { Tx } from '../platform/db.ts'
import type { ListedFile } from './contract.ts'

type Sql = Pick<Tx, 'sql'>
export type Listed = Omit<ListedFile, 'deletable'>
type Wanted = { personId: string; words: string; after: string | undefined; limit: number }

/** Files of a workspace as this person may see them, the newest first. */
export async function listedFiles(tx: Sql, workspaceId: string, { personId, words, after, limit }: Wanted): Promise<Listed[]> {
  return await tx.sql<Listed>`select f.id, f.name, f.type, f.bytes, f.created_at as at,
      json_build_object('id', f.created_by, 'name', coalesce(p.name, g.name, '')) as by,
      coalesce((select json_agg(json_build_object('kind', u.kind, 'id', u.place) order by u.place) from file_use u where u.file_id = f.id), '[]') as uses
    from file f left join person p on p.id = f.created_by left join chat_guest g on g.id = f.created_by
    where f.workspace_id = ${workspaceId} and (f.used_at is not null or f.created_by = ${personId})
      and (${words} = '' or position(lower(${words}) in lower(f.name)) > 0)
      and (${after ?? null}::uuid is null or (f.created_at, f.id) < (select created_at, id from file where id = ${after ?? null}::uuid and workspace_id = ${workspaceId}))
    order by f.created_at desc, f.id desc limit ${limit}`
}

/** Notes where files are used, so that whoever deletes one is told. */
export async function insertUses(tx: Sql, workspaceId: string, ids: readonly string[], { kind, id }: { kind: 'room' | 'run'; id: string }): Promise<void> {
  await tx.sql`insert into file_use (workspace_id, file_id, kind, place)
    select ${workspaceId}::uuid, file, ${kind}, ${id}::uuid from unnest(${[...ids]}::uuid[]) file on conflict do nothing`
}

/** What a branch takes along is used there, too. */
export async function copyUses(tx: Sql, workspaceId: string, from: string, to: string): Promise<void> {
  await tx.sql`insert into file_use (workspace_id, file_id, kind, place)
    select workspace_id, file_id, kind, ${to}::uuid from file_use where place = ${from} and workspace_id = ${workspaceId} on conflict do nothing`
}

/** Did this room say it? */
export async function usedIn(tx: Sql, workspaceId: string, fileId: string, roomId: string): Promise<boolean> {
  const rows = await tx.sql`select from file_use where file_id = ${fileId} and workspace_id = ${workspaceId} and kind = 'room' and place = ${roomId}`
  return rows.length === 1
}

/** Rooms that said it, and are still there. */
export async function roomsOf(tx: Sql, workspaceId: string, fileId: string): Promise<string[]> {
  const rows = await tx.sql<{ place: string }>`select place from file_use u where file_id = ${fileId} and workspace_id = ${workspaceId} and kind = 'room'
    and exists (select from feed where id = u.place and workspace_id = u.workspace_id) order by place`
  return rows.map(({ place }) => place)
}

/** The file, and its bytes when no other file has the same. */
export async function deleteFile(tx: Sql, workspaceId: string, { id, hash }: { id: string; hash: string }): Promise<void> {
  await tx.sql`delete from file where id = ${id} and workspace_id = ${workspaceId}`
  await tx.sql`delete from file_content where workspace_id = ${workspaceId} and hash = ${hash}
    and not exists (select from file where workspace_id = ${workspaceId} and hash = ${hash})`
}

/** Those of these files that are still there. */
export async function stillThere(tx: Sql, workspaceId: string, ids: readonly string[]): Promise<string[]> {
  const rows = await tx.sql<{ id: string }>`select id from file where workspace_id = ${workspaceId} and id = any(${[...ids]}::uuid[])`
  const found = new Set(rows.map(({ id }) => id))
  return ids.filter((id) => found.has(id))
}
