import { isAppError } from '../kernel/errors.ts'
import { inWorkspace } from '../platform/db.ts'
import { overdueWaits } from './settle-store.ts'
import { settleWait } from './settle-wait.ts'

/** Questions past their deadline are answered `expired`, and their runs go on with that. Answers how many. */
export async function expireWaits(): Promise<number> {
  const overdue = await overdueWaits()
  for (const { id, workspaceId } of overdue) {
    const at = new Date().toISOString()
    try {
      await inWorkspace(workspaceId, (tx) => settleWait(tx, workspaceId, id, () => ({ outcome: 'expired', value: null, at })))
    } catch (error) {
      if (!isAppError(error)) throw error // somebody answered in the last moment
    }
  }
  return overdue.length
}
