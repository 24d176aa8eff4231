import { requireAccess } from '../access/index.ts'
import { AppError } from '../kernel/errors.ts'
import { idSchema } from '../kernel/ids.ts'
import type { Person } from '../kernel/principal.ts'
import { inWorkspace } from '../platform/db.ts'
import { cancelRun } from '../runs/index.ts'
import { cancelInputSchema } from './contract.ts'
import { readJson } from './event-stream.ts'
import { readBody } from './run-input.ts'
import { findClientRun, isRunIn } from './store.ts'
import { findThread, principalFor } from './thread.ts'

/** `POST /ag-ui/:agent/cancel`: stops the run, by the client's id of it or by ours. Closing a stream never does. */
export async function cancelAgent(person: Person, agentId: string, request: Request): Promise<Response> {
  const who = await principalFor(person, agentId)
  await requireAccess(who, 'run:cancel', who)
  const { workspaceId, personId } = who
  const { threadId, runId } = readBody(cancelInputSchema, await readJson(request))
  const run = await inWorkspace(workspaceId, async (tx) => {
    const roomId = await findThread(tx, who, agentId, threadId)
    if (roomId === undefined) return undefined
    const noted = await findClientRun(tx, workspaceId, { roomId, personId, agentId, clientRunId: runId, waitIds: [] })
    if (noted) return noted.engineRunId
    return idSchema.safeParse(runId).success && (await isRunIn(tx, workspaceId, roomId, runId)) ? runId : undefined
  })
  if (run === undefined) throw new AppError('not-found')
  const { status } = await cancelRun(who, { run })
  return Response.json({ executionId: run, status }, { headers: { 'cache-control': 'no-store' } })
}
