import { requireAccess } from '../access/index.ts'
import { admitNext } from '../durable/index.ts'
import { AppError } from '../kernel/errors.ts'
import { newId } from '../kernel/ids.ts'
import type { Principal } from '../kernel/principal.ts'
import { inWorkspace, type Tx } from '../platform/db.ts'
import { announce } from '../platform/notify.ts'
import type { RunSummary } from './contract.ts'
import { askToPause, writePaused } from './pause-store.ts'
import { type LockedRun, lockRun } from './settle-store.ts'
import { summaryOf } from './start-run.ts'
import { tell } from './tell.ts'

/**
 * Holds a run: at once when nobody works on it, else when the steps under way are done. Questions can be answered and timers
 * fire meanwhile; the run takes that up when it goes on. Paused twice is once. Errors: `not-found`, `conflict` (it has ended).
 */
export async function pauseRun(who: Principal, input: { run: string }): Promise<RunSummary> {
  await requireAccess(who, 'run:cancel', who)
  return await inWorkspace(who.workspaceId, async (tx) => {
    const run = await lockRun(tx, who.workspaceId, input.run)
    if (!run) throw new AppError('not-found')
    await pauseIn(tx, run, who.name)
    return await summaryOf(tx, who.workspaceId, run.runId)
  })
}

/** The same in the caller's transaction, which holds the run's row. `by` is a name. */
export async function pauseIn(tx: Tx, run: LockedRun, by: string): Promise<void> {
  switch (run.status) {
    case 'paused':
      return
    case 'running':
      await askToPause(tx, run.runId, by)
      return tx.afterCommit(() => {
        announce('hearth_pause', [run.runId])
        announce('hearth_feed', [run.runId]) // the list says that it is about to be held
      })
    case 'queued':
    case 'waiting':
      await writePaused(tx, run.runId, run.status, by)
      await tell(tx, run, [{ key: `paused:${newId()}`, event: { kind: 'run.paused', segment: run.segment, by } }])
      return await admitNext(tx, run.workspaceId)
    case 'completed':
    case 'failed':
    case 'cancelled':
      throw new AppError('conflict', 'This run has ended; there is nothing to pause.')
  }
}
