import { AppError, toErrorData } from '../kernel/errors.ts'
import type { Json, JsonObject } from '../kernel/json.ts'
import { inWorkspace } from '../platform/db.ts'
import { closeWait } from '../runs/index.ts'
import { type EndedRun, waitsForEnded } from './deliver-store.ts'

/** Runs that wait for the end of another go on when that has ended. `runs`: only those that wait for these. Answers how many. */
export async function tellParents(runs?: readonly string[]): Promise<number> {
  const ended = await waitsForEnded(runs)
  for (const wait of ended) {
    const answer = { outcome: 'answered' as const, value: endOf(wait), at: new Date().toISOString() }
    await inWorkspace(wait.workspaceId, (tx) => closeWait(tx, wait, answer))
  }
  return ended.length
}

function endOf({ status, output, error }: EndedRun): JsonObject {
  if (status === null)
    return { status: 'failed', error: toErrorData(new AppError('not-found', 'There is no run with this id in this workspace.')) as unknown as Json }
  return { status, ...(output === null ? {} : { output }), ...(error === null ? {} : { error }) }
}
