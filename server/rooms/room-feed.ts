import { requireAccess } from '../access/index.ts'
import type { ConversationEntry } from '../conversation/index.ts'
import { AppError } from '../kernel/errors.ts'
import type { Principal } from '../kernel/principal.ts'
import { lastSeq, subscribe } from '../memory/feed/index.ts'
import { inWorkspace } from '../platform/db.ts'
import { roomEntry } from './room-entry.ts'

/** Everything said in a room after seq `after`, live, until `signal` aborts. Error: `not-found`. */
export async function roomFeed(
  who: Principal,
  input: { room: string; after: number },
  asked: { signal: AbortSignal },
): Promise<AsyncIterable<ConversationEntry[]>> {
  await requireAccess(who, 'room:read', who)
  const seq = await inWorkspace(who.workspaceId, (tx) => lastSeq(tx, who.workspaceId, input.room))
  if (seq === undefined) throw new AppError('not-found')
  return entries(who.workspaceId, input.room, input.after, asked.signal)
}

async function* entries(workspaceId: string, room: string, after: number, signal: AbortSignal): AsyncGenerator<ConversationEntry[], void, void> {
  for await (const batch of subscribe(workspaceId, room, after, signal)) yield batch.map(roomEntry)
}
