import { requireGuest } from '../access/index.ts'
import { AppError } from '../kernel/errors.ts'
import type { Guest } from '../kernel/principal.ts'
import { inWorkspace } from '../platform/db.ts'
import { cancelChildren } from './cancel-children.ts'
import { cancelIn } from './cancel-in.ts'
import type { RunStatus } from './contract.ts'
import { lockRun } from './settle-store.ts'
import { summaryOf } from './start-run.ts'

/** A guest stops what works in their own room. Error: `not-found` for any other run there is. */
export async function cancelAsGuest(who: Guest, input: { run: string }): Promise<RunStatus> {
  const { workspaceId, name } = who
  return await inWorkspace(workspaceId, async (tx) => {
    const run = await lockRun(tx, workspaceId, input.run)
    await requireGuest(who, { workspaceId, roomId: run?.outlet ?? null })
    if (!run) throw new AppError('not-found')
    await cancelIn(tx, run, name)
    tx.afterCommit(() => cancelChildren(run.runId))
    return (await summaryOf(tx, workspaceId, run.runId)).status
  })
}
