import { requireAccess } from '../access/index.ts'
import { AppError } from '../kernel/errors.ts'
import type { Principal } from '../kernel/principal.ts'
import { readChain } from '../memory/feed/index.ts'
import { inWorkspace } from '../platform/db.ts'
import type { RoomExport } from './contract.ts'
import { roomRows } from './store.ts'

const batch = 1000

/** A room as one file that proves itself: every entry with its place in the chain. Error: `not-found`. */
export async function exportRoom(who: Principal, input: { room: string }): Promise<RoomExport> {
  await requireAccess(who, 'room:read', who)
  const { workspaceId } = who
  const [room] = await inWorkspace(workspaceId, (tx) => roomRows(tx, who, input.room))
  if (!room) throw new AppError('not-found')
  const entries: RoomExport['entries'] = []
  for (let more = true; more; ) {
    const read = await readChain(workspaceId, room.id, entries.at(-1)?.seq ?? 0, batch)
    entries.push(
      ...read.map(({ seq, at, key, kind, body, bodyHash, hash }) => ({
        seq,
        at,
        key,
        kind,
        body,
        bodyHash: bodyHash.toString('hex'),
        hash: hash.toString('hex'),
      })),
    )
    more = read.length === batch
  }
  const { id, title, createdAt } = room
  return { format: 'hearth-room/1', room: { id, title, createdAt }, entries }
}
