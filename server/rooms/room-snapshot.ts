import type { z } from 'zod'
import { requireAccess } from '../access/index.ts'
import { type ConversationEntry, compact } from '../conversation/index.ts'
import { AppError } from '../kernel/errors.ts'
import type { Principal } from '../kernel/principal.ts'
import { lastSeq } from '../memory/feed/index.ts'
import { readWorkspace, type Tx } from '../platform/db.ts'
import { cardStateRows } from './card-state-store.ts'
import type { roomSnapshotContract } from './contract.ts'
import { type PageSize, tailOf } from './room-page.ts'
import { activeRunRows, roomRows, waitRows } from './store.ts'

type Snapshot = Omit<z.input<typeof roomSnapshotContract.output>, 'entries'> & { entries: ConversationEntry[] }

/** What a page needs to draw the end of a room at once; then it follows the feed from `seq`. Tokens of ended messages come joined. */
export async function roomSnapshot(who: Principal, { room, messages }: { room: string } & PageSize): Promise<z.input<typeof roomSnapshotContract.output>> {
  await requireAccess(who, 'room:read', who)
  return readWorkspace(who.workspaceId, (tx) => snapshotIn(tx, who, room, { messages }))
}

/** The same in a transaction of a caller who has asked whether it may. Error: `not-found`. */
export async function snapshotIn(tx: Tx, who: { workspaceId: string; personId: string }, roomId: string, { messages }: PageSize = {}): Promise<Snapshot> {
  const { workspaceId } = who
  const [room] = await roomRows(tx, who, roomId)
  const seq = room && (await lastSeq(tx, workspaceId, room.id))
  if (!room || seq === undefined) throw new AppError('not-found')
  const { from, entries } = await tailOf(tx, workspaceId, room.id, { seq, messages })
  return {
    ...room,
    seq,
    from,
    entries: compact(entries),
    cards: await cardStateRows(tx, workspaceId, room.id, who.personId),
    openWaits: (await waitRows(tx, workspaceId, room.id)).filter((wait) => wait.status === 'open'),
    activeRuns: await activeRunRows(tx, workspaceId, room.id),
  }
}
