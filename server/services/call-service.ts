import { untilPassed } from '../durable/index.ts'
import { AppError } from '../kernel/errors.ts'
import { enterService, leaveService } from './store.ts'

/** What a call that ended says of its service. `ok` null: nothing. `askedMs`: for how long it asked to be left alone. */
export type Verdict = { ok: boolean | null; askedMs?: number | undefined }

export type ServiceCall = {
  workspaceId: string
  service: string
  signal: AbortSignal
  /** Told when the call must wait for its turn. */
  onWait?: (service: string, until: string) => void
}

/** A turn that is no further away than this is waited for; else the call is refused, and can be tried again then. */
const patienceMs = 30_000

/**
 * Calls a service when it is this workspace's turn: within its rate, not before the moment the service asked for, and not
 * while its circuit is open. One short statement before the call, one after it only when there is something to say.
 * Errors, both to be tried again after `details.until`: `circuit-open`, `too-many-requests`; and those of the call.
 */
export async function callService<T>(
  call: ServiceCall,
  work: () => Promise<T>,
  judge: { value: (value: T) => Verdict; error: (error: unknown) => Verdict },
): Promise<T> {
  const { workspaceId, service, signal } = call
  const turn = await untilPassed(() => enterService(workspaceId, service, patienceMs))
  if (!turn.go) throw refusal(service, turn)
  let said: Verdict = { ok: null }
  try {
    if (turn.wait > 0) {
      call.onWait?.(service, new Date(Date.now() + turn.wait).toISOString())
      await passed(turn.wait, signal)
    }
    const value = await work().catch((error: unknown) => {
      if (!signal.aborted) said = judge.error(error)
      throw error
    })
    said = judge.value(value)
    return value
  } finally {
    if (said.ok === false || said.askedMs || turn.trial || (said.ok && turn.failing)) await tellService(call, said)
  }
}

/** What cannot be told is found out again by the next calls: it must not spoil this one. */
async function tellService({ workspaceId, service }: ServiceCall, { ok, askedMs = 0 }: Verdict): Promise<void> {
  await leaveService(workspaceId, service, ok, askedMs).catch(() => undefined)
}

function refusal(service: string, { why, until: moment }: { why: 'circuit' | 'rate' | 'asked'; until: string }): AppError {
  const until = new Date(moment).toISOString()
  const at = `${until.slice(0, 19).replace('T', ' ')} UTC`
  const details = { service, until }
  if (why === 'circuit')
    return new AppError(
      'circuit-open',
      `${service} failed several times in a row, so nobody here calls it until ${at}. Try again then, or look at the service.`,
      details,
    )
  const reason =
    why === 'asked'
      ? `${service} asked to be left alone until ${at}.`
      : `This workspace calls ${service} as often as its limit allows; the next turn is at ${at}.`
  return new AppError('too-many-requests', `${reason} Try again then.`, details)
}

function passed(ms: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    const stop = (): void => {
      clearTimeout(timer)
      reject(signal.reason)
    }
    const timer = setTimeout(() => {
      signal.removeEventListener('abort', stop)
      resolve()
    }, ms)
    if (signal.aborted) return stop()
    signal.addEventListener('abort', stop, { once: true })
  })
}
