import { randomUUID } from 'node:crypto'
import { systemOften, systemSql } from '../platform/db.ts'
import { log } from '../platform/log.ts'
import { listen } from '../platform/notify.ts'
import { untilPassed } from './passing.ts'
import { applicationName, protocol, protocolVersion, runQueue } from './protocol.ts'
import { type TakenRow, type TakenUp, whole } from './take-up.ts'

/** So many at a look, that other workers get some of a heap. */
const mostAtOnce = 10

/** `taken`: the run, taken up already; null when there is nothing to do; undefined when it is still to be taken up. */
export type Work = (runId: string, segment: number, taken?: TakenUp | null) => Promise<void>

/**
 * Takes what is in the queue as soon as somebody says that something was put in, and has it done: one statement that takes the runs up as
 * well, where DBOS, which looks at intervals for what was missed, needs six. Rows are claimed and closed as it does it. One look
 * at a time: what is announced meanwhile asks for one more.
 */
export function takeOnAnnouncement(executorId: string, work: Work): () => void {
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
      for (const row of taken) void perform(row, owner)
    }
    looking = false
  }

  async function perform({ id, tried, taken }: Claimed, owner: string): Promise<void> {
    const [runId = '', segment] = id.split(':')
    const status = await (tried ? work(runId, Number(segment), taken && (await whole(taken))) : work(runId, Number(segment))).then(
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

type Claimed = { id: string; tried: boolean; taken: TakenRow | null }

async function claim(executorId: string, owner: string): Promise<Claimed[]> {
  return await systemOften<Claimed>`
    select id, tried, taken from run_claim(${executorId}, ${owner}, ${mostAtOnce}, ${runQueue}, ${protocolVersion()}, ${applicationName}, ${protocol()})`
}

/** Only as long as it is ours: who took it over ends it. */
async function finish(id: string, owner: string, status: string): Promise<void> {
  await systemSql`update dbos.workflow_status set status = ${status}, owner_xid = null,
      completed_at = (extract(epoch from now()) * 1000)::bigint, updated_at = (extract(epoch from now()) * 1000)::bigint
    where workflow_uuid = ${id} and status = 'PENDING' and owner_xid = ${owner}`
}
