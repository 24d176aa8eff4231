import type { EngineEvent } from '../engine/events.ts'
import type { Hands } from '../engine/hands.ts'
import { isAppError } from '../kernel/errors.ts'
import { safeFetch } from '../platform/safe-fetch.ts'
import { callService, retryAfter, type Verdict } from '../services/index.ts'
import type { Hidden } from './hidden.ts'

type Calling = {
  workspaceId: string
  path: string
  signal: AbortSignal
  idempotencyKey: string
  tell: (name: string, event: EngineEvent) => void
  onWait: (service: string, until: string) => void
  hidden: Hidden
}

/** Calls addresses that people wrote into flows, when it is the workspace's turn with the host. What is refused is told. */
export function httpHand({ workspaceId, path, signal, idempotencyKey, tell, onWait, hidden }: Calling): Hands['http'] {
  let refused = 0
  return {
    async request(request) {
      const service = URL.canParse(request.url) ? new URL(request.url).host : ''
      if (service === '') return await safeFetch(request, { signal, idempotencyKey }) // says what is wrong with it
      try {
        const answer = await callService({ workspaceId, service, signal, onWait }, () => safeFetch(request, { signal, idempotencyKey }), {
          value: ofAnswer,
          error: ofFailure,
        })
        return hidden.without(answer)
      } catch (error) {
        if (isAppError(error) && error.code === 'address-refused')
          tell(`denied:${refused++}`, { kind: 'permission.denied', path, action: 'http:call', thing: service })
        throw error
      }
    },
  }
}

/** Any status below 500 comes from a service that works. One that is too busy (429) is no failure, and may say for how long. */
function ofAnswer({ status, headers }: { status: number; headers: Record<string, string> }): Verdict {
  const askedMs = status === 429 || status === 503 ? retryAfter(headers['retry-after']) : undefined
  return { ok: status === 429 ? null : status < 500, askedMs }
}

/** No answer, or none in time. What we refuse ourselves says nothing of the service. */
function ofFailure(error: unknown): Verdict {
  const silent = isAppError(error) && (error.code === 'outside-failed' || error.code === 'timed-out') && error.retry === 'later'
  return { ok: silent ? false : null }
}
