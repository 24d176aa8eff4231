import { answerOf } from '../conversation/index.ts'
import { AppError } from '../kernel/errors.ts'
import type { JsonObject } from '../kernel/json.ts'
import type { Asker } from '../kernel/principal.ts'
import { inWorkspace } from '../platform/db.ts'
import { answerFor } from './answer-for.ts'
import { callerAt } from './caller.ts'
import { resumeInputSchema } from './contract.ts'
import { readJson } from './event-stream.ts'
import { readBody } from './run-input.ts'
import { waitOf } from './store.ts'

/** `POST /ag-ui/:agent/resume`: a second door to the same answer, for clients that know an execution and its tool call. */
export async function resumeAgent(asker: Asker, agentId: string, request: Request): Promise<Response> {
  return Response.json(await answerCall(asker, agentId, () => readJson(request, asker)), { headers: { 'cache-control': 'no-store' } })
}

/** The same for any transport. */
export async function answerCall(asker: Asker, agentId: string, body: () => unknown): Promise<JsonObject> {
  const who = await callerAt(asker, agentId, 'wait:answer')
  const { executionId, toolCallId, content } = readBody(resumeInputSchema, await body())
  const wait = await inWorkspace(who.workspaceId, (tx) => waitOf(tx, who.workspaceId, { agentId, runId: executionId, waitId: toolCallId }))
  if (!wait) throw new AppError('not-found')
  const answer = answerOf(wait.kind, { status: 'resolved', payload: content })
  if ('refused' in answer) throw new AppError('invalid-input', answer.refused)
  const { status } = await answerFor(who, { wait: toolCallId, ...answer })
  return { executionId, toolCallId, status }
}
