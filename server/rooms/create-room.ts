import { requireAccess } from '../access/index.ts'
import type { EnvironmentName } from '../environments/contract.ts'
import { AppError } from '../kernel/errors.ts'
import { newId } from '../kernel/ids.ts'
import type { Principal } from '../kernel/principal.ts'
import { createFeed } from '../memory/feed/index.ts'
import { inWorkspace, type Tx } from '../platform/db.ts'
import type { RoomSummary } from './contract.ts'
import { insertMember, memberOf } from './member-store.ts'
import type { Speaker } from './speaker.ts'
import { agentRow, insertRoom, roomRows } from './store.ts'

/** A room with one agent. Without a title it is named by the first message. Error: `not-found` (the agent). */
export async function createRoom(
  who: Principal,
  input: { agent: string; title?: string | undefined; environment?: EnvironmentName | undefined },
): Promise<RoomSummary> {
  await requireAccess(who, 'room:create', who)
  return inWorkspace(who.workspaceId, async (tx) => {
    const roomId = newId()
    await openRoom(tx, who, { roomId, agentId: input.agent, title: input.title ?? '', environment: input.environment })
    const [room] = await roomRows(tx, who, roomId)
    if (!room) throw new AppError('not-found')
    return room
  })
}

type NewRoom = { roomId: string; agentId: string; title: string /** Where its agents' runs happen. */; environment?: EnvironmentName | undefined }

/** Room, feed and members in the caller's transaction. False when the id is taken, possibly where the caller may not look. */
export async function openRoom(tx: Tx, who: Speaker, room: NewRoom): Promise<boolean> {
  const { workspaceId, personId } = who
  const { roomId, agentId, title, environment = 'production' } = room
  if (!(await agentRow(tx, workspaceId, agentId))) throw new AppError('not-found')
  if (!(await insertRoom(tx, { id: roomId, workspaceId, title, createdBy: personId, environment }))) return false
  await createFeed(tx, { id: roomId, workspaceId, kind: 'room' })
  await insertMember(tx, memberOf(who, roomId))
  await insertMember(tx, { roomId, workspaceId, kind: 'agent', memberId: agentId })
  return true
}
