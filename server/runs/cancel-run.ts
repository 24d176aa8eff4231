import { requireAccess } from '../access/index.ts'
import { AppError } from '../kernel/errors.ts'
import type { Principal } from '../kernel/principal.ts'
import { inWorkspace } from '../platform/db.ts'
import { announce } from '../platform/notify.ts'
import type { RunSummary } from './contract.ts'
import { askToCancel, cancelNow, lockRun } from './settle-store.ts'
import { summaryOf } from './start-run.ts'
import { tell } from './tell.ts'

/** Stops a run: at once when nobody works on it, within a second when a worker does. One that ended stays as it ended. */
export async function cancelRun(who: Principal, input: { run: string }): Promise<RunSummary> {
  await requireAccess(who, 'run:cancel', who)
  return await inWorkspace(who.workspaceId, async (tx) => {
    const run = await lockRun(tx, who.workspaceId, input.run)
    if (!run) throw new AppError('not-found')
    if (run.status === 'running') {
      await askToCancel(tx, run.runId, who.name)
      tx.afterCommit(() => announce('hearth_cancel', [run.runId]))
    } else if (run.status === 'queued' || run.status === 'waiting') {
      await askToCancel(tx, run.runId, who.name)
      await cancelNow(tx, run.runId)
      await tell(tx, run, [{ key: 'cancelled', event: { kind: 'run.cancelled', by: who.name } }])
    }
    return await summaryOf(tx, who.workspaceId, run.runId)
  })
}
