import { createHmac, hkdfSync, timingSafeEqual } from 'node:crypto'

/**
 * A guest's session: whose it is, and a signature over that and the link's generation. It is no cookie, so a page that embeds the
 * chat needs no third-party ones; the abuse switch begins a new generation, and all sessions of the old one are worth nothing.
 */
type Session = { guestId: string; generation: number }

export const sealSession = (session: Session, installationSecret: string): string =>
  `${session.guestId}.${mac(session, installationSecret).toString('base64url')}`

/** Whose session it claims to be; undefined when it is none. {@link isGenuine} says whether that is so. */
export function guestIdIn(token: string): string | undefined {
  return /^([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})\.[\w-]{43}$/.exec(token)?.[1]
}

export function isGenuine(token: string, session: Session, installationSecret: string): boolean {
  const given = Buffer.from(token.split('.')[1] ?? '', 'base64url')
  const right = mac(session, installationSecret)
  return given.length === right.length && timingSafeEqual(given, right)
}

function mac({ guestId, generation }: Session, secret: string): Buffer {
  const key = Buffer.from(hkdfSync('sha256', Buffer.from(secret, 'utf8'), Buffer.alloc(0), 'hearth guest session 1', 32))
  return createHmac('sha256', key).update(`${guestId}:${generation}`).digest()
}
