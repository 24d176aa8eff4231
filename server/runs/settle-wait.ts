import type { EngineEvent } from '../engine/events.ts'
import type { Answer } from '../engine/hands.ts'
import { neededFor } from '../engine/question.ts'
import { AppError } from '../kernel/errors.ts'
import type { Tx } from '../platform/db.ts'
import type { Vote, WaitView } from './contract.ts'
import { goOn } from './go-on.ts'
import { addVote, lockRun, runOfWait, writeAnswer } from './settle-store.ts'
import { tell } from './tell.ts'
import { waitRows } from './views-store.ts'

/** A yes that is not the last one needed. */
export type Agreement = { agreed: Vote }

/**
 * Gives a question its one answer, or keeps a yes of several: the answer, what is said about it and the run's going on are one commit. While the
 * run still works on another arm, it finds the answer by itself when that is done. Errors: `not-found`, and
 * `already-answered` with who was first, `expired`.
 */
export async function settleWait(
  tx: Tx,
  workspaceId: string,
  waitId: string,
  answerTo: (wait: WaitView & { startedBy: string }) => Answer | Agreement | Promise<Answer | Agreement>,
): Promise<WaitView> {
  const runId = await runOfWait(tx, workspaceId, waitId)
  const run = runId && (await lockRun(tx, workspaceId, runId))
  const [wait] = run ? await waitRows(tx, workspaceId, { wait: waitId }) : []
  if (!run || !wait) throw new AppError('not-found')
  if (wait.status !== 'open') throw closedError(wait)

  const answer = await answerTo({ ...wait, startedBy: run.startedBy })
  const about = { path: wait.path, wait: waitId, toolCallId: wait.toolCallId ?? waitId }
  if ('agreed' in answer) {
    const answers = [...wait.answers, answer.agreed]
    await addVote(tx, waitId, answer.agreed)
    const event: EngineEvent = { kind: 'human.agreed', ...about, by: answer.agreed.by, have: answers.length, needed: neededFor(wait.question) }
    await tell(tx, run, [{ key: `${wait.path}:agreed:${answers.length}`, event }])
    return { ...wait, answers }
  }
  const status = answer.outcome === 'expired' ? 'expired' : 'answered'
  await writeAnswer(tx, waitId, status, answer)
  const event: EngineEvent = status === 'expired' ? { kind: 'human.expired', ...about } : { kind: 'human.answered', ...about, answer }
  await tell(tx, run, [{ key: `${wait.path}:answered`, event }])
  await goOn(tx, run)
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
