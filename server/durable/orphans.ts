import { asSystem, systemSql } from '../platform/db.ts'
import { log } from '../platform/log.ts'
import { announce } from '../platform/notify.ts'
import { enqueueSegment } from './client.ts'
import { workspaceSlots } from './protocol.ts'

/**
 * The last net: a run that was admitted always has its row in the queue, since both are written in one commit. Where
 * that is not so (a row was removed by hand, a fault of ours ended the work early) the run gets a new segment.
 */
export async function requeueOrphans(): Promise<number> {
  return await asSystem(async (tx) => {
    const rows = await tx.sql<{ id: string }>`
      update run set status = 'queued', segment = segment + 1 where id in (
        select r.id from run r where r.admitted and r.status in ('queued', 'running') and not exists (
          select from dbos.workflow_status s where s.workflow_uuid = r.id || ':' || r.segment and s.status in ('PENDING', 'ENQUEUED', 'DELAYED'))
        limit 50 for no key update of r skip locked)
      returning id`
    for (const { id } of rows) {
      log.warn({ run: id }, 'a run had lost its place in the queue and got a new one')
      await enqueueSegment(tx, id)
    }
    return rows.length
  })
}

/** Two ends or starts in the same moment may overlook a run that waits for its turn: it is found here. Answers how many were. */
export async function admitLeftBehind(): Promise<number> {
  const [row] = await systemSql<{ admitted: number }>`
    select coalesce(sum(run_admit(w.id, ${workspaceSlots()})), 0)::int as admitted
    from (select distinct workspace_id as id from run where status = 'queued' and not admitted) w`
  const admitted = row?.admitted ?? 0
  if (admitted > 0) announce('hearth_queue', ['admitted'])
  return admitted
}
