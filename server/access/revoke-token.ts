import { AppError } from '../kernel/errors.ts'
import type { Principal } from '../kernel/principal.ts'
import { log } from '../platform/log.ts'
import { requireAccess } from './require-access.ts'
import { revokeTokenRow, tokenRows } from './token-store.ts'
import { forgetToken } from './who-asks.ts'

/** Ends a token: one's own, or anybody's for who manages them. Errors: `not-found`, `not-allowed`. */
export async function revokeToken(who: Principal, input: { token: string }): Promise<Record<string, never>> {
  await requireAccess(who, 'workspace:read', who)
  const [token] = await tokenRows(who.workspaceId, null, input.token)
  if (!token) throw new AppError('not-found')
  if (token.owner.id !== who.personId) await requireAccess(who, 'token:manage', who)
  await revokeTokenRow(who.workspaceId, token.id)
  forgetToken(token.id)
  log.info({ token: token.id, person: who.personId, workspace: who.workspaceId }, 'token revoked')
  return {}
}
