import { requireAccess } from '../access/index.ts'
import { AppError } from '../kernel/errors.ts'
import type { Principal } from '../kernel/principal.ts'
import { inWorkspace } from '../platform/db.ts'
import { announce } from '../platform/notify.ts'
import type { RunSummary } from './contract.ts'
import { setDismissed } from './fork-store.ts'
import { lockRun } from './settle-store.ts'
import { summaryOf } from './start-run.ts'

/** Puts a failure aside, so that the list of failures asks for nobody; or takes that back. Errors: `not-found`, `conflict` (it did not fail). */
export async function dismissRun(who: Principal, { run: runId, undo = false }: { run: string; undo?: boolean }): Promise<RunSummary> {
  await requireAccess(who, 'run:cancel', who)
  return await inWorkspace(who.workspaceId, async (tx) => {
    const run = await lockRun(tx, who.workspaceId, runId)
    if (!run) throw new AppError('not-found')
    if (run.status !== 'failed') throw new AppError('conflict', 'Only a run that failed can be put aside. This one did not.')
    await setDismissed(tx, runId, undo ? null : who.personId)
    tx.afterCommit(() => announce('hearth_feed', [runId]))
    return await summaryOf(tx, who.workspaceId, runId)
  })
}
