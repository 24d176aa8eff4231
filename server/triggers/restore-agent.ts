import type { z } from 'zod'
import { requireAccess } from '../access/index.ts'
import type { AgentView, restoreRevisionContract } from '../flows/contract.ts'
import { restoreRevision } from '../flows/index.ts'
import type { Principal } from '../kernel/principal.ts'
import { inWorkspace } from '../platform/db.ts'
import { syncTrigger } from './sync-trigger.ts'

/** Rolls back to a former revision, and sets up what starts the agent by itself as that one says. Errors: those of {@link restoreRevision}. */
export async function restoreAgent(who: Principal, input: z.output<typeof restoreRevisionContract.input>): Promise<AgentView> {
  await requireAccess(who, 'agent:publish', who)
  const agent = await restoreRevision(who, input)
  await inWorkspace(who.workspaceId, (tx) => syncTrigger(tx, who.workspaceId, agent.id))
  return agent
}
