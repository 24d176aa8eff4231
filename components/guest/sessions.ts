import { browserKeep, memoryKeep, readKept, writeKept } from '../kept.ts'
import { type Outbox, outboxOf } from '../room/outbox.ts'

const keyOf = (link: string) => `hearth:chat:${link}`

/** The session of an unknown guest, kept by the page itself (in a frame by the frame): it outlives a reload, and is no cookie. */
export function keptSession(link: string): string | undefined {
  const kept = readKept(browserKeep(), keyOf(link))
  return typeof kept === 'string' ? kept : undefined
}

export function keepSession(link: string, session: string): void {
  writeKept(browserKeep(), keyOf(link), session)
}

export function forgetSession(link: string): void {
  browserKeep().removeItem(keyOf(link))
}

/** The signed token that the embedding page put behind the address: what stands there is never sent to a server by the browser. */
export function identityInAddress(): string | undefined {
  return new URLSearchParams(window.location.hash.slice(1)).get('identity') ?? undefined
}

/** The origin of the page around this one; undefined when there is none, or the browser does not say. */
export function originAround(): string | undefined {
  if (window.parent === window) return undefined
  const [first] = window.location.ancestorOrigins ?? []
  const said = first ?? document.referrer
  return URL.canParse(said) ? new URL(said).origin : undefined
}

export const isFramed = (): boolean => window.parent !== window

/** What a guest has said and the server does not have yet. Where the browser keeps nothing, it lasts as long as the page. */
export function outboxFor(session: string): Outbox {
  const guestId = session.slice(0, 36)
  return outboxOf(keep(), 'guest', guestId)
}

let kept: ReturnType<typeof browserKeep> | undefined
function keep(): ReturnType<typeof browserKeep> {
  kept ??= typeof window === 'undefined' ? memoryKeep() : browserKeep()
  return kept
}
