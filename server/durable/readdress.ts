import { systemSql } from '../platform/db.ts'
import { log } from '../platform/log.ts'
import { announce } from '../platform/notify.ts'
import { runQueue } from './protocol.ts'

/**
 * A place in the queue is for workers of one protocol. When the last of those has gone, their work goes to the oldest that may
 * take it, and waits for no one who does not come back. Answers how many runs that were.
 */
export async function readdress(): Promise<number> {
  const rows = await systemSql<{ version: string }>`
    update dbos.workflow_status s set application_version = 'hearth-' || run_protocol_for(r.protocol) from run r
    where r.id = split_part(s.workflow_uuid, ':', 1)::uuid and s.status = 'ENQUEUED' and s.workflow_uuid in (
      select q.workflow_uuid from dbos.workflow_status q join run p on p.id = split_part(q.workflow_uuid, ':', 1)::uuid
      where q.status = 'ENQUEUED' and q.queue_name = ${runQueue} and q.application_version <> 'hearth-' || run_protocol_for(p.protocol)
        and q.application_version <> all (select l.version from worker_lease l where worker_alive(l))
      for update of q skip locked)
    returning s.application_version as version`
  if (rows.length === 0) return 0
  log.info({ runs: rows.length, to: rows[0]?.version }, 'work for workers of a protocol that has gone is given to others')
  announce('hearth_queue', ['readdressed'])
  return rows.length
}
