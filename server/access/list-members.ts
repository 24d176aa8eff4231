import type { Principal } from '../kernel/principal.ts'
import { requireAccess } from './require-access.ts'
import { listMemberRows } from './store.ts'

export async function listMembers(who: Principal) {
  await requireAccess(who, 'member:read', who)
  return { members: await listMemberRows(who.workspaceId) }
}
