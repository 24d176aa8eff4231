import type { z } from 'zod'
import { requireAccess } from '../access/index.ts'
import type { PointersView, promoteContract } from '../flows/contract.ts'
import { promote } from '../flows/index.ts'
import type { Principal } from '../kernel/principal.ts'
import { inWorkspace } from '../platform/db.ts'
import { syncTrigger } from './sync-trigger.ts'

/** Puts a revision into an environment; what comes into production sets up what starts the agent by itself. Errors: those of {@link promote}. */
export async function promoteAgent(who: Principal, input: z.output<typeof promoteContract.input>): Promise<PointersView> {
  await requireAccess(who, 'agent:publish', who)
  const moved = await promote(who, input)
  if (input.environment === 'production') await inWorkspace(who.workspaceId, (tx) => syncTrigger(tx, who.workspaceId, input.agent))
  return moved
}
