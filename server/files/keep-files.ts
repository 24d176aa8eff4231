import { requireAccess } from '../access/index.ts'
import type { Principal } from '../kernel/principal.ts'
import { inWorkspace } from '../platform/db.ts'
import { writeFileDays } from './store.ts'

/** How long files are kept that no message and no answer brings along; null is for ever. Upkeep removes what is older, for good. */
export async function keepFiles(who: Principal, { days }: { days: number | null }): Promise<{ days: number | null }> {
  await requireAccess(who, 'file:manage', who)
  await inWorkspace(who.workspaceId, (tx) => writeFileDays(tx, who.workspaceId, days))
  return { days }
}
