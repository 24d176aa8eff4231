import { inWorkspace } from '../platform/db.ts'
import { pauseIn } from './pause-run.ts'
import { pausingRuns } from './pause-store.ts'
import { lockRun } from './settle-store.ts'

/** How to hold each run that this process works on. */
const workedOn = new Map<string, () => void>()

/** Keeps a run within reach of {@link holdRuns}. Returns the way to let go. */
export function reachable(runId: string, hold: () => void): () => void {
  workedOn.set(runId, hold)
  return () => {
    if (workedOn.get(runId) === hold) workedOn.delete(runId)
  }
}

export function holdRuns(runIds: readonly string[]): void {
  for (const id of runIds) workedOn.get(id)?.()
}

/** Those whose announcement was missed, and those that came to a wait, or back to the queue, before their worker could hold them. */
export async function pauseLeftBehind(): Promise<void> {
  const pausing = await pausingRuns()
  holdRuns(pausing.map(({ id }) => id))
  for (const { id, workspaceId, by, held } of pausing) {
    if (held) continue
    await inWorkspace(workspaceId, async (tx) => {
      const run = await lockRun(tx, workspaceId, id)
      if (run?.status === 'queued' || run?.status === 'waiting') await pauseIn(tx, run, by)
    })
  }
}
