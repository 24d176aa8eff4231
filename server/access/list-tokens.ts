import type { Principal } from '../kernel/principal.ts'
import type { TokenView } from './contract.ts'
import { requireAccess } from './require-access.ts'
import { roleAllows } from './roles.ts'
import { tokenRows } from './token-store.ts'

/** One's own tokens, or everybody's for who manages them. */
export async function listTokens(who: Principal): Promise<{ tokens: TokenView[] }> {
  await requireAccess(who, 'workspace:read', who)
  return { tokens: await tokenRows(who.workspaceId, roleAllows(who.role, 'token:manage') ? null : who.personId) }
}
