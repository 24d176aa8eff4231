import type { z } from 'zod'
import { AppError } from '../kernel/errors.ts'
import type { Principal } from '../kernel/principal.ts'
import type { removeMemberContract } from './contract.ts'
import { requireAccess } from './require-access.ts'
import { reaches } from './roles.ts'
import { changeMember } from './store.ts'

/** Ends a membership. Everybody may end their own; a workspace keeps at least one owner. */
export async function removeMember(who: Principal, { person }: z.output<typeof removeMemberContract.input>): Promise<Record<string, never>> {
  await requireAccess(who, person === who.personId ? 'member:read' : 'member:manage', who)
  await changeMember(who.workspaceId, { personId: person }, (found, owners) => {
    if (!found?.before) throw new AppError('not-found')
    if (!reaches(who.role, found.before)) throw new AppError('not-allowed', 'Only an owner can remove an owner.')
    if (found.before === 'owner' && owners === 1) throw new AppError('conflict', 'This is the only owner. Make somebody else an owner first.')
    return null
  })
  return {}
}
