import { admitNext } from '../durable/index.ts'
import type { Tx } from '../platform/db.ts'
import { announce } from '../platform/notify.ts'
import { askToCancel, cancelNow, type LockedRun } from './settle-store.ts'
import { tell } from './tell.ts'

/** Stops one run in the caller's transaction, which holds its row. `by` is a name. What goes with it upkeep finds, within a second. */
export async function cancelIn(tx: Tx, run: LockedRun, by: string): Promise<void> {
  if (run.status === 'running') {
    await askToCancel(tx, run.runId, by)
    tx.afterCommit(() => announce('hearth_cancel', [run.runId]))
  } else if (run.status === 'queued' || run.status === 'waiting' || run.status === 'paused') {
    await askToCancel(tx, run.runId, by)
    await cancelNow(tx, run.runId)
    await admitNext(tx, run.workspaceId)
    await tell(tx, run, [{ key: 'cancelled', event: { kind: 'run.cancelled', by } }])
    tx.afterCommit(() => announce('hearth_events', [run.runId])) // who waits for its end
    const { outlet } = run
    if (outlet) tx.afterCommit(() => announce('hearth_turns', [outlet])) // what stands in line there
  }
}
