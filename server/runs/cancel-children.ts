import { inWorkspace } from '../platform/db.ts'
import { cancelIn } from './cancel-in.ts'
import { childrenToCancel } from './children-store.ts'
import { lockRun } from './settle-store.ts'

/**
 * Cancels what cancelled runs began and should take with them, and so on down the line. Each in a transaction of its own: a
 * child may be about to write, and to want its parent's row. `parent`: only its children.
 */
export async function cancelChildren(parent?: string): Promise<void> {
  for (const { id, workspaceId, by } of await childrenToCancel(parent)) {
    await inWorkspace(workspaceId, async (tx) => {
      const run = await lockRun(tx, workspaceId, id)
      if (run) await cancelIn(tx, run, by ?? 'the run that began it')
    })
    await cancelChildren(id)
  }
}
