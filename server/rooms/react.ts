import { requireAccess } from '../access/index.ts'
import { roomFact } from '../conversation/index.ts'
import { AppError } from '../kernel/errors.ts'
import type { Principal } from '../kernel/principal.ts'
import { append } from '../memory/feed/index.ts'
import { inWorkspace } from '../platform/db.ts'
import { lockRoom } from './member-store.ts'
import { hasMessage } from './search-store.ts'

/** Puts an emoji on a message, or takes one's own away. Errors: `not-found` (room, message). */
export async function react(who: Principal, input: { room: string; message: string; emoji: string; on: boolean }): Promise<{ ok: true }> {
  await requireAccess(who, 'room:post', who)
  const { workspaceId, personId, name } = who
  return inWorkspace(workspaceId, async (tx) => {
    const room = await lockRoom(tx, workspaceId, input.room)
    if (!room || !(await hasMessage(tx, workspaceId, room.id, input.message))) throw new AppError('not-found')
    const value = { messageId: input.message, emoji: input.emoji, on: input.on }
    await append(tx, room.id, [roomFact({ roomId: room.id, authorId: `person:${personId}`, speaker: name }, { type: 'CUSTOM', name: 'hearth.reacted', value })])
    return { ok: true as const }
  })
}
