import { untilPassed } from '../durable/index.ts'
import type { Hands } from '../engine/hands.ts'
import { isAppError } from '../kernel/errors.ts'
import { guardedFetch } from '../platform/guarded-fetch.ts'
import { callService, type Verdict } from '../services/index.ts'
import { callModel } from './call-model.ts'
import { chooseModel } from './choose-model.ts'
import { connectionsOf, withKey } from './connections-of.ts'
import { demoModel, demoModelName } from './demo/index.ts'
import { filesOf } from './files-of.ts'

type ModelHandOptions = {
  workspaceId: string
  signal: AbortSignal
  /** Told when the model's service has no turn for us yet. */
  onWait?: (service: string, until: string) => void
  /** Told who answers before the first piece of text, so that what the demo model says is marked from its first letter. */
  onAnswering?: (by: { model: string; demo: boolean }) => void
}

/** Milliseconds between two pieces of a demo answer, so that it reads like one being made. */
const demoPause = () => Number(process.env.HEARTH_DEMO_PAUSE_MS ?? '28')

/** How the blocks of one run reach a model: the one they name, else the workspace's default, else the demo model. */
export function createModelHand({ workspaceId, signal, onWait, onAnswering }: ModelHandOptions): Hands['model'] {
  return {
    async call(request) {
      const { connections, settings } = await untilPassed(() => connectionsOf(workspaceId))
      const choice = chooseModel(request.model ?? '', connections)
      if (!choice) {
        onAnswering?.({ model: demoModelName, demo: true })
        return await demoModel(request, { settings, signal, delayMs: demoPause() })
      }
      onAnswering?.({ model: `${choice.connection.provider}/${choice.model}`, demo: false })
      const connection = await untilPassed(() => withKey(workspaceId, choice.connection))
      const files = await untilPassed(() => filesOf(workspaceId, request.messages, connection.provider))
      const service = connection.baseUrl ? new URL(connection.baseUrl).host : connection.provider
      return await callService(
        { workspaceId, service, signal, ...(onWait ? { onWait } : {}) },
        () => callModel({ ...choice, connection }, request, { signal, files, fetch: connection.source === 'workspace' ? guardedFetch : fetch }),
        { value: () => ({ ok: true }), error: verdictOf },
      )
    },
  }
}

/** A model that is too busy, or that does not accept what it was asked, is not out of order. */
function verdictOf(error: unknown): Verdict {
  if (!isAppError(error) || error.code !== 'outside-failed') return { ok: null }
  const { status, retryAfterMs } = (error.details as { status?: number; retryAfterMs?: number } | undefined) ?? {}
  if (status === 429) return { ok: null, askedMs: retryAfterMs }
  return { ok: error.retry === 'later' ? false : null, askedMs: retryAfterMs }
}
