import { AppError } from '../kernel/errors.ts'
import type { Person, Principal } from '../kernel/principal.ts'
import { findMembership } from './store.ts'

/** The person inside the workspace at this address, with their role of this moment. Errors: `not-found`, member or not, workspace or not. */
export async function principalOf(person: Person, workspaceSlug: string): Promise<Principal> {
  const found = await findMembership(workspaceSlug, person.personId)
  if (!found) throw new AppError('not-found')
  return { ...person, workspaceId: found.id, workspaceSlug: found.slug, role: found.role }
}
