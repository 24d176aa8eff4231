import type { z } from 'zod'
import { requireAccess } from '../access/index.ts'
import { AppError } from '../kernel/errors.ts'
import type { Principal } from '../kernel/principal.ts'
import { lastSeq } from '../memory/feed/index.ts'
import { inWorkspace } from '../platform/db.ts'
import type { listReadsContract } from './contract.ts'
import { readsOf } from './member-store.ts'

/** How far each person of a room has read; 0: nothing yet. Error: `not-found`. */
export async function listReads(who: Principal, input: { room: string }): Promise<z.output<typeof listReadsContract.output>> {
  await requireAccess(who, 'room:read', who)
  const { workspaceId } = who
  return inWorkspace(workspaceId, async (tx) => {
    if ((await lastSeq(tx, workspaceId, input.room)) === undefined) throw new AppError('not-found')
    return { reads: await readsOf(tx, workspaceId, input.room) }
  })
}
