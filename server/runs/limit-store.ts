import { systemSql, type Tx } from '../platform/db.ts'

/** The oldest run under this key that has not ended, and how many there are. */
export async function underKey(tx: Pick<Tx, 'sql'>, workspaceId: string, key: string): Promise<{ count: number; oldest: string | null }> {
  const [row] = await tx.sql<{ count: number; oldest: string | null }>`
    select count(*) as count, (array_agg(id order by created_at, id))[1] as oldest from run
    where workspace_id = ${workspaceId} and limit_key = ${key} and status not in ('completed', 'failed', 'cancelled')`
  return row ?? { count: 0, oldest: null }
}

/** Runs that newer ones of their key replace. `key`: only of this one. */
export async function replacedRuns(of?: { workspaceId: string; key: string }): Promise<{ id: string; workspaceId: string }[]> {
  return await systemSql<{ id: string; workspaceId: string }>`
    select id, workspace_id as "workspaceId" from (
      select id, workspace_id, limit_most, row_number() over (partition by workspace_id, limit_key order by created_at desc, id desc) as nth from run
      where limit_newest and limit_key is not null and status not in ('completed', 'failed', 'cancelled') and cancel_asked_at is null
        and (${of?.key ?? null}::text is null or (workspace_id = ${of?.workspaceId ?? null}::uuid and limit_key = ${of?.key ?? null}))) r
    where nth > limit_most limit 200`
}

/** Places that nobody was given because two looked at once. */
export async function passOnPlaces(): Promise<void> {
  await systemSql`select run_key_next(h.workspace_id, h.limit_key) from (
      select distinct workspace_id, limit_key, limit_most from run where limit_key is not null and held_back and status = 'queued') h
    where h.limit_most > (select count(*) from run r where r.workspace_id = h.workspace_id and r.limit_key = h.limit_key and not r.held_back
      and r.status not in ('completed', 'failed', 'cancelled'))`
}
