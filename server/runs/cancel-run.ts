import { requireAccess } from '../access/index.ts'
import { AppError } from '../kernel/errors.ts'
import type { Principal } from '../kernel/principal.ts'
import { inWorkspace } from '../platform/db.ts'
import { cancelChildren } from './cancel-children.ts'
import { cancelIn } from './cancel-in.ts'
import type { RunSummary } from './contract.ts'
import { lockRun } from './settle-store.ts'
import { summaryOf } from './start-run.ts'

/** Stops a run and the runs that go with it: at once what nobody works on, within a second what a worker does. One that ended stays as it ended. */
export async function cancelRun(who: Principal, input: { run: string }): Promise<RunSummary> {
  await requireAccess(who, 'run:cancel', who)
  return await inWorkspace(who.workspaceId, async (tx) => {
    const run = await lockRun(tx, who.workspaceId, input.run)
    if (!run) throw new AppError('not-found')
    await cancelIn(tx, run, who.name)
    tx.afterCommit(() => cancelChildren(run.runId)) // upkeep does it, too: here it is at once
    return await summaryOf(tx, who.workspaceId, run.runId)
  })
}
