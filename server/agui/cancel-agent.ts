import type { JsonObject } from '../kernel/json.ts'
import type { Person } from '../kernel/principal.ts'
import { cancelInputSchema } from './contract.ts'
import { readJson } from './event-stream.ts'
import { readBody } from './run-input.ts'
import { stopRun } from './stop-run.ts'

/** `POST /ag-ui/:agent/cancel`: stops the run, by the client's id of it or by ours. Closing a stream never does. */
export async function cancelAgent(person: Person, agentId: string, request: Request): Promise<Response> {
  return Response.json(await cancelCall(person, agentId, await readJson(request)), { headers: { 'cache-control': 'no-store' } })
}

/** The same for any transport. */
export const cancelCall = (person: Person, agentId: string, body: unknown): Promise<JsonObject> => stopRun(person, agentId, readBody(cancelInputSchema, body))
