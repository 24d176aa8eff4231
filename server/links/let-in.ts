import { AppError } from '../kernel/errors.ts'
import { newId } from '../kernel/ids.ts'
import { inWorkspace, type Tx } from '../platform/db.ts'
import { openRoom, updateRoomRow } from '../rooms/index.ts'
import { openSecret } from '../vault/index.ts'
import { secretName } from './address.ts'
import { type Identity, identityIn } from './identity.ts'
import { countsOf, type GuestRow, guestBySubject, insertGuest, type LinkRow, lockLink, renameGuest } from './store.ts'

/** Who a signed token says it is, at this link. Errors: `not-signed-in`, `expired`. */
export async function identify(link: LinkRow, token: string): Promise<Identity> {
  const { workspaceId, id } = link
  const secret = await inWorkspace(workspaceId, async (tx) =>
    (await countsOf(tx, workspaceId, id)).signs ? await openSecret(tx, workspaceId, secretName(id)) : undefined,
  )
  if (secret === undefined)
    throw new AppError('not-signed-in', 'This chat has no secret yet with which it could check who you are. Tell the people who run it.')
  return identityIn(token, secret, Date.now())
}

/**
 * The guest who comes in: who is known finds the conversation they have, anybody else gets a new one. Without `begin` nothing is made,
 * and who has none is undefined. Error: `expired` for who was shown out.
 */
export async function letIn(link: LinkRow, identity: Identity | undefined, begin: boolean): Promise<GuestRow | undefined> {
  const { workspaceId } = link
  return inWorkspace(workspaceId, async (tx) => {
    const before = identity && (await guestBySubject(tx, workspaceId, link.id, identity.subject))
    if (before && !before.endedAt && (identity.name ?? before.name) === before.name && (identity.email ?? null) === before.email) return before
    if (identity) await lockLink(tx, workspaceId, link.id) // two devices at once are one guest
    const known = identity && (await guestBySubject(tx, workspaceId, link.id, identity.subject))
    if (known?.endedAt) throw new AppError('expired', 'This conversation was ended by the people you talked to.')
    if (!known && !begin) return undefined
    return known ? await greeted(tx, known, identity) : await newGuest(tx, link, identity)
  })
}

async function greeted(tx: Tx, guest: GuestRow, { name = guest.name, email }: Identity): Promise<GuestRow> {
  await renameGuest(tx, guest, name, email ?? null)
  return { ...guest, name, email: email ?? null }
}

/** A guest and their room. There the agent answers the guest; people of the workspace who write there call it by name. */
async function newGuest(tx: Tx, link: LinkRow, identity: Identity | undefined): Promise<GuestRow> {
  const { workspaceId } = link
  const id = newId()
  const roomId = newId()
  const name = identity?.name ?? `Guest ${id.slice(-4).toUpperCase()}`
  const subject = identity?.subject ?? null
  await openRoom(tx, { kind: 'guest', workspaceId, personId: id, name }, { roomId, agentId: link.agentId, title: '', environment: link.settings.environment })
  await updateRoomRow(tx, workspaceId, roomId, { policy: { router: { kind: 'mention' }, input: 'queue', handovers: 4 } })
  const guest = { id, workspaceId, linkId: link.id, roomId, subject, name, email: identity?.email ?? null }
  await insertGuest(tx, guest)
  return { ...guest, endedAt: null }
}
