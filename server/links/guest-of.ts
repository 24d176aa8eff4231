import { AppError } from '../kernel/errors.ts'
import type { Guest } from '../kernel/principal.ts'
import { env } from '../platform/env.ts'
import { guestHeader } from './contract.ts'
import { linkOf, refuseClosed } from './open-link.ts'
import { guestIdIn, isGenuine } from './session.ts'
import { type GuestRow, guestById, type LinkRow } from './store.ts'

/** Who asks, by the session in these headers, at this link's address. Errors: `not-signed-in`, `not-found` (the address), `expired`. */
export async function guestOf(headers: Headers, address: string): Promise<Guest> {
  const session = headers.get(guestHeader) ?? ''
  if (guestIdIn(session) === undefined) throw anew()
  const link = await linkOf(address)
  refuseClosed(link)
  return guestIn(link, address, session)
}

/** Who a session says it is, at a link that is open. Errors: `not-signed-in`, `expired`. */
export async function guestIn(link: LinkRow, address: string, session: string): Promise<Guest> {
  const guestId = guestIdIn(session)
  const row = guestId && (await guestById(guestId))
  if (!row || row.linkId !== link.id || !isGenuine(session, { guestId: row.id, generation: link.generation }, env.secret())) throw anew()
  refuseEnded(row, link)
  return asGuest(row, link, address)
}

/** Is who came in before still let in? Errors: as of {@link guestOf}. */
export async function stillIn(who: Guest): Promise<void> {
  const link = await linkOf(who.address)
  refuseClosed(link)
  const row = await guestById(who.guestId)
  if (row?.linkId !== link.id) throw anew()
  refuseEnded(row, link)
}

/** Errors: `expired` for who was shown out, `not-signed-in` for who is unknown where only the known may come in. */
export function refuseEnded(guest: Pick<GuestRow, 'endedAt' | 'subject'>, link: Pick<LinkRow, 'settings'>): void {
  if (guest.endedAt !== null) throw new AppError('expired', 'This conversation was ended by the people you talked to.')
  if (guest.subject === null && link.settings.access === 'restricted')
    throw new AppError('not-signed-in', 'This chat is for people who are signed in where they came from. Open it from there.')
}

export const asGuest = (
  { id, name, workspaceId, linkId, roomId }: Pick<GuestRow, 'id' | 'name' | 'workspaceId' | 'linkId' | 'roomId'>,
  { agentId }: LinkRow,
  address: string,
): Guest => ({
  ...{ kind: 'guest', guestId: id, name, workspaceId, linkId, address, agentId, roomId },
})

const anew = () => new AppError('not-signed-in', 'This conversation cannot be gone on with. Begin a new one.')
