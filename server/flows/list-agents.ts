import { requireAccess } from '../access/index.ts'
import type { Principal } from '../kernel/principal.ts'
import { inWorkspace } from '../platform/db.ts'
import { listAgentRows } from './store.ts'

export async function listAgents(who: Principal) {
  await requireAccess(who, 'agent:read', who)
  return { agents: await inWorkspace(who.workspaceId, (tx) => listAgentRows(tx, who.workspaceId)) }
}
