import { requireAccess } from '../access/index.ts'
import { type ConversationEntry, compact } from '../conversation/index.ts'
import { AppError } from '../kernel/errors.ts'
import type { Principal } from '../kernel/principal.ts'
import { lastSeq } from '../memory/feed/index.ts'
import { inWorkspace, type Tx } from '../platform/db.ts'
import { pageBefore } from './room-page.ts'

type Older = { from: number; entries: ConversationEntry[] }

/** What was said before what a page has already. Error: `not-found`. */
export async function olderEntries(who: Principal, input: { room: string; before: number }): Promise<Older> {
  await requireAccess(who, 'room:read', who)
  return inWorkspace(who.workspaceId, (tx) => olderIn(tx, who.workspaceId, input))
}

/** The same in a transaction of a caller who has asked whether it may. Error: `not-found`. */
export async function olderIn(tx: Tx, workspaceId: string, { room, before }: { room: string; before: number }): Promise<Older> {
  const last = await lastSeq(tx, workspaceId, room)
  if (last === undefined) throw new AppError('not-found')
  const { from, entries } = await pageBefore(tx, workspaceId, room, Math.min(before, last), last)
  return { from, entries: compact(entries) }
}
