import type { EnvironmentName } from '../environments/contract.ts'
import { AppError } from '../kernel/errors.ts'
import { idSchema } from '../kernel/ids.ts'
import type { Principal } from '../kernel/principal.ts'
import { inWorkspace, type Tx } from '../platform/db.ts'
import { openRoom } from '../rooms/index.ts'
import type { Caller } from './caller.ts'
import { idFrom } from './id-from.ts'
import { isRoomOf } from './store.ts'

/**
 * The room of a thread. A thread id that is a room of this workspace with this agent is that room; any other names a room
 * of this person's own, so equal ids of different people, or of other tenants, never meet. A guest has one conversation, whatever it
 * is called.
 */
export async function findThread(tx: Tx, who: Caller, agentId: string, threadId: string): Promise<string | undefined> {
  if (who.kind === 'guest') return who.roomId
  for (const roomId of candidates(who, agentId, threadId)) if (await isRoomOf(tx, who.workspaceId, roomId, agentId)) return roomId
  return undefined
}

/** As {@link findThread}; makes the room on first use, in this environment. Error: `not-found` (the agent). */
export async function openThread(who: Caller, agentId: string, threadId: string, environment?: EnvironmentName): Promise<string> {
  if (who.kind === 'guest') return who.roomId
  return inWorkspace(who.workspaceId, async (tx) => {
    const known = await findThread(tx, who, agentId, threadId)
    if (known) return known
    for (const roomId of candidates(who, agentId, threadId)) {
      if (await openRoom(tx, who, { roomId, agentId, title: '', environment })) return roomId
      if (await isRoomOf(tx, who.workspaceId, roomId, agentId)) return roomId // somebody opened it just now
    }
    throw new AppError('not-found')
  })
}

function candidates(who: Principal, agentId: string, threadId: string): string[] {
  const own = idFrom([who.workspaceId, agentId, who.personId, threadId])
  return idSchema.safeParse(threadId).success ? [threadId.toLowerCase(), own] : [own]
}
