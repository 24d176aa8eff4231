import type { z } from 'zod'
import { AppError } from '../kernel/errors.ts'
import { newId } from '../kernel/ids.ts'
import type { Principal } from '../kernel/principal.ts'
import { log } from '../platform/log.ts'
import type { createTokenContract } from './contract.ts'
import { requireAccess } from './require-access.ts'
import { reaches } from './roles.ts'
import { signedIn } from './signed-in.ts'
import { hashOf, newToken } from './token.ts'
import { insertToken, tokenRows } from './token-store.ts'

const most = 100

/** A token for a program of this person's. Errors: `not-allowed` for a role above their own, `limit-reached`. */
export async function createToken(
  who: Principal,
  input: Omit<z.output<typeof createTokenContract.input>, 'workspace'>,
): Promise<z.input<typeof createTokenContract.output>> {
  await requireAccess(who, 'workspace:read', who)
  signedIn(who)
  const { workspaceId, personId } = who
  const { name, role, days } = input
  if (!reaches(who.role, role)) throw new AppError('not-allowed', `You are ${who.role} here, so a token of yours can do no more. Choose a smaller scope.`)
  if ((await tokenRows(workspaceId, personId)).length >= most) throw new AppError('limit-reached', `You have ${most} tokens here already. Revoke one first.`)
  const secret = newToken()
  const id = newId()
  await insertToken({ id, workspaceId, personId, name, role, hash: hashOf(secret), hint: secret.slice(-4), days })
  log.info({ token: id, person: personId, workspace: workspaceId, role }, 'token made')
  const [token] = await tokenRows(workspaceId, personId, id)
  if (!token) throw new AppError('not-found')
  return { ...token, secret }
}
