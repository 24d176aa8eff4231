import { requireAccess } from '../access/index.ts'
import { roomFact } from '../conversation/index.ts'
import { AppError } from '../kernel/errors.ts'
import type { Principal } from '../kernel/principal.ts'
import { append } from '../memory/feed/index.ts'
import { inWorkspace } from '../platform/db.ts'
import type { Policy, RoomSummary } from './contract.ts'
import { roomRows, updateRoomRow } from './store.ts'

/** Renames a room, changes how it works, or puts it away. Nothing said in it is lost: the next message brings it back. */
export async function updateRoom(
  who: Principal,
  input: { room: string; title?: string | undefined; archived?: boolean | undefined; policy?: Policy | undefined },
): Promise<RoomSummary> {
  await requireAccess(who, 'room:update', who)
  return inWorkspace(who.workspaceId, async (tx) => {
    await updateRoomRow(tx, who.workspaceId, input.room, input)
    const [room] = await roomRows(tx, who, input.room)
    if (!room) throw new AppError('not-found')
    const fact = { type: 'CUSTOM' as const, name: 'hearth.changed' as const, value: { what: input.policy ? 'policy' : 'room' } }
    await append(tx, room.id, [roomFact({ roomId: room.id, authorId: `person:${who.personId}`, speaker: who.name }, fact)])
    return room
  })
}
