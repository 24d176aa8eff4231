import { systemSql, type Tx } from '../platform/db.ts'

/** Writing and finding waits that are for no people. */
export type WaitOfRun = { workspaceId: string; runId: string; waitId: string }

/** Its path, as long as it is open. The caller holds the run's row. */
export async function openWaitPath(tx: Pick<Tx, 'sql'>, { workspaceId, waitId }: WaitOfRun): Promise<string | undefined> {
  const [wait] = await tx.sql<{ path: string }>`select path from run_wait where id = ${waitId} and workspace_id = ${workspaceId} and status = 'open'`
  return wait?.path
}

/** Of all workspaces. `now` is the database's. */
export async function overdueOthers(): Promise<(WaitOfRun & { timer: boolean; now: string })[]> {
  return await systemSql<WaitOfRun & { timer: boolean; now: string }>`
    select w.id as "waitId", w.run_id as "runId", w.workspace_id as "workspaceId", w.kind = 'timer' as timer, clock_timestamp() as now
    from run_wait w join run r on r.id = w.run_id
    where w.status = 'open' and w.kind <> 'human' and w.deadline < clock_timestamp()
      and (w.kind <> 'timer' or r.status <> 'running' or w.deadline < clock_timestamp() - interval '2 seconds')
    order by w.deadline limit 100`
}
