import { browserKeep, memoryKeep, readKept, writeKept } from '../kept.ts'
import { type Outbox, outboxOf } from '../room/outbox.ts'

const keyOf = (link: string) => `hearth:chat:${link}`

/**
 * The session of an unknown guest, which outlives a reload and is no cookie. The page keeps it, in a frame the frame itself. A browser
 * that gives frames of other sites no storage (Chrome in private windows) leaves it to `embed.js`, in the storage of the page around.
 */
export function keptSession(link: string): string | undefined {
  const own = ownKeep()
  if (!own) return sessionFromAround()
  const kept = readKept(own, keyOf(link))
  return typeof kept === 'string' ? kept : undefined
}

export function keepSession(link: string, session: string): void {
  const own = ownKeep()
  if (own) writeKept(own, keyOf(link), session)
  else tellAround(session)
}

export function forgetSession(link: string): void {
  const own = ownKeep()
  if (own) own.removeItem(keyOf(link))
  else tellAround(null)
}

function ownKeep(): Storage | undefined {
  try {
    const { localStorage } = window
    localStorage.getItem('')
    return localStorage
  } catch {
    return undefined
  }
}

/** What the page around knows now. Only a frame takes it: in an address that is sent around it could be somebody else's. */
let around: string | null | undefined
function sessionFromAround(): string | undefined {
  if (around === undefined) around = isFramed() ? inAddress('session') : null
  return around ?? undefined
}

function tellAround(session: string | null): void {
  around = session
  const origin = originAround()
  if (origin !== undefined) window.parent.postMessage({ hearth: 'keep', session }, origin)
}

const inAddress = (name: string): string | null => new URLSearchParams(window.location.hash.slice(1)).get(name)

/** The signed token that the embedding page put behind the address: what stands there is never sent to a server by the browser. */
export function identityInAddress(): string | undefined {
  return inAddress('identity') ?? undefined
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
