import { newId } from '../kernel/ids.ts'
import { asSystem, type Tx } from '../platform/db.ts'
import { prisma } from '../platform/prisma.ts'

export const sessionDays = 30

/** False when somebody has this e-mail already. Part of the caller's transaction. */
export async function insertPerson(tx: Tx, person: { id: string; email: string; name: string; passwordHash: string }): Promise<boolean> {
  const rows = await tx.sql`insert into person (id, email, name, password_hash) values (${person.id}, ${person.email}, ${person.name}, ${person.passwordHash})
    on conflict (email) do nothing returning id`
  return rows.length > 0
}

export function findPersonByEmail(email: string) {
  return prisma().person.findUnique({ where: { email } })
}

export async function insertSession(personId: string, userAgent: string | null): Promise<string> {
  const expiresAt = new Date(Date.now() + sessionDays * 86_400_000)
  const { id } = await prisma().session.create({ data: { id: newId(), personId, expiresAt, userAgent: userAgent?.slice(0, 300) ?? null } })
  return id
}

export type LiveSession = { personId: string; name: string; email: string }

/** The person of a session that is neither revoked nor expired; notes at most once a minute that it was seen. */
export async function findLiveSession(sessionId: string): Promise<LiveSession | undefined> {
  return asSystem(async (tx) => {
    const [row] = await tx.sql<LiveSession & { stale: boolean }>`
      select p.id as "personId", p.name, p.email, s.last_seen_at < now() - interval '1 minute' as stale
      from session s join person p on p.id = s.person_id where s.id = ${sessionId} and s.revoked_at is null and s.expires_at > now()`
    if (row?.stale) await tx.sql`update session set last_seen_at = now() where id = ${sessionId}`
    return row && { personId: row.personId, name: row.name, email: row.email }
  })
}

export function listLiveSessions(personId: string) {
  return prisma().session.findMany({ where: { personId, revokedAt: null, expiresAt: { gt: new Date() } }, orderBy: { lastSeenAt: 'desc' }, take: 100 })
}

/** Revokes one session of this person, or all but one; answers the ids that were live until now. */
export async function revokeSessions(personId: string, which: { only: string } | { allBut: string }): Promise<string[]> {
  const id = 'only' in which ? which.only : { not: which.allBut }
  const rows = await prisma().session.updateManyAndReturn({ where: { personId, revokedAt: null, id }, data: { revokedAt: new Date() }, select: { id: true } })
  return rows.map((row) => row.id)
}

/** A link that sets a new password. */
export async function insertReset(tx: Tx, reset: { personId: string; tokenHash: Buffer; minutes: number }): Promise<void> {
  await tx.sql`insert into password_reset (token_hash, person_id, expires_at) values (${reset.tokenHash}, ${reset.personId}, clock_timestamp() + ${reset.minutes} * interval '1 minute')`
  await tx.sql`delete from password_reset where expires_at < clock_timestamp()`
}

/** Whose link this is, which is used up by it and takes their other links along. Undefined when it is used, over or made up. */
export async function takeReset(tx: Tx, tokenHash: Buffer): Promise<string | undefined> {
  const [row] = await tx.sql<{ personId: string }>`
    delete from password_reset where token_hash = ${tokenHash} and expires_at > clock_timestamp() returning person_id as "personId"`
  if (row) await tx.sql`delete from password_reset where person_id = ${row.personId}`
  return row?.personId
}

/** Ends all sign-ins but `keep`; answers which were live until now. */
export async function setPassword(
  tx: Tx,
  { personId, passwordHash, keep }: { personId: string; passwordHash: string; keep?: string },
): Promise<{ email: string; ended: string[] }> {
  const [person] = await tx.sql<{ email: string }>`update person set password_hash = ${passwordHash} where id = ${personId} returning email`
  const ended = await tx.sql<{ id: string }>`
    update session set revoked_at = clock_timestamp() where person_id = ${personId} and revoked_at is null and id is distinct from ${keep ?? null}::uuid returning id`
  return { email: person?.email ?? '', ended: ended.map(({ id }) => id) }
}

export async function setMails(personId: string, mails: boolean): Promise<void> {
  await prisma().person.update({ where: { id: personId }, data: { mails } })
}

export async function wantsMails(personId: string): Promise<boolean> {
  return (await prisma().person.findUnique({ where: { id: personId }, select: { mails: true } }))?.mails ?? false
}
