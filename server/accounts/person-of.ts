import { AppError } from '../kernel/errors.ts'
import type { Person } from '../kernel/principal.ts'
import { sessionTokenOf } from './session-token.ts'
import { findLiveSession, type LiveSession } from './store.ts'

/** How long a process may go on believing a session it has just checked: the longest a revoked one lives on elsewhere. */
const trustMs = 3000
const cache = new Map<string, { session: LiveSession; until: number }>()

/** Who is signed in, by the session cookie in these headers; undefined for nobody, and for revoked or expired sessions. */
export async function personOf(headers: Headers): Promise<Person | undefined> {
  const token = await sessionTokenOf(headers)
  if (!token) return undefined
  const session = await liveSession(token.sessionId)
  if (session?.personId !== token.personId) return undefined
  return { kind: 'person', personId: session.personId, sessionId: token.sessionId, name: session.name, email: session.email }
}

/** Errors: `not-signed-in`. */
export async function requirePerson(headers: Headers): Promise<Person> {
  const person = await personOf(headers)
  if (person) return person
  const hadCookie = (await sessionTokenOf(headers)) !== undefined
  throw new AppError('not-signed-in', hadCookie ? 'Your session has ended. Sign in again to go on; what you typed is still on this page.' : undefined)
}

/** This process stops believing these sessions at once; others within {@link trustMs}. */
export function forgetSessions(sessionIds: string[]): void {
  for (const id of sessionIds) cache.delete(id)
}

async function liveSession(sessionId: string): Promise<LiveSession | undefined> {
  const known = cache.get(sessionId)
  if (known && known.until > Date.now()) return known.session
  const session = await findLiveSession(sessionId)
  cache.delete(sessionId)
  if (cache.size > 10_000) cache.clear()
  if (session) cache.set(sessionId, { session, until: Date.now() + trustMs })
  return session
}
