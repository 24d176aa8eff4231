import { countTry } from '../accounts/index.ts'
import { namedIn } from '../environments/index.ts'
import { AppError, type ErrorCode, errorCodes } from '../kernel/errors.ts'
import { inWorkspace } from '../platform/db.ts'
import { beginRun } from '../runs/index.ts'
import { hashOfToken, signingSecretOf } from './address.ts'
import { endOfRun } from './end-of-run.ts'
import { inputOf } from './hook-request.ts'
import { webhookSettings } from './settings.ts'
import { checkSignature } from './signature.ts'
import { type Hook, hookWith, touchHook } from './trigger-store.ts'

/** How long a caller is kept waiting for what comes of its call. */
const patience = 25_000

/**
 * A call of a webhook: starts its agent, once for each `webhook-id` (or `idempotency-key`). Answers 202 with the run's id, or what came of it when
 * the flow says so. Errors: `not-found` (no such token), `conflict` (held), `not-signed-in`, `too-many-requests`.
 */
export async function receiveHook(token: string, request: Request, body: Uint8Array): Promise<Response> {
  const hook = await hookWith(hashOfToken(token))
  if (!hook) throw new AppError('not-found')
  await countTry('webhook', hook.agentId)
  if (hook.paused) throw new AppError('conflict', 'This webhook is paused. Whoever owns it can let it go on.')
  const { signed, reply } = webhookSettings.parse(hook.settings)
  if (signed) checkSignature(request.headers, body, await inWorkspace(hook.workspaceId, (tx) => signingSecretOf(tx, hook.workspaceId, hook.agentId)))
  const run = await begin(hook, request, body)
  return reply === 'at once' ? accepted(run) : await whenFinished(hook, run, request.signal)
}

async function begin({ workspaceId, agentId, publishedBy }: Hook, request: Request, body: Uint8Array): Promise<string> {
  const input = inputOf(request, body)
  const environment = namedIn(request) ?? 'production'
  const key = request.headers.get('webhook-id') ?? request.headers.get('idempotency-key')
  return await inWorkspace(workspaceId, async (tx) => {
    await touchHook(tx, workspaceId, agentId)
    return await beginRun(tx, {
      ...{ workspaceId, agentId, trigger: 'webhook', input, environment, startedBy: publishedBy },
      ...(key ? { idempotencyKey: `webhook:${agentId}:${environment === 'production' ? '' : `${environment}:`}${key.slice(0, 300)}` } : {}),
    })
  })
}

async function whenFinished({ workspaceId }: Hook, run: string, gone: AbortSignal): Promise<Response> {
  const end = await endOfRun(workspaceId, run, AbortSignal.any([gone, AbortSignal.timeout(patience)]))
  if (!end) return accepted(run)
  if (end.status === 'completed') return Response.json({ run, status: end.status, output: end.output }, { headers })
  const error = end.error ?? { code: 'cancelled', message: errorCodes.cancelled.sentence }
  return Response.json({ run, status: end.status, error }, { status: statusOf(error.code), headers })
}

const headers = { 'cache-control': 'no-store' }
const accepted = (run: string): Response => Response.json({ run }, { status: 202, headers })
const statusOf = (code: string): number => (Object.hasOwn(errorCodes, code) ? errorCodes[code as ErrorCode].status : 500)
