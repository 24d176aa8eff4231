import { headers } from 'next/headers'
import { listWorkspaces } from '../../server/access/index.ts'
import { personOf } from '../../server/accounts/index.ts'

/** The first workspace of whoever is signed in; undefined for nobody. */
export async function homeOf() {
  const person = await personOf(await headers())
  return person ? (await listWorkspaces(person.personId))[0] : undefined
}

/** Where somebody who is signed in already belongs. */
export async function homePath(): Promise<string | undefined> {
  const home = await homeOf()
  return home && `/${home.slug}`
}
