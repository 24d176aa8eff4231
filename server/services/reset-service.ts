import { requireAccess } from '../access/index.ts'
import type { Principal } from '../kernel/principal.ts'
import { inWorkspace } from '../platform/db.ts'
import type { ServiceView } from './contract.ts'
import { nothingOf } from './nothing-of.ts'
import { resetState, serviceRows } from './store.ts'

/** Lets everybody call a service again at once: for when people know that it is back. */
export async function resetService(who: Principal, { service }: { service: string }): Promise<ServiceView> {
  await requireAccess(who, 'workspace:manage', who)
  return await inWorkspace(who.workspaceId, async (tx) => {
    await resetState(tx, who.workspaceId, service)
    const [view] = await serviceRows(tx, who.workspaceId, service)
    return view ?? nothingOf(service)
  })
}
