import { emptyConversation, fold, messagesOf } from '../conversation/index.ts'
import { lastSeq, readIn } from '../memory/feed/index.ts'
import { inWorkspace } from '../platform/db.ts'
import type { Router } from './contract.ts'
import { type Members, membersOf, policyOf } from './member-store.ts'
import { roomEntry } from './room-entry.ts'

/** What a router is told of a room. */
export type Scene = Members & { router: Router; before: () => Promise<{ role: 'user' | 'assistant'; text: string }[]> }

/** Undefined when there is no such room. */
export function sceneOf(workspaceId: string, room: string): Promise<Scene | undefined> {
  return inWorkspace(workspaceId, async (tx) => {
    const policy = await policyOf(tx, workspaceId, room)
    return policy && { ...(await membersOf(tx, workspaceId, room)), router: policy.router, before: () => lately(workspaceId, room) }
  })
}

/** The last things that were said. */
function lately(workspaceId: string, room: string) {
  return inWorkspace(workspaceId, async (tx) => {
    const seq = (await lastSeq(tx, workspaceId, room)) ?? 0
    const view = fold(emptyConversation, (await readIn(tx, workspaceId, room, Math.max(0, seq - 300), 300)).map(roomEntry))
    return messagesOf(view, 6).flatMap(({ role, text, name }) => (text ? [{ role, text: name ? `${name}: ${text}` : text }] : []))
  })
}
