import { AppError } from '../kernel/errors.ts'
import type { Guest } from '../kernel/principal.ts'
import { env } from '../platform/env.ts'
import { guestHeader } from './contract.ts'
import { linkOf, refuseClosed } from './open-link.ts'
import { guestIdIn, isGenuine } from './session.ts'
import { guestById } from './store.ts'

/** Who asks, by the session in these headers, at this link's address. Errors: `not-signed-in`, `not-found` (the address), `expired`. */
export async function guestOf(headers: Headers, token: string): Promise<Guest> {
  const session = headers.get(guestHeader) ?? ''
  const guestId = guestIdIn(session)
  if (guestId === undefined) throw anew()
  const link = await linkOf(token)
  refuseClosed(link)
  const row = await guestById(guestId)
  if (row?.linkId !== link.id || !isGenuine(session, { guestId, generation: link.generation }, env.secret())) throw anew()
  if (row.endedAt !== null) throw new AppError('expired', 'This conversation was ended by the people you talked to.')
  if (row.subject === null && link.settings.access === 'restricted')
    throw new AppError('not-signed-in', 'This chat is for people who are signed in where they came from. Open it from there.')
  const { workspaceId, linkId, roomId, name } = row
  return { kind: 'guest', guestId, name, workspaceId, linkId, roomId }
}

const anew = () => new AppError('not-signed-in', 'This conversation cannot be gone on with. Begin a new one.')
