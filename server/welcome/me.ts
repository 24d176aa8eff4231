import { listWorkspaces } from '../access/index.ts'
import type { Person } from '../kernel/principal.ts'

/** Who is signed in, and the workspaces they may enter. */
export async function me(who: Person) {
  return { person: { id: who.personId, name: who.name, email: who.email }, workspaces: await listWorkspaces(who.personId) }
}
