import { requireAccess } from '../access/index.ts'
import type { Principal } from '../kernel/principal.ts'
import { inWorkspace } from '../platform/db.ts'
import type { RoomSummary } from './contract.ts'
import { roomRows } from './store.ts'

/** Rooms of the workspace that are not put away, newest talk first. */
export async function listRooms(who: Principal): Promise<{ rooms: RoomSummary[] }> {
  await requireAccess(who, 'room:read', who)
  return { rooms: await inWorkspace(who.workspaceId, (tx) => roomRows(tx, who)) }
}
