import { inWorkspace } from '../platform/db.ts'
import { closeWait } from './close-wait.ts'
import { overdueOthers } from './waits-store.ts'

/**
 * Timers whose moment has come, and events, signals and runs that were waited for long enough. A worker that holds the
 * run fires its timers itself; it is given two seconds for that. Answers how many were due.
 */
export async function closeOverdue(): Promise<number> {
  const overdue = await overdueOthers()
  for (const { timer, now, ...wait } of overdue)
    await inWorkspace(wait.workspaceId, (tx) => closeWait(tx, wait, { outcome: timer ? 'answered' : 'expired', value: null, at: now }))
  return overdue.length
}
