import { requireAccess } from '../access/index.ts'
import { type ConversationEntry, compact } from '../conversation/index.ts'
import { AppError } from '../kernel/errors.ts'
import type { Principal } from '../kernel/principal.ts'
import { lastSeq } from '../memory/feed/index.ts'
import { inWorkspace, type Tx } from '../platform/db.ts'
import { type PageSize, pageBefore } from './room-page.ts'

type Asked = PageSize & { room: string; before: number }
type Older = { from: number; entries: ConversationEntry[] }

/** What was said before what a page has already. Error: `not-found`. */
export async function olderEntries(who: Principal, input: Asked): Promise<Older> {
  await requireAccess(who, 'room:read', who)
  return inWorkspace(who.workspaceId, (tx) => olderIn(tx, who.workspaceId, input))
}

/** The same in a transaction of a caller who has asked whether it may. Error: `not-found`. */
export async function olderIn(tx: Tx, workspaceId: string, { room, before, messages }: Asked): Promise<Older> {
  const last = await lastSeq(tx, workspaceId, room)
  if (last === undefined) throw new AppError('not-found')
  const { from, entries } = await pageBefore(tx, workspaceId, room, { before: Math.min(before, last), messages, last })
  return { from, entries: compact(entries) }
}
