import type { Guest } from '../kernel/principal.ts'
import { listen } from '../platform/notify.ts'

/** How late at most it is seen when nobody was heard saying so. */
const lookMs = 10_000

/** Aborts with the signal, or as soon as `look` refuses the guest: when something about them is heard, and looked at now and then. */
export function untilEnded(who: Guest, signal: AbortSignal, look: () => Promise<unknown>): AbortSignal {
  const ended = new AbortController()
  const ask = () => void look().catch(() => ended.abort())
  const deaf = listen('hearth_guests', (ids) => (ids.includes(who.linkId) || ids.includes(who.guestId)) && ask())
  const timer = setInterval(ask, lookMs)
  const stop = () => {
    clearInterval(timer)
    deaf()
  }
  const over = AbortSignal.any([signal, ended.signal])
  over.addEventListener('abort', stop, { once: true })
  if (over.aborted) stop()
  return over
}
