import { systemSql, type Tx } from '../platform/db.ts'

type Sql = Pick<Tx, 'sql'>

/** A worker has it, and will hold it when the steps under way are done. */
export async function askToPause(tx: Sql, runId: string, by: string): Promise<void> {
  await tx.sql`update run set pause_asked_at = coalesce(pause_asked_at, clock_timestamp()), pause_asked_by = coalesce(pause_asked_by, ${by}), paused_from = 'running'
    where id = ${runId}`
}

export async function writePaused(tx: Sql, runId: string, from: string, by: string): Promise<void> {
  await tx.sql`update run set status = 'paused', admitted = false, paused_from = ${from}, pause_asked_at = clock_timestamp(), pause_asked_by = ${by} where id = ${runId}`
}

/** From where it was paused, and whether something came meanwhile that it waited for. */
export async function pausedAt(tx: Sql, runId: string): Promise<{ from: string; answered: boolean; epoch: number } | undefined> {
  const [row] = await tx.sql<{ from: string; answered: boolean; epoch: number }>`
    select r.paused_from as "from", r.epoch, exists (
      select from run_wait w where w.run_id = r.id and w.status in ('answered', 'expired') and w.resumed_in is null) as answered
    from run r where r.id = ${runId}`
  return row
}

/** Back to what it waits for, or `queued` in a new segment. */
export async function writeResumed(tx: Sql, runId: string, to: 'waiting' | 'queued', by: string): Promise<void> {
  await tx.sql`update run set status = ${to}, segment = segment + case when ${to} = 'queued' then 1 else 0 end, pause_asked_at = null, pause_asked_by = null, paused_from = null,
    resumed_by = ${by}, resumed_epoch = epoch + 1 where id = ${runId}`
}

/** Who let this run go on, when it is taken up for the first time since; and whether somebody wants to hold it. */
export async function heldState(runId: string, epoch: number): Promise<{ resumedBy: string | null; pausing: boolean }> {
  const [row] = await systemSql<{ resumedBy: string | null; pausing: boolean }>`
    select case when resumed_epoch = ${epoch} then resumed_by end as "resumedBy", pause_asked_at is not null as pausing from run where id = ${runId}`
  return row ?? { resumedBy: null, pausing: false }
}

export type Pausing = { id: string; workspaceId: string; by: string; held: boolean }

/** Runs that somebody wants to hold and that still go on, with whether a worker has them. */
export async function pausingRuns(): Promise<Pausing[]> {
  return await systemSql<Pausing>`select id, workspace_id as "workspaceId", pause_asked_by as by, status = 'running' as held
    from run where pause_asked_at is not null and status in ('queued', 'running', 'waiting') limit 500`
}

export async function pauserOf(runId: string): Promise<string | undefined> {
  const [row] = await systemSql<{ by: string | null }>`select pause_asked_by as by from run where id = ${runId}`
  return row?.by ?? undefined
}
