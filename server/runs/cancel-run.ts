import { requireAccess } from '../access/index.ts'
import { admitNext } from '../durable/index.ts'
import { AppError } from '../kernel/errors.ts'
import type { Principal } from '../kernel/principal.ts'
import { inWorkspace, type Tx } from '../platform/db.ts'
import { announce } from '../platform/notify.ts'
import type { RunSummary } from './contract.ts'
import { askToCancel, cancelNow, type LockedRun, lockRun } from './settle-store.ts'
import { summaryOf } from './start-run.ts'
import { tell } from './tell.ts'

/** Stops a run: at once when nobody works on it, within a second when a worker does. One that ended stays as it ended. */
export async function cancelRun(who: Principal, input: { run: string }): Promise<RunSummary> {
  await requireAccess(who, 'run:cancel', who)
  return await inWorkspace(who.workspaceId, async (tx) => {
    const run = await lockRun(tx, who.workspaceId, input.run)
    if (!run) throw new AppError('not-found')
    await cancelIn(tx, run, who.name)
    return await summaryOf(tx, who.workspaceId, run.runId)
  })
}

/** The same in the caller's transaction, which holds the run's row. `by` is a name. */
export async function cancelIn(tx: Tx, run: LockedRun, by: string): Promise<void> {
  if (run.status === 'running') {
    await askToCancel(tx, run.runId, by)
    tx.afterCommit(() => announce('hearth_cancel', [run.runId]))
  } else if (run.status === 'queued' || run.status === 'waiting') {
    await askToCancel(tx, run.runId, by)
    await cancelNow(tx, run.runId)
    await admitNext(tx, run.workspaceId)
    await tell(tx, run, [{ key: 'cancelled', event: { kind: 'run.cancelled', by } }])
    tx.afterCommit(() => announce('hearth_events', [run.runId])) // who waits for its end
    const { outlet } = run
    if (outlet) tx.afterCommit(() => announce('hearth_turns', [outlet])) // what stands in line there
  }
}
