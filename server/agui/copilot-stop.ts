import { z } from 'zod'
import type { Asker } from '../kernel/principal.ts'
import { cancelInputSchema } from './contract.ts'
import { readJson } from './event-stream.ts'
import { readBody } from './run-input.ts'
import { stopRun } from './stop-run.ts'

const bodySchema = z.object({ runId: cancelInputSchema.shape.runId.optional() })

/** `POST /copilotkit/agent/:agent/stop/:room`: the stop button. Without a runId it means what is under way in the thread. */
export async function copilotStop(asker: Asker, agentId: string, request: Request, params: { room?: string | string[] | undefined }): Promise<Response> {
  const { runId } = readBody(bodySchema, request.headers.get('content-length') === '0' || !request.body ? {} : await readJson(request, asker))
  const stopped = await stopRun(asker, agentId, { ...readBody(cancelInputSchema.pick({ threadId: true }), { threadId: params.room }), runId })
  return Response.json(stopped, { headers: { 'cache-control': 'no-store' } })
}
