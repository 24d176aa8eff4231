import { requireAccess } from '../access/index.ts'
import type { Principal } from '../kernel/principal.ts'
import { inWorkspace } from '../platform/db.ts'
import type { EnvironmentsView } from './contract.ts'
import { environmentsIn } from './store.ts'

/** The environments of a workspace and what each has for flows. */
export async function listEnvironments(who: Principal): Promise<EnvironmentsView> {
  await requireAccess(who, 'agent:read', who)
  return await inWorkspace(who.workspaceId, (tx) => environmentsIn(tx, who.workspaceId))
}
