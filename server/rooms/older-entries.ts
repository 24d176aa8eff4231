import type { z } from 'zod'
import { requireAccess } from '../access/index.ts'
import { compact } from '../conversation/index.ts'
import { AppError } from '../kernel/errors.ts'
import type { Principal } from '../kernel/principal.ts'
import { lastSeq } from '../memory/feed/index.ts'
import { inWorkspace } from '../platform/db.ts'
import type { olderEntriesContract } from './contract.ts'
import { pageBefore } from './room-page.ts'

/** What was said before what a page has already. Error: `not-found`. */
export async function olderEntries(who: Principal, input: { room: string; before: number }): Promise<z.input<typeof olderEntriesContract.output>> {
  await requireAccess(who, 'room:read', who)
  const { workspaceId } = who
  return inWorkspace(workspaceId, async (tx) => {
    const last = await lastSeq(tx, workspaceId, input.room)
    if (last === undefined) throw new AppError('not-found')
    const { from, entries } = await pageBefore(tx, workspaceId, input.room, Math.min(input.before, last), last)
    return { from, entries: compact(entries) }
  })
}
