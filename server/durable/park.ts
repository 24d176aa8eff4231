import { inWorkspace } from '../platform/db.ts'
import { enqueueSegment } from './client.ts'
import type { DbosWorld } from './dbos-world.ts'
import { isPassing, passingDelay, pause } from './passing.ts'
import type { TakenUp } from './take-up.ts'

/**
 * Ends a segment whose every arm waits. When an answer came in while other arms were still at work, or a timer fired just
 * when the last of them came to rest, the next segment is queued in the same commit, so nothing is ever left lying.
 * Errors: `lost-ownership`.
 */
export async function park({ workspaceId, runId, segment }: TakenUp, { journal, asked, missed }: DbosWorld): Promise<void> {
  const waits = [...asked].map(([path, wait]) => ({ path, ...wait }))
  const waiting = { key: `waiting:${segment}`, event: { kind: 'run.waiting' as const, segment, waits } }
  for (let tries = 0; ; tries++) {
    const lane = await journal.lane()
    try {
      await inWorkspace(workspaceId, async (tx) => {
        await lane.commit(tx, { patch: { status: 'waiting' }, events: [waiting] })
        await tx.sql`update run_wait set resumed_in = null where run_id = ${runId} and id = any(${missed()}::uuid[])`
        const fresh = await tx.sql`select id from run_wait where run_id = ${runId} and status in ('answered', 'expired') and resumed_in is null limit 1`
        if (fresh.length === 0) return
        await tx.sql`update run set status = 'queued', segment = ${segment + 1} where id = ${runId}`
        await enqueueSegment(tx, runId)
      })
      return lane.end()
    } catch (error) {
      lane.end(error)
      if (!isPassing(error)) throw error
      await pause(passingDelay(tries))
    }
  }
}
