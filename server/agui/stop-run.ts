import { AppError } from '../kernel/errors.ts'
import { idSchema } from '../kernel/ids.ts'
import type { JsonObject } from '../kernel/json.ts'
import type { Asker } from '../kernel/principal.ts'
import { inWorkspace } from '../platform/db.ts'
import { cancelAsGuest, cancelRun } from '../runs/index.ts'
import { type Caller, callerAt, speakerIn } from './caller.ts'
import { findClientRun, isRunIn, unendedRun } from './store.ts'
import { findThread } from './thread.ts'

/** Stops a run of a thread by the client's id of it or by ours; without an id, the one that has not ended. Error: `not-found`. */
export async function stopRun(asker: Asker, agentId: string, asked: { threadId: string; runId?: string | undefined }): Promise<JsonObject> {
  const who = await callerAt(asker, agentId, 'run:cancel')
  const { workspaceId, personId } = speakerIn(who)
  const { threadId, runId } = asked
  const run = await inWorkspace(workspaceId, async (tx) => {
    const roomId = await findThread(tx, who, agentId, threadId)
    if (roomId === undefined) return undefined
    if (runId === undefined) return unendedRun(tx, workspaceId, roomId, agentId)
    const noted = await findClientRun(tx, workspaceId, { roomId, personId, agentId, clientRunId: runId, waitIds: [] })
    if (noted) return noted.engineRunId
    return idSchema.safeParse(runId).success && (await isRunIn(tx, workspaceId, roomId, runId)) ? runId : undefined
  })
  if (run === undefined) throw new AppError('not-found')
  return { executionId: run, status: await cancelFor(who, run) }
}

const cancelFor = async (who: Caller, run: string): Promise<string> =>
  who.kind === 'guest' ? cancelAsGuest(who, { run }) : (await cancelRun(who, { run })).status
