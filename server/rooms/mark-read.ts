import { requireAccess } from '../access/index.ts'
import { AppError } from '../kernel/errors.ts'
import type { Principal } from '../kernel/principal.ts'
import { lastSeq } from '../memory/feed/index.ts'
import { inWorkspace } from '../platform/db.ts'
import { writeRead } from './member-store.ts'

/** Who asks has read everything up to `seq`. Error: `not-found`. */
export async function markRead(who: Principal, input: { room: string; seq: number }): Promise<{ ok: true }> {
  await requireAccess(who, 'room:read', who)
  const { workspaceId, personId } = who
  return inWorkspace(workspaceId, async (tx) => {
    const last = await lastSeq(tx, workspaceId, input.room)
    if (last === undefined) throw new AppError('not-found')
    await writeRead(tx, { roomId: input.room, workspaceId, personId, seq: Math.min(input.seq, last) })
    return { ok: true as const }
  })
}
