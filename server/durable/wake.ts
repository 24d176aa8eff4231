import { randomUUID } from 'node:crypto'
import { systemSql } from '../platform/db.ts'
import { log } from '../platform/log.ts'
import { listen } from '../platform/notify.ts'
import { untilPassed } from './passing.ts'
import { applicationName, protocolVersion, runQueue } from './protocol.ts'

/** So many at a look, that other workers get some of a heap. */
const mostAtOnce = 10

/**
 * Takes what is in the queue as soon as somebody says that something was put in, and has it done: one statement, where DBOS,
 * which looks at intervals for what was missed, needs six. Rows are claimed and closed as it does it. One look at a time:
 * what is announced meanwhile asks for one more.
 */
export function takeOnAnnouncement(executorId: string, work: (runId: string, segment: number) => Promise<void>): () => void {
  let looking = false
  let again = false
  let over = false
  const stop = listen('hearth_queue', () => {
    again = true
    if (!looking) void look()
  })
  return () => {
    over = true
    stop()
  }

  async function look(): Promise<void> {
    looking = true
    while (again && !over) {
      again = false
      const owner = randomUUID()
      const taken = await claim(executorId, owner).catch(() => []) // then the next look finds them
      if (taken.length === mostAtOnce) again = true
      for (const id of taken) void perform(id, owner)
    }
    looking = false
  }

  async function perform(id: string, owner: string): Promise<void> {
    const [runId = '', segment] = id.split(':')
    const status = await work(runId, Number(segment)).then(
      () => 'SUCCESS',
      (error: unknown) => {
        log.error({ err: error, workflow: id }, 'a stretch of a run ended in a way it should not')
        return 'ERROR'
      },
    )
    await untilPassed(() => finish(id, owner, status)).catch((error: unknown) =>
      log.warn({ err: error, workflow: id }, 'a row of the queue could not be closed'),
    )
  }
}

async function claim(executorId: string, owner: string): Promise<string[]> {
  const rows = await systemSql<{ id: string }>`
    update dbos.workflow_status set status = 'PENDING', owner_xid = ${owner}, executor_id = ${executorId}, recovery_attempts = recovery_attempts + 1,
      started_at_epoch_ms = (extract(epoch from now()) * 1000)::bigint, updated_at = (extract(epoch from now()) * 1000)::bigint
    where workflow_uuid = any (array(
        select workflow_uuid from dbos.workflow_status
        where status = 'ENQUEUED' and queue_name = ${runQueue} and application_version = ${protocolVersion()} and application_name = ${applicationName}
        order by priority, created_at limit ${mostAtOnce} for update skip locked))
      and status = 'ENQUEUED'
    returning workflow_uuid as id`
  return rows.map(({ id }) => id)
}

/** Only as long as it is ours: who took it over ends it. */
async function finish(id: string, owner: string, status: string): Promise<void> {
  await systemSql`update dbos.workflow_status set status = ${status}, owner_xid = null,
      completed_at = (extract(epoch from now()) * 1000)::bigint, updated_at = (extract(epoch from now()) * 1000)::bigint
    where workflow_uuid = ${id} and status = 'PENDING' and owner_xid = ${owner}`
}
