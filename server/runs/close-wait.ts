import type { Answer } from '../engine/hands.ts'
import type { Tx } from '../platform/db.ts'
import { goOn } from './go-on.ts'
import { lockRun, writeAnswer } from './settle-store.ts'
import { tell } from './tell.ts'
import { openWaitPath, type WaitOfRun } from './waits-store.ts'

/**
 * Answers a wait for something that is no person: a timer, an event, a signal, the end of a run. The answer, what is told
 * of it and the run's going on are one commit. False: it is open no more, and nothing happened.
 */
export async function closeWait(tx: Tx, wait: WaitOfRun, answer: Answer): Promise<boolean> {
  const run = await lockRun(tx, wait.workspaceId, wait.runId)
  const path = run && (await openWaitPath(tx, wait))
  if (!run || path === undefined) return false
  const outcome = answer.outcome === 'expired' ? 'expired' : 'answered'
  await writeAnswer(tx, wait.waitId, outcome, answer)
  await tell(tx, run, [{ key: `${path}:answered`, event: { kind: 'wait.closed', path, wait: wait.waitId, outcome } }])
  await goOn(tx, run)
  return true
}
