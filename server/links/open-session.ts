import { countTry } from '../accounts/index.ts'
import { AppError } from '../kernel/errors.ts'
import { newId } from '../kernel/ids.ts'
import { inWorkspace, type Tx } from '../platform/db.ts'
import { env } from '../platform/env.ts'
import { openRoom, updateRoomRow } from '../rooms/index.ts'
import { openSecret } from '../vault/index.ts'
import { secretName } from './address.ts'
import { type Identity, identityIn } from './identity.ts'
import { linkOf, refuseClosed } from './open-link.ts'
import { isAllowed } from './origins.ts'
import { sealSession } from './session.ts'
import { countsOf, type GuestRow, guestBySubject, insertGuest, type LinkRow, lockLink, renameGuest } from './store.ts'

type Input = { link: string; identity?: string | undefined; begin: boolean; within?: string | undefined }
type Opened = { session: string | null; guest: { id: string; name: string } | null }

/**
 * Lets a guest in. Who comes with a signed identity finds the conversation they have, from whatever device. Errors: `not-found`,
 * `expired` (link, identity, or a guest whose conversation was ended), `bad-origin`, `not-signed-in`, `too-many-requests`.
 */
export async function openSession(_who: null, input: Input, { address }: { address: string }): Promise<Opened> {
  const link = await linkOf(input.link)
  refuseClosed(link)
  const { access, origins } = link.settings
  if (input.within !== undefined && input.within !== new URL(env.publicUrl()).origin && !isAllowed(origins, input.within))
    throw new AppError('bad-origin', `This chat may not be shown on ${input.within}.`)
  if (input.identity === undefined && access === 'restricted')
    throw new AppError('not-signed-in', 'This chat is for people who are signed in where they came from. Open it from there.')
  if (input.identity === undefined && !input.begin) return { session: null, guest: null }
  const { workspaceId } = link
  const identity = input.identity === undefined ? undefined : await identify(link, input.identity)
  if (identity === undefined) await countTry('chat-guest', `${link.id}:${address}`)
  return await inWorkspace(workspaceId, async (tx) => {
    if (identity) await lockLink(tx, workspaceId, link.id) // two devices at once are one guest
    const known = identity && (await guestBySubject(tx, workspaceId, link.id, identity.subject))
    if (known?.endedAt) throw new AppError('expired', 'This conversation was ended by the people you talked to.')
    if (!known && !input.begin) return { session: null, guest: null }
    const guest = known ? await greeted(tx, known, identity) : await newGuest(tx, link, identity)
    return { session: sealSession({ guestId: guest.id, generation: link.generation }, env.secret()), guest }
  })
}

async function identify(link: LinkRow, token: string): Promise<Identity> {
  const { workspaceId, id } = link
  const secret = await inWorkspace(workspaceId, async (tx) =>
    (await countsOf(tx, workspaceId, id)).signs ? await openSecret(tx, workspaceId, secretName(id)) : undefined,
  )
  if (secret === undefined)
    throw new AppError('not-signed-in', 'This chat has no secret yet with which it could check who you are. Tell the people who run it.')
  return identityIn(token, secret, Date.now())
}

async function greeted(tx: Tx, guest: GuestRow, { name = guest.name, email }: Identity): Promise<{ id: string; name: string }> {
  await renameGuest(tx, guest, name, email ?? null)
  return { id: guest.id, name }
}

/** A guest and their room. There the agent answers the guest; people of the workspace who write there call it by name. */
async function newGuest(tx: Tx, link: LinkRow, identity: Identity | undefined): Promise<{ id: string; name: string }> {
  const { workspaceId } = link
  const id = newId()
  const roomId = newId()
  const name = identity?.name ?? `Guest ${id.slice(-4).toUpperCase()}`
  await openRoom(tx, { kind: 'guest', workspaceId, personId: id, name }, { roomId, agentId: link.agentId, title: '', environment: link.settings.environment })
  await updateRoomRow(tx, workspaceId, roomId, { policy: { router: { kind: 'mention' }, input: 'queue', handovers: 4 } })
  await insertGuest(tx, { id, workspaceId, linkId: link.id, roomId, subject: identity?.subject ?? null, name, email: identity?.email ?? null })
  return { id, name }
}
