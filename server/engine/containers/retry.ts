import type { JsonObject } from '../../kernel/json.ts'
import { NodeFailure } from '../outcome.ts'
import type { Inside } from './inside.ts'

/** Everything in it anew after a failure that may pass. Long pauses hold no worker. */
export async function retry({ input, walk, pause, path, course }: Inside): Promise<JsonObject> {
  const { attempts, backoffMs, factor, always } = input as { attempts: number; backoffMs: number; factor: number; always: boolean }
  for (let n = 0; ; n++) {
    const mayRepeat = n + 1 < attempts
    try {
      const { result } = await walk(n, { attempt: n + 1 }, { caught: mayRepeat })
      return { ...(result === undefined ? {} : { result }), tries: n + 1 }
    } catch (error) {
      if (!(error instanceof NodeFailure) || !mayRepeat || !(always || error.data.retry === 'later')) throw error
      const afterMs = Math.min(Math.round(backoffMs * factor ** n), longestPause)
      const attempt = course.world.attempt(path)
      course.world.emit(`${path} node.retried ${n}`, { kind: 'node.retried', path, attempt, error: error.data, afterMs })
      if (afterMs > 0) await pause(`backoff-${n}`, afterMs)
    }
  }
}

/** A day. */
const longestPause = 86_400_000
