import { requireAccess } from '../access/index.ts'
import type { Principal } from '../kernel/principal.ts'
import { inWorkspace } from '../platform/db.ts'
import type { ServiceView } from './contract.ts'
import { serviceRows } from './store.ts'

/** The services this workspace calls, how each is doing and what is set for it. */
export async function listServices(who: Principal): Promise<{ services: ServiceView[] }> {
  await requireAccess(who, 'workspace:read', who)
  return { services: await inWorkspace(who.workspaceId, (tx) => serviceRows(tx, who.workspaceId)) }
}
