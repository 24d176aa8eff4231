import type { Flow } from '../engine/flow.ts'
import type { Tx } from '../platform/db.ts'
import type { RevisionView } from './contract.ts'

/** Looking back at what was published. Number 0 is no revision but a draft that was tried. */
export async function listRevisionRows(tx: Tx, workspaceId: string, agentId: string): Promise<RevisionView[]> {
  return tx.sql<RevisionView>`
    select r.id, r.number, r.hash, r.name, r.note, coalesce(p.name, 'somebody who left') as "publishedBy", r.published_at as "publishedAt", r.restored_from as "restoredFrom"
    from revision r left join person p on p.id = r.published_by
    where r.workspace_id = ${workspaceId} and r.agent_id = ${agentId} and r.number > 0 order by r.number desc limit 500`
}

export type RevisionRow = RevisionView & { flow: Flow; pinned: string[] }

export async function findRevision(tx: Tx, workspaceId: string, agentId: string, number: number): Promise<RevisionRow | undefined> {
  const [row] = await tx.sql<RevisionRow>`
    select r.id, r.number, r.hash, r.name, r.note, coalesce(p.name, 'somebody who left') as "publishedBy", r.published_at as "publishedAt", r.restored_from as "restoredFrom",
      r.flow, r.pinned
    from revision r left join person p on p.id = r.published_by
    where r.workspace_id = ${workspaceId} and r.agent_id = ${agentId} and r.number = ${number} and r.number > 0`
  return row
}

export async function writeRevisionWords(
  tx: Tx,
  workspaceId: string,
  revisionId: string,
  { name, note }: { name?: string | undefined; note?: string | undefined },
): Promise<void> {
  await tx.sql`update revision set name = coalesce(${name ?? null}, name), note = coalesce(${note ?? null}, note)
    where workspace_id = ${workspaceId} and id = ${revisionId}`
}
