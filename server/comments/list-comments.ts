import { requireAccess } from '../access/index.ts'
import { AppError } from '../kernel/errors.ts'
import type { Principal } from '../kernel/principal.ts'
import { inWorkspace } from '../platform/db.ts'
import type { ThreadView } from './contract.ts'
import { agentNamed, threadRows } from './store.ts'

/** What people say about an agent's flow. */
export async function listComments(who: Principal, { agent }: { agent: string }): Promise<{ threads: ThreadView[] }> {
  await requireAccess(who, 'agent:read', who)
  return await inWorkspace(who.workspaceId, async (tx) => {
    if (!(await agentNamed(tx, who.workspaceId, agent))) throw new AppError('not-found')
    return { threads: await threadRows(tx, who.workspaceId, agent) }
  })
}
