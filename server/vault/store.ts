import { newId } from '../kernel/ids.ts'
import { systemSql, type Tx } from '../platform/db.ts'

export type SealedRow = { version: number; sealed: Buffer }

/** The version a new value will get. Takes the row, so that two writers do not make the same one. */
export async function nextVersion(tx: Tx, workspaceId: string, name: string): Promise<number> {
  const [row] = await tx.sql<{ version: number }>`select version from secret where workspace_id = ${workspaceId} and name = ${name} for update`
  return (row?.version ?? 0) + 1
}

/** False when another writer made this version first. */
export async function upsertSecret(tx: Tx, row: { workspaceId: string; name: string; kind: string; by: string } & SealedRow): Promise<boolean> {
  const rows = await tx.sql`insert into secret (id, workspace_id, name, kind, version, sealed, created_by)
    values (${newId()}, ${row.workspaceId}, ${row.name}, ${row.kind}, ${row.version}, ${row.sealed}, ${row.by})
    on conflict (workspace_id, name) do update set kind = excluded.kind, version = excluded.version, sealed = excluded.sealed, created_by = excluded.created_by, created_at = now()
    where secret.version = excluded.version - 1 returning id`
  return rows.length > 0
}

export async function findSecret(tx: Pick<Tx, 'sql'>, workspaceId: string, name: string): Promise<SealedRow | undefined> {
  const [row] = await tx.sql<SealedRow>`select version, sealed from secret where workspace_id = ${workspaceId} and name = ${name}`
  return row
}

export async function removeSecret(tx: Tx, workspaceId: string, name: string): Promise<boolean> {
  return (await tx.sql`delete from secret where workspace_id = ${workspaceId} and name = ${name} returning id`).length > 0
}

export async function findInstallationSecret(name: string): Promise<Buffer | undefined> {
  const [row] = await systemSql<{ sealed: Buffer }>`select sealed from installation_secret where name = ${name}`
  return row?.sealed
}

/** The first one stays. */
export async function insertInstallationSecret(name: string, sealed: Buffer): Promise<void> {
  await systemSql`insert into installation_secret (name, sealed) values (${name}, ${sealed}) on conflict (name) do nothing`
}
