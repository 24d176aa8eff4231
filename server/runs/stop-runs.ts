import type { Tx } from '../platform/db.ts'
import { cancelIn } from './cancel-in.ts'
import { lockRun } from './settle-store.ts'

/** Stops these runs in the caller's transaction. Answers those that a worker still has in hand; they end within a second. */
export async function stopRuns(tx: Tx, { workspaceId, name }: { workspaceId: string; name: string }, runs: readonly string[]): Promise<string[]> {
  const left: string[] = []
  for (const id of runs) {
    const run = await lockRun(tx, workspaceId, id)
    if (!run) continue
    await cancelIn(tx, run, name)
    if (run.status === 'running') left.push(id)
  }
  return left
}
