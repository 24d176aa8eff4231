import type { z } from 'zod'
import { requireAccess } from '../access/index.ts'
import { compact } from '../conversation/index.ts'
import { AppError } from '../kernel/errors.ts'
import type { Principal } from '../kernel/principal.ts'
import { lastSeq } from '../memory/feed/index.ts'
import { readWorkspace } from '../platform/db.ts'
import { cardStateRows } from './card-state-store.ts'
import type { roomSnapshotContract } from './contract.ts'
import { tailOf } from './room-page.ts'
import { activeRunRows, roomRows, waitRows } from './store.ts'

/** What a page needs to draw the end of a room at once; then it follows the feed from `seq`. Tokens of ended messages come joined. */
export async function roomSnapshot(who: Principal, input: { room: string }): Promise<z.input<typeof roomSnapshotContract.output>> {
  await requireAccess(who, 'room:read', who)
  const { workspaceId } = who
  return readWorkspace(workspaceId, async (tx) => {
    const [room] = await roomRows(tx, who, input.room)
    const seq = room && (await lastSeq(tx, workspaceId, room.id))
    if (!room || seq === undefined) throw new AppError('not-found')
    const { from, entries } = await tailOf(tx, workspaceId, room.id, seq)
    return {
      ...room,
      seq,
      from,
      entries: compact(entries),
      cards: await cardStateRows(tx, workspaceId, room.id, who.personId),
      openWaits: (await waitRows(tx, workspaceId, room.id)).filter((wait) => wait.status === 'open'),
      activeRuns: await activeRunRows(tx, workspaceId, room.id),
    }
  })
}
