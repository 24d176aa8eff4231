import { AppError } from '../kernel/errors.ts'
import type { Principal } from '../kernel/principal.ts'
import type { WorkspaceView } from './contract.ts'
import { requireAccess } from './require-access.ts'
import { findMembership } from './store.ts'

export async function getWorkspace(who: Principal): Promise<WorkspaceView> {
  await requireAccess(who, 'workspace:read', who)
  const found = await findMembership(who.workspaceSlug, who.personId)
  if (!found) throw new AppError('not-found')
  return found
}
