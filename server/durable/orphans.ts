import { asSystem } from '../platform/db.ts'
import { log } from '../platform/log.ts'
import { enqueueSegment } from './client.ts'

/**
 * The last net: a run that is to be worked on always has its row in the queue, since both are written in one commit. Where
 * that is not so (a row was removed by hand, a fault of ours ended the work early) the run gets a new segment.
 */
export async function requeueOrphans(): Promise<number> {
  return await asSystem(async (tx) => {
    const rows = await tx.sql<{ id: string; segment: number }>`
      update run set status = 'queued', segment = segment + 1 where id in (
        select r.id from run r where r.status in ('queued', 'running') and not exists (
          select from dbos.workflow_status s where s.workflow_uuid = r.id || ':' || r.segment and s.status in ('PENDING', 'ENQUEUED', 'DELAYED'))
        limit 50 for no key update of r skip locked)
      returning id, segment`
    for (const { id, segment } of rows) {
      log.warn({ run: id }, 'a run had lost its place in the queue and got a new one')
      await enqueueSegment(tx, id, segment)
    }
    return rows.length
  })
}
