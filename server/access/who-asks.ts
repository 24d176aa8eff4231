import { personOf, requirePerson } from '../accounts/index.ts'
import { AppError } from '../kernel/errors.ts'
import type { Person } from '../kernel/principal.ts'
import { bearsLink, hashOf, tokenIn } from './token.ts'
import { findLiveToken } from './token-store.ts'

/** How long a process may go on believing a token it has just checked: the longest a revoked one lives on elsewhere. */
const trustMs = 3000
const cache = new Map<string, { person: Person; until: number }>()

/**
 * Who asks, by these headers: the one place that knows what may be shown. A token comes before a cookie, and one that is no good is
 * nobody: a page of another site that makes up a header must not ride on the cookie.
 */
export async function whoAsks(headers: Headers): Promise<Person | undefined> {
  const token = tokenIn(headers)
  return token === null ? personOf(headers) : personBy(token)
}

/** As {@link whoAsks}. Error: `not-signed-in`. */
export async function requireAsker(headers: Headers): Promise<Person> {
  const token = tokenIn(headers)
  if (token === null) return requirePerson(headers)
  if (bearsLink(headers))
    throw new AppError('not-signed-in', 'This is for people of the workspace. Guests of a chat link talk to its agent, at /ag-ui/<agent id>.')
  const person = await personBy(token)
  if (!person) throw new AppError('not-signed-in', 'This token is unknown, revoked or over. Make a new one under Settings, Tokens.')
  return person
}

/** Browsers never add this header by themselves, so what bears it is not made by another site. */
export const bearsToken = (headers: Headers): boolean => tokenIn(headers) !== null

/** This process stops believing a token at once; others within {@link trustMs}. */
export function forgetToken(id: string): void {
  for (const [key, { person }] of cache) if (person.token?.id === id) cache.delete(key)
}

async function personBy(token: string): Promise<Person | undefined> {
  if (token === '') return undefined
  const hash = hashOf(token)
  const key = hash.toString('base64')
  const known = cache.get(key)
  if (known && known.until > Date.now()) return known.person
  const found = await findLiveToken(hash)
  cache.delete(key)
  if (cache.size > 10_000) cache.clear()
  if (!found) return undefined
  const { personId, name, email, ...held } = found
  const person: Person = { kind: 'person', personId, sessionId: '', name, email, token: held }
  cache.set(key, { person, until: Date.now() + trustMs })
  return person
}
