import { requireAccess } from '../access/index.ts'
import type { Principal } from '../kernel/principal.ts'
import { inWorkspace } from '../platform/db.ts'
import type { RoomSummary } from './contract.ts'
import { roomRows } from './store.ts'

/** Rooms of the workspace, newest talk first: those in use, or those that were put away. */
export async function listRooms(who: Principal, input: { archived?: 'true' | 'false' } = {}): Promise<{ rooms: RoomSummary[] }> {
  await requireAccess(who, 'room:read', who)
  return { rooms: await inWorkspace(who.workspaceId, (tx) => roomRows(tx, who, undefined, input.archived === 'true')) }
}
