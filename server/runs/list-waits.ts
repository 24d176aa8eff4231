import { requireAccess } from '../access/index.ts'
import type { Principal } from '../kernel/principal.ts'
import { inWorkspace } from '../platform/db.ts'
import type { WaitView } from './contract.ts'
import { waitRows } from './views-store.ts'

/** The questions of this workspace that wait for somebody, longest waiting first. */
export async function listWaits(who: Principal): Promise<{ waits: WaitView[] }> {
  await requireAccess(who, 'wait:read', who)
  return { waits: await inWorkspace(who.workspaceId, (tx) => waitRows(tx, who.workspaceId, { open: true })) }
}
