import { systemSql } from '../platform/db.ts'
import { log } from '../platform/log.ts'
import { announce } from '../platform/notify.ts'

/**
 * Gives back to the queue what workers without a live lease hold, whatever protocol they spoke. Any worker may do it at any time,
 * several at once too: it is one idempotent update a dead worker. Answers how many workers were found dead.
 */
export async function reap(): Promise<number> {
  const dead = await systemSql<{ id: string }>`
      select distinct s.executor_id as id from dbos.workflow_status s
      where s.status = 'PENDING' and s.executor_id is not null and not exists (
        select from worker_lease l where l.executor_id = s.executor_id and worker_alive(l))`
  // one after another: a frozen owner may hold a row until its transaction times out, and others need not wait for that
  for (const { id } of dead) {
    await giveBack(id)
    log.info({ worker: id }, 'took over the runs of a worker that went away')
  }
  if (dead.length > 0) announce('hearth_queue', ['recovered'])
  await systemSql`delete from worker_lease where beat < clock_timestamp() - interval '1 hour'`
  return dead.length
}

/**
 * Ends the leases of workers whose connection has closed, so that nobody waits until they have run out: seen three times in a row
 * without their lock and without a beat in between. Not while this process is not `steady`: what cut its connection may have cut all of them.
 */
export function goneFinder(steady: () => boolean): () => Promise<void> {
  let before = new Map<string, { beat: string; times: number }>()
  return async () => {
    const rows = steady()
      ? await systemSql<{ id: string; beat: string }>`
          select l.executor_id as id, l.beat::text as beat from worker_lease l where l.watched and worker_alive(l) and not worker_connected(l.executor_id)`
      : []
    const seen = rows.map(({ id, beat }) => {
      const last = before.get(id)
      return { id, beat, times: last?.beat === beat ? last.times + 1 : 1 }
    })
    before = new Map(seen.map((worker) => [worker.id, worker]))
    for (const { id, beat, times } of seen) {
      if (times < 3) continue
      await systemSql`delete from worker_lease where executor_id = ${id} and beat = ${beat}::timestamptz and not worker_connected(executor_id)`
    }
  }
}

/** What a worker holds goes back to the queue: all of it, or only these. */
export async function giveBack(executorId: string, only: readonly string[] | null = null): Promise<void> {
  await systemSql`update dbos.workflow_status set status = 'ENQUEUED', owner_xid = null, started_at_epoch_ms = null
    where status = 'PENDING' and executor_id = ${executorId} and (${only}::text[] is null or workflow_uuid = any(${only}))`
}

/**
 * Queue rows that say this worker has them while it does not: their start or their end was lost with a connection.
 * Seen twice in a row, they go back to the queue.
 */
export function strayFinder(executorId: string, active: () => { has(id: string): boolean }): () => Promise<void> {
  let before = new Set<string>()
  return async () => {
    const rows = await systemSql<{ id: string }>`select workflow_uuid as id from dbos.workflow_status where status = 'PENDING' and executor_id = ${executorId}`
    const idle = rows.map(({ id }) => id).filter((id) => !active().has(id))
    const stray = idle.filter((id) => before.has(id))
    before = new Set(idle)
    if (stray.length === 0) return
    log.warn({ workflows: stray.length }, 'gave work back to the queue that had lost its place here')
    await giveBack(executorId, stray)
    announce('hearth_queue', ['stray'])
  }
}
