import { listWorkspaces } from '../access/index.ts'
import { mailsOf } from '../accounts/index.ts'
import type { Person } from '../kernel/principal.ts'

/** Who is signed in, and the workspaces they may enter. */
export async function me(who: Person) {
  const [mails, workspaces] = await Promise.all([mailsOf(who.personId), listWorkspaces(who.personId)])
  return { person: { id: who.personId, name: who.name, email: who.email, mails }, workspaces }
}
