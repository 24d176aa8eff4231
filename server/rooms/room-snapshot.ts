import type { z } from 'zod'
import { requireAccess } from '../access/index.ts'
import { compact } from '../conversation/index.ts'
import { AppError } from '../kernel/errors.ts'
import type { Principal } from '../kernel/principal.ts'
import { lastSeq, readIn } from '../memory/feed/index.ts'
import { inWorkspace } from '../platform/db.ts'
import type { roomSnapshotContract } from './contract.ts'
import { roomEntry } from './room-entry.ts'
import { activeRunRows, roomRows, waitRows } from './store.ts'

/** What a page needs to draw a room at once; then it follows the feed from `seq`. Tokens of ended messages come joined. */
export async function roomSnapshot(who: Principal, input: { room: string }): Promise<z.input<typeof roomSnapshotContract.output>> {
  await requireAccess(who, 'room:read', who)
  const { workspaceId } = who
  return inWorkspace(workspaceId, async (tx) => {
    const [room] = await roomRows(tx, who, input.room)
    const seq = room && (await lastSeq(tx, workspaceId, room.id))
    if (!room || seq === undefined) throw new AppError('not-found')
    const entries = await readIn(tx, workspaceId, room.id, 0, seq)
    return {
      ...room,
      seq,
      entries: compact(entries.map(roomEntry)),
      openWaits: (await waitRows(tx, workspaceId, room.id)).filter((wait) => wait.status === 'open'),
      activeRuns: await activeRunRows(tx, workspaceId, room.id),
    }
  })
}
