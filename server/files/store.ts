import type { FileRef } from '../kernel/file-ref.ts'
import { systemSql, type Tx } from '../platform/db.ts'

type Sql = Pick<Tx, 'sql'>
type Row = FileRef & { hash: string; createdBy: string; used: boolean }

/** Uploads of one workspace come one after another, so that two of them do not both take the last room there is. */
export async function holdUploads(tx: Sql, workspaceId: string): Promise<void> {
  await tx.sql`select pg_advisory_xact_lock(hashtext('files'), hashtext(${workspaceId}))`
}

export async function insertFile(tx: Sql, workspaceId: string, file: FileRef & { hash: string; createdBy: string }): Promise<void> {
  await tx.sql`insert into file (id, workspace_id, name, type, bytes, hash, created_by)
    values (${file.id}, ${workspaceId}, ${file.name}, ${file.type}, ${file.bytes}, ${file.hash}, ${file.createdBy})`
}

export async function fileRow(tx: Sql, workspaceId: string, id: string): Promise<Row | undefined> {
  const [row] = await tx.sql<Row>`select id, name, type, bytes, hash, created_by as "createdBy", used_at is not null as used
    from file where id = ${id} and workspace_id = ${workspaceId}`
  return row
}

/** Those of the files that this person may use: their own, and for members what is in use already. From here on they are kept. */
export async function markUsed(
  tx: Sql,
  workspaceId: string,
  { personId, kind = 'person' }: { personId: string; kind?: 'person' | 'guest' },
  ids: readonly string[],
): Promise<FileRef[]> {
  return await tx.sql<FileRef>`update file set used_at = coalesce(used_at, now())
    where workspace_id = ${workspaceId} and id = any(${[...ids]}::uuid[]) and (created_by = ${personId} or (used_at is not null and ${kind === 'person'}))
    returning id, name, type, bytes`
}

/** Files nobody used within a day, and bytes no file names any more; of all workspaces. */
export async function deleteUnused(): Promise<void> {
  await systemSql`with gone as (
      delete from file where id in (select id from file where used_at is null and created_at < now() - interval '1 day' limit 200)
      returning workspace_id, hash)
    delete from file_content c using gone where c.workspace_id = gone.workspace_id and c.hash = gone.hash
      and not exists (select from file f where f.workspace_id = c.workspace_id and f.hash = c.hash
        and (f.used_at is not null or f.created_at >= now() - interval '1 day'))`
}
