import type { JsonObject } from '../kernel/json.ts'
import type { Asker } from '../kernel/principal.ts'
import { cancelInputSchema } from './contract.ts'
import { readJson } from './event-stream.ts'
import { readBody } from './run-input.ts'
import { stopRun } from './stop-run.ts'

/** `POST /ag-ui/:agent/cancel`: stops the run, by the client's id of it or by ours. Closing a stream never does. */
export async function cancelAgent(asker: Asker, agentId: string, request: Request): Promise<Response> {
  return Response.json(await cancelCall(asker, agentId, await readJson(request, asker)), { headers: { 'cache-control': 'no-store' } })
}

/** The same for any transport. */
export const cancelCall = (asker: Asker, agentId: string, body: unknown): Promise<JsonObject> => stopRun(asker, agentId, readBody(cancelInputSchema, body))
