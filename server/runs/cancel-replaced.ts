import { inWorkspace } from '../platform/db.ts'
import { cancelIn } from './cancel-run.ts'
import { replacedRuns } from './limit-store.ts'
import { lockRun } from './settle-store.ts'

/** Cancels what newer runs of the same key replace; each in a transaction of its own, since whoever began the newer one holds other locks. */
export async function cancelReplaced(of?: { workspaceId: string; key: string }): Promise<void> {
  for (const { id, workspaceId } of await replacedRuns(of)) {
    await inWorkspace(workspaceId, async (tx) => {
      const run = await lockRun(tx, workspaceId, id)
      if (run) await cancelIn(tx, run, 'a newer run with the same key')
    })
  }
}
