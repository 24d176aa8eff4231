import { requireAccess } from '../access/index.ts'
import { AppError } from '../kernel/errors.ts'
import type { Principal } from '../kernel/principal.ts'
import { inWorkspace } from '../platform/db.ts'
import type { AboutRoom } from './contract.ts'
import { forksOf } from './fork-store.ts'
import { membersOf, policyOf } from './member-store.ts'
import { isArchived, roomRows } from './store.ts'

/** Who is in a room, and how it works. Error: `not-found`. */
export async function aboutRoom(who: Principal, input: { room: string }): Promise<AboutRoom> {
  await requireAccess(who, 'room:read', who)
  const { workspaceId } = who
  return inWorkspace(workspaceId, async (tx) => {
    const [room] = await roomRows(tx, who, input.room)
    const policy = room && (await policyOf(tx, workspaceId, room.id))
    if (!room || !policy) throw new AppError('not-found')
    const { people } = await membersOf(tx, workspaceId, room.id)
    return { ...room, people, policy, archived: await isArchived(tx, workspaceId, room.id), ...(await forksOf(tx, workspaceId, room.id)) }
  })
}
