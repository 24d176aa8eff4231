import { requireAccess } from '../access/index.ts'
import { AppError } from '../kernel/errors.ts'
import type { Principal } from '../kernel/principal.ts'
import { inWorkspace } from '../platform/db.ts'
import { listRevisionRows } from './revisions-store.ts'
import { findAgent } from './store.ts'

/** What was published, newest first. */
export async function listRevisions(who: Principal, { agent }: { agent: string }) {
  await requireAccess(who, 'agent:read', who)
  return inWorkspace(who.workspaceId, async (tx) => {
    if (!(await findAgent(tx, who.workspaceId, agent))) throw new AppError('not-found')
    return { revisions: await listRevisionRows(tx, who.workspaceId, agent) }
  })
}
