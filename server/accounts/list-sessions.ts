import type { Person } from '../kernel/principal.ts'
import { listLiveSessions } from './store.ts'

/** The places this person is signed in, last seen first. */
export async function listSessions(who: Person) {
  const rows = await listLiveSessions(who.personId)
  return {
    sessions: rows.map(({ id, createdAt, lastSeenAt, userAgent }) => ({
      id,
      createdAt: createdAt.toISOString(),
      lastSeenAt: lastSeenAt.toISOString(),
      userAgent,
      current: id === who.sessionId,
    })),
  }
}
