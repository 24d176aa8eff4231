import { enqueueSegment } from '../durable/index.ts'
import type { EngineEvent } from '../engine/events.ts'
import type { Answer } from '../engine/hands.ts'
import { AppError } from '../kernel/errors.ts'
import type { Tx } from '../platform/db.ts'
import type { WaitView } from './contract.ts'
import { lockRun, nextSegment, runOfWait, writeAnswer } from './settle-store.ts'
import { tell } from './tell.ts'
import { waitRows } from './views-store.ts'

/**
 * Gives a question its one answer: the answer, what is said about it and the run's going on are one commit. While the
 * run still works on another arm, it finds the answer by itself when that is done. Errors: `not-found`, and
 * `already-answered` with who was first, `expired`.
 */
export async function settleWait(tx: Tx, workspaceId: string, waitId: string, answerTo: (wait: WaitView) => Answer): Promise<WaitView> {
  const runId = await runOfWait(tx, workspaceId, waitId)
  const run = runId && (await lockRun(tx, workspaceId, runId))
  const [wait] = run ? await waitRows(tx, workspaceId, { wait: waitId }) : []
  if (!run || !wait) throw new AppError('not-found')
  if (wait.status !== 'open') throw closedError(wait)

  const answer = answerTo(wait)
  const status = answer.outcome === 'expired' ? 'expired' : 'answered'
  await writeAnswer(tx, waitId, status, answer)
  const about = { path: wait.path, wait: waitId, toolCallId: wait.toolCallId ?? waitId }
  const event: EngineEvent = status === 'expired' ? { kind: 'human.expired', ...about } : { kind: 'human.answered', ...about, answer }
  await tell(tx, run, [{ key: `${wait.path}:answered`, event }])
  if (run.status === 'waiting') await enqueueSegment(tx, run.runId, await nextSegment(tx, run.runId))
  return { ...wait, status, answer }
}

function closedError({ status, answer }: WaitView): AppError {
  if (status === 'answered') {
    const by = answer?.by?.name ?? 'Somebody'
    return new AppError(
      'already-answered',
      `${by} answered this already.`,
      answer && { outcome: answer.outcome, at: answer.at, ...(answer.by ? { by: answer.by } : {}) },
    )
  }
  return new AppError('expired', status === 'expired' ? 'The time to answer this is over.' : 'The run that asked this has ended.')
}
