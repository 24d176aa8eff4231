import { enqueueSegment } from '../durable/index.ts'
import type { Tx } from '../platform/db.ts'
import { announce } from '../platform/notify.ts'
import { type LockedRun, nextSegment } from './settle-store.ts'

/** After an answer: a run that was put away is queued, one that works on another arm hears of it. The caller holds the run's row. */
export async function goOn(tx: Tx, { runId, status }: LockedRun): Promise<void> {
  if (status === 'waiting') {
    await nextSegment(tx, runId)
    await enqueueSegment(tx, runId)
  } else if (status === 'running') tx.afterCommit(() => announce('hearth_answer', [runId]))
}
