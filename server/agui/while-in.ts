import { isAppError } from '../kernel/errors.ts'
import { stillIn, untilEnded } from '../links/index.ts'
import type { Caller } from './caller.ts'
import type { Events } from './event-stream.ts'
import type { OutEvent } from './project-run.ts'

/** A stream for a guest ends when they are let in no more, and says so; what belongs to a member is asked at its transport. */
export function whileIn(who: Caller, events: Events): Events {
  if (who.kind === 'person') return events
  return async function* (signal) {
    let why = 'This conversation was ended.'
    const look = () =>
      stillIn(who).catch((error: unknown) => {
        if (isAppError(error)) why = error.message
        throw error
      })
    const read = new AbortController()
    const over = untilEnded(who, AbortSignal.any([signal, read.signal]), look)
    try {
      let last: OutEvent | undefined
      for await (const batch of events(over)) {
        yield batch
        last = batch.at(-1) ?? last
      }
      const whole = last?.type === 'RUN_FINISHED' || last?.type === 'RUN_ERROR'
      if (over.aborted && !signal.aborted && !whole) yield [{ type: 'RUN_ERROR', code: 'expired', message: why }]
    } finally {
      read.abort() // nobody listens for them any more
    }
  }
}
