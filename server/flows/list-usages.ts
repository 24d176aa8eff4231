import { requireAccess } from '../access/index.ts'
import { AppError } from '../kernel/errors.ts'
import type { Principal } from '../kernel/principal.ts'
import { inWorkspace } from '../platform/db.ts'
import { findAgent } from './store.ts'
import { usageRows } from './usages-store.ts'

/** The flows that run this agent's flow: as a block, or as something their own agents may use. */
export async function listUsages(who: Principal, { agent }: { agent: string }) {
  await requireAccess(who, 'agent:read', who)
  return inWorkspace(who.workspaceId, async (tx) => {
    if (!(await findAgent(tx, who.workspaceId, agent))) throw new AppError('not-found')
    return { usages: await usageRows(tx, who.workspaceId, agent) }
  })
}
