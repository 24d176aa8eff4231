import { AppError } from '../kernel/errors.ts'
import type { Person, Principal } from '../kernel/principal.ts'
import { reaches } from './roles.ts'
import { findMembership } from './store.ts'

/** The person inside the workspace at this address, with their role of this moment, or the lower one of the token they came with. Errors: `not-found`, member or not, workspace or not. */
export async function principalOf(person: Person, workspaceSlug: string): Promise<Principal> {
  const found = await findMembership(workspaceSlug, person.personId)
  const { token } = person
  if (!found || (token && token.workspaceId !== found.id)) throw new AppError('not-found')
  const role = token && reaches(found.role, token.role) ? token.role : found.role
  return { ...person, workspaceId: found.id, workspaceSlug: found.slug, role }
}
