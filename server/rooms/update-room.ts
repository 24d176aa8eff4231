import { requireAccess } from '../access/index.ts'
import { AppError } from '../kernel/errors.ts'
import type { Principal } from '../kernel/principal.ts'
import { inWorkspace } from '../platform/db.ts'
import type { RoomSummary } from './contract.ts'
import { roomRows, updateRoomRow } from './store.ts'

/** Renames a room, or puts it away. Nothing said in it is lost: the next message brings it back. */
export async function updateRoom(who: Principal, input: { room: string; title?: string | undefined; archived?: boolean | undefined }): Promise<RoomSummary> {
  await requireAccess(who, 'room:update', who)
  return inWorkspace(who.workspaceId, async (tx) => {
    await updateRoomRow(tx, who.workspaceId, input.room, input)
    const [room] = await roomRows(tx, who.workspaceId, input.room)
    if (!room) throw new AppError('not-found')
    return room
  })
}
