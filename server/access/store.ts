import { randomBytes } from 'node:crypto'
import { newId } from '../kernel/ids.ts'
import type { Role } from '../kernel/principal.ts'
import type { Tx } from '../platform/db.ts'
import { asSystem } from '../platform/db.ts'
import { prisma } from '../platform/prisma.ts'
import type { WorkspaceView } from './contract.ts'
import { slugOf, slugsLike } from './slug.ts'

/** A new workspace owned by one person, under an address made from `like`. Part of the caller's transaction. */
export async function insertWorkspace(tx: Tx, { name, like, ownerId }: { name: string; like: string; ownerId: string }): Promise<WorkspaceView> {
  const id = newId()
  for (const slug of slugsLike(slugOf(like), () => randomBytes(3).toString('hex'))) {
    const rows = await tx.sql`insert into workspace (id, slug, name) values (${id}, ${slug}, ${name}) on conflict (slug) do nothing returning id`
    if (rows.length === 0) continue
    await tx.sql`insert into membership (workspace_id, person_id, role) values (${id}, ${ownerId}, 'owner')`
    return { id, slug, name, role: 'owner' }
  }
  throw new Error('unreachable')
}

/** The workspace at this address as this person sees it; undefined when there is none or they are no member. Once a request. */
export async function findMembership(slug: string, personId: string): Promise<WorkspaceView | undefined> {
  const rows = await asSystem(
    (tx) => tx.sql<WorkspaceView>`
    select w.id, w.slug, w.name, m.role from workspace w join membership m on m.workspace_id = w.id and m.person_id = ${personId} where w.slug = ${slug}`,
  )
  return rows[0]
}

export async function listWorkspaces(personId: string): Promise<WorkspaceView[]> {
  const rows = await prisma().membership.findMany({ where: { personId }, include: { workspace: true }, orderBy: { createdAt: 'asc' } })
  return rows.map(({ role, workspace: { id, slug, name } }) => ({ id, slug, name, role }))
}

export async function listMemberRows(workspaceId: string) {
  const rows = await prisma().membership.findMany({ where: { workspaceId }, include: { person: true }, orderBy: { createdAt: 'asc' } })
  return rows.map(({ role, person }) => ({ personId: person.id, name: person.name, email: person.email, role }))
}

export type MemberChange = { person: { id: string; name: string; email: string }; before: Role | null }

/**
 * Changes the members of one workspace under its lock, so that two changes at once cannot remove the last owner.
 * `decide` sees who is meant, their role now and how many owners there are; it throws, or answers the new role (null: no longer a member).
 */
export function changeMember(
  workspaceId: string,
  key: { email: string } | { personId: string },
  decide: (found: MemberChange | undefined, owners: number) => Role | null,
): Promise<MemberChange['person']> {
  return asSystem(async (tx) => {
    await tx.sql`select id from workspace where id = ${workspaceId} for no key update`
    const [row] =
      'email' in key
        ? await tx.sql<PersonRow>`select p.id, p.name, p.email, m.role from person p left join membership m on m.person_id = p.id and m.workspace_id = ${workspaceId} where p.email = ${key.email}`
        : await tx.sql<PersonRow>`select p.id, p.name, p.email, m.role from person p join membership m on m.person_id = p.id and m.workspace_id = ${workspaceId} where p.id = ${key.personId}`
    const owners = await tx.sql<{ n: number }>`select count(*) as n from membership where workspace_id = ${workspaceId} and role = 'owner'`
    const found = row && { person: { id: row.id, name: row.name, email: row.email }, before: row.role }
    const after = decide(found, owners[0]?.n ?? 0)
    if (!found) throw new Error('decided about nobody')
    if (after === null) await tx.sql`delete from membership where workspace_id = ${workspaceId} and person_id = ${found.person.id}`
    else
      await tx.sql`insert into membership (workspace_id, person_id, role) values (${workspaceId}, ${found.person.id}, ${after}::role)
      on conflict (workspace_id, person_id) do update set role = excluded.role`
    return found.person
  })
}

type PersonRow = { id: string; name: string; email: string; role: Role | null }
