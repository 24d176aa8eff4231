import type { Tx } from '../platform/db.ts'
import { type Policy, policySchema } from './contract.ts'
import type { Speaker } from './speaker.ts'

export type Sql = Pick<Tx, 'sql'>
export type Members = {
  agents: { id: string; name: string; icon: string; description: string }[]
  people: { id: string; name: string }[]
  guests: { id: string; name: string }[]
}

/** Who is in a room, in the order they came. */
export async function membersOf(tx: Sql, workspaceId: string, roomId: string): Promise<Members> {
  const agents = await tx.sql<Members['agents'][number]>`select a.id, a.name, a.icon, a.description from room_member m join agent a on a.id = m.member_id
    where m.room_id = ${roomId} and m.workspace_id = ${workspaceId} and m.kind = 'agent' order by m.joined_at, a.id`
  const people = await tx.sql<Members['people'][number]>`select p.id, p.name from room_member m
    join membership w on w.person_id = m.member_id and w.workspace_id = m.workspace_id join person p on p.id = m.member_id
    where m.room_id = ${roomId} and m.workspace_id = ${workspaceId} and m.kind = 'person' order by m.joined_at, p.id`
  const guests = await tx.sql<Members['guests'][number]>`select member_id as id, coalesce(name, 'Guest') as name from room_member
    where room_id = ${roomId} and workspace_id = ${workspaceId} and kind = 'guest' order by joined_at, member_id`
  return { agents, people, guests }
}

export async function policyOf(tx: Sql, workspaceId: string, roomId: string): Promise<Policy | undefined> {
  const [row] = await tx.sql<{ policy: unknown }>`select policy from room where id = ${roomId} and workspace_id = ${workspaceId}`
  return row && policySchema.parse(row.policy)
}

export type LockedRoom = { id: string; title: string; policy: Policy /** For trying a draft. */; trial: boolean }

/** Holds the room's row: whoever begins or queues turns takes it first, so that they come one after another. */
export async function lockRoom(tx: Sql, workspaceId: string, roomId: string): Promise<LockedRoom | undefined> {
  const [row] = await tx.sql<{ id: string; title: string; policy: unknown; trial: boolean }>`select id, title, policy, trial from room
    where id = ${roomId} and workspace_id = ${workspaceId} for no key update`
  return row && { ...row, policy: policySchema.parse(row.policy) }
}

type Member = { roomId: string; workspaceId: string; kind: 'person' | 'agent' | 'guest'; memberId: string /** Of guests. */; name?: string }

export function memberOf({ kind, workspaceId, personId, name }: Speaker, roomId: string): Member {
  return { roomId, workspaceId, kind, memberId: personId, ...(kind === 'guest' ? { name } : {}) }
}

/** False when they are in it already. */
export async function insertMember(tx: Sql, member: Member): Promise<boolean> {
  const rows = await tx.sql`insert into room_member (room_id, workspace_id, kind, member_id, name)
    values (${member.roomId}, ${member.workspaceId}, ${member.kind}, ${member.memberId}, ${member.name ?? null}) on conflict do nothing returning member_id`
  return rows.length === 1
}

/** Who left; undefined when they were not there. */
export async function deleteMember(
  tx: Sql,
  workspaceId: string,
  roomId: string,
  memberId: string,
): Promise<{ kind: 'person' | 'agent'; name: string } | undefined> {
  const [row] = await tx.sql<{ kind: 'person' | 'agent'; name: string }>`delete from room_member m
    where m.room_id = ${roomId} and m.workspace_id = ${workspaceId} and m.member_id = ${memberId} and m.kind <> 'guest'
    returning m.kind, coalesce((select a.name from agent a where a.id = m.member_id), (select p.name from person p where p.id = m.member_id), '') as name`
  return row
}

/** The name of an agent or a person of this workspace who could be in a room of it. */
export async function nameOf(tx: Sql, workspaceId: string, kind: 'person' | 'agent', id: string): Promise<string | undefined> {
  const [row] =
    kind === 'agent'
      ? await tx.sql<{ name: string }>`select name from agent where id = ${id} and workspace_id = ${workspaceId} and archived_at is null`
      : await tx.sql<{
          name: string
        }>`select p.name from membership m join person p on p.id = m.person_id where m.person_id = ${id} and m.workspace_id = ${workspaceId}`
  return row?.name
}

/** Never goes back. */
export async function writeRead(tx: Sql, read: { roomId: string; workspaceId: string; personId: string; seq: number }): Promise<void> {
  await tx.sql`insert into room_read (room_id, person_id, workspace_id, seq) values (${read.roomId}, ${read.personId}, ${read.workspaceId}, ${read.seq})
    on conflict (room_id, person_id) do update set seq = excluded.seq, at = clock_timestamp() where room_read.seq < excluded.seq`
}

/** How far each person of the room has read. */
export async function readsOf(tx: Sql, workspaceId: string, roomId: string): Promise<{ id: string; name: string; seq: number; at: string | null }[]> {
  return await tx.sql`select p.id, p.name, coalesce(d.seq, 0) as seq, d.at from room_member m
    join membership w on w.person_id = m.member_id and w.workspace_id = m.workspace_id join person p on p.id = m.member_id
    left join room_read d on d.room_id = m.room_id and d.person_id = m.member_id
    where m.room_id = ${roomId} and m.workspace_id = ${workspaceId} and m.kind = 'person' order by d.seq desc nulls last, p.name`
}
