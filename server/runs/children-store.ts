import { systemSql } from '../platform/db.ts'

/** Open runs whose parent is cancelled or about to be: those that go with it, and those it waited for. */
export async function childrenToCancel(parent?: string): Promise<{ id: string; workspaceId: string; by: string | null }[]> {
  return await systemSql<{ id: string; workspaceId: string; by: string | null }>`
    select c.id, c.workspace_id as "workspaceId", p.cancel_asked_by as by
    from run c join run p on p.id = c.parent_run and p.workspace_id = c.workspace_id
    where c.parent_run is not null and c.status not in ('completed', 'failed', 'cancelled') and c.cancel_asked_at is null
      and (${parent ?? null}::uuid is null or c.parent_run = ${parent ?? null}::uuid)
      and p.cancel_asked_at is not null and p.status not in ('completed', 'failed')
      and (c.cancel_with_parent or exists (
        select from run_wait w where w.run_id = p.id and w.kind = 'run' and w.topic = c.id::text and w.status in ('open', 'cancelled')))
    limit 500`
}
