import { requireAccess } from '../access/index.ts'
import { roomFact } from '../conversation/index.ts'
import { AppError } from '../kernel/errors.ts'
import type { Principal } from '../kernel/principal.ts'
import { append } from '../memory/feed/index.ts'
import { inWorkspace, type Tx } from '../platform/db.ts'
import { deleteMember, insertMember, lockRoom, nameOf } from './member-store.ts'

/** Brings a person or an agent of the workspace into a room. One who is there stays there. Error: `not-found` (room, person, agent). */
export async function addMember(who: Principal, input: { room: string; member: string; kind: 'person' | 'agent' }): Promise<{ ok: true }> {
  await requireAccess(who, 'room:update', who)
  const { workspaceId } = who
  return inWorkspace(workspaceId, async (tx) => {
    const name = (await lockRoom(tx, workspaceId, input.room)) && (await nameOf(tx, workspaceId, input.kind, input.member))
    if (name === undefined) throw new AppError('not-found')
    const isNew = await insertMember(tx, { roomId: input.room, workspaceId, kind: input.kind, memberId: input.member })
    if (isNew) await tell(tx, who, input.room, 'hearth.joined', { kind: input.kind, id: input.member, name })
    return { ok: true as const }
  })
}

/** Takes somebody out of a room. What an agent has begun it finishes; what waits for it is dropped when its turn comes. Error: `not-found`. */
export async function removeMember(who: Principal, input: { room: string; member: string }): Promise<{ ok: true }> {
  await requireAccess(who, 'room:update', who)
  return inWorkspace(who.workspaceId, async (tx) => {
    const left = (await lockRoom(tx, who.workspaceId, input.room)) && (await deleteMember(tx, who.workspaceId, input.room, input.member))
    if (!left) throw new AppError('not-found')
    await tell(tx, who, input.room, 'hearth.left', { kind: left.kind, id: input.member, name: left.name })
    return { ok: true as const }
  })
}

async function tell(
  tx: Tx,
  { personId, name }: Principal,
  roomId: string,
  fact: 'hearth.joined' | 'hearth.left',
  value: { kind: 'person' | 'agent'; id: string; name: string },
): Promise<void> {
  await append(tx, roomId, [roomFact({ roomId, authorId: `person:${personId}`, speaker: name }, { type: 'CUSTOM', name: fact, value })])
}
