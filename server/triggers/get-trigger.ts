import { requireAccess, roleAllows } from '../access/index.ts'
import { AppError } from '../kernel/errors.ts'
import type { Principal } from '../kernel/principal.ts'
import { inWorkspace, type Tx } from '../platform/db.ts'
import type { TriggerView } from './contract.ts'
import { agentExists, findTrigger } from './trigger-store.ts'
import { triggerView } from './trigger-view.ts'

/** What starts an agent by itself. The address of a webhook is for those who may edit the agent. Error: `not-found`. */
export async function getTrigger(who: Principal, { agent }: { agent: string }): Promise<TriggerView> {
  await requireAccess(who, 'agent:read', who)
  return await inWorkspace(who.workspaceId, (tx) => viewFor(tx, who, agent))
}

export async function viewFor(tx: Tx, who: Principal, agent: string): Promise<TriggerView> {
  if (!(await agentExists(tx, who.workspaceId, agent))) throw new AppError('not-found')
  return await triggerView(tx, await findTrigger(tx, who.workspaceId, agent), roleAllows(who.role, 'agent:edit'))
}
