import { requireAccess } from '../access/index.ts'
import { enqueueSegment } from '../durable/index.ts'
import type { EngineEvent } from '../engine/events.ts'
import { AppError } from '../kernel/errors.ts'
import { newId } from '../kernel/ids.ts'
import type { Principal } from '../kernel/principal.ts'
import { inWorkspace } from '../platform/db.ts'
import type { RunSummary } from './contract.ts'
import { pausedAt, writeResumed } from './pause-store.ts'
import { lockRun } from './settle-store.ts'
import { summaryOf } from './start-run.ts'
import { tell } from './tell.ts'
import { waitRows } from './views-store.ts'

/**
 * Lets a paused run go on from where it was held. One that waited waits on, unless what it waits for came meanwhile. Errors:
 * `not-found`, `conflict` (it is not paused, or not yet).
 */
export async function resumeRun(who: Principal, input: { run: string }): Promise<RunSummary> {
  await requireAccess(who, 'run:cancel', who)
  const { workspaceId, name } = who
  return await inWorkspace(workspaceId, async (tx) => {
    const run = await lockRun(tx, workspaceId, input.run)
    const paused = run && (await pausedAt(tx, run.runId))
    if (!run || !paused) throw new AppError('not-found')
    if (run.status !== 'paused')
      throw new AppError(
        'conflict',
        run.status === 'running' ? 'This run is not paused; its steps under way may still have to end.' : 'This run is not paused.',
      )
    if (paused.from === 'waiting' && !paused.answered) {
      await writeResumed(tx, run.runId, 'waiting', name)
      const resumed: EngineEvent = { kind: 'run.resumed', epoch: paused.epoch, segment: run.segment, answers: [], by: name }
      const open = (await waitRows(tx, workspaceId, { run: run.runId })).filter(({ status }) => status === 'open')
      const waits = open.map(({ id, path, toolCallId, question }) => ({ wait: id, path, toolCallId: toolCallId ?? id, question }))
      const key = newId()
      await tell(tx, run, [
        { key: `resumed:${key}`, event: resumed },
        { key: `waiting:${key}`, event: { kind: 'run.waiting', segment: run.segment, waits } },
      ])
    } else {
      await writeResumed(tx, run.runId, 'queued', name)
      await tell(tx, run, [{ key: `queued:${newId()}`, event: { kind: 'run.queued' } }])
      await enqueueSegment(tx, run.runId)
    }
    return await summaryOf(tx, workspaceId, run.runId)
  })
}
