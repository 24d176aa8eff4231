import { requireAccess } from '../access/index.ts'
import { AppError } from '../kernel/errors.ts'
import type { Principal } from '../kernel/principal.ts'
import { inWorkspace } from '../platform/db.ts'
import { agentView } from './agent-view.ts'
import type { AgentView } from './contract.ts'
import { findAgent } from './store.ts'

export async function getAgent(who: Principal, { agent }: { agent: string }): Promise<AgentView> {
  await requireAccess(who, 'agent:read', who)
  return await inWorkspace(who.workspaceId, async (tx) => {
    const row = await findAgent(tx, who.workspaceId, agent)
    if (!row) throw new AppError('not-found')
    return await agentView(tx, who.workspaceId, row)
  })
}
