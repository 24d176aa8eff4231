import type { z } from 'zod'
import { AppError } from '../kernel/errors.ts'
import type { Principal } from '../kernel/principal.ts'
import type { setMemberContract } from './contract.ts'
import { requireAccess } from './require-access.ts'
import { reaches } from './roles.ts'
import { changeMember } from './store.ts'

/** Adds somebody who has an account, or changes their role. Nobody gives, or takes from, a role above their own. */
export async function setMember(who: Principal, { email, role }: z.output<typeof setMemberContract.input>) {
  await requireAccess(who, 'member:manage', who)
  const person = await changeMember(who.workspaceId, { email }, (found, owners) => {
    if (!found)
      throw new AppError('invalid-input', `Nobody has signed up with ${email} yet. Ask them to sign up first, then add them.`, {
        fields: { email: 'nobody has signed up with it' },
      })
    if (!reaches(who.role, role) || (found.before && !reaches(who.role, found.before)))
      throw new AppError('not-allowed', 'Only an owner can make or change an owner.')
    if (found.before === 'owner' && role !== 'owner' && owners === 1)
      throw new AppError('conflict', 'This is the only owner. Make somebody else an owner first.')
    return role
  })
  return { personId: person.id, name: person.name, email: person.email, role }
}
