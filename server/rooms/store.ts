import type { EnvironmentName } from '../environments/contract.ts'
import type { Tx } from '../platform/db.ts'
import type { WaitView } from '../runs/contract.ts'
import type { Policy, RoomSummary } from './contract.ts'

type Sql = Pick<Tx, 'sql'>

/** Newest talk first; archived rooms only when asked for by id. */
export async function roomRows(
  tx: Sql,
  { workspaceId, personId }: { workspaceId: string; personId: string },
  only?: string,
  archived = false,
): Promise<RoomSummary[]> {
  return tx.sql<RoomSummary>`
    select r.id, r.title, r.created_at as "createdAt", r.last_at as "lastAt", r.environment, coalesce(a.agents, '[]') as agents, coalesce(w.waiting, 0)::int as waiting,
      coalesce(n.unread, 0)::int as unread,
      exists (select from room_member g where g.room_id = r.id and g.kind = 'guest') as guest
    from room r
    left join lateral (
      select json_agg(json_build_object('id', a.id, 'name', a.name, 'icon', a.icon) order by m.joined_at, a.id) as agents
      from room_member m join agent a on a.id = m.member_id where m.room_id = r.id and m.kind = 'agent'
    ) a on true
    left join lateral (
      select count(*) as waiting from run u join run_wait w on w.run_id = u.id and w.status = 'open' and w.kind = 'human' and w.question ->> 'kind' <> 'tool'
      where u.outlet = r.id and u.status not in ('completed', 'failed', 'cancelled')
    ) w on true
    left join lateral (
      select count(*) as unread from (
        select from feed_entry e where e.feed_id = r.id and e.kind = 'TEXT_MESSAGE_START'
          and e.seq > coalesce((select d.seq from room_read d where d.room_id = r.id and d.person_id = ${personId}), 0) limit 100) fresh
      where exists (select from room_member me where me.room_id = r.id and me.kind = 'person' and me.member_id = ${personId})
    ) n on true
    where r.workspace_id = ${workspaceId} and (r.id = ${only ?? null}::uuid or (${only ?? null}::uuid is null and not r.trial and (r.archived_at is not null) = ${archived}))
    order by r.last_at desc, r.id desc limit 500`
}

/** False when a room with this id exists already, in whatever workspace. */
export async function insertRoom(tx: Sql, room: { id: string; workspaceId: string; title: string; createdBy: string; environment: string }): Promise<boolean> {
  const rows = await tx.sql`insert into room (id, workspace_id, title, created_by, environment)
    values (${room.id}, ${room.workspaceId}, ${room.title}, ${room.createdBy}, ${room.environment})
    on conflict (id) do nothing returning id`
  return rows.length === 1
}

/** Where its agents' runs happen. */
export async function environmentOf(tx: Sql, workspaceId: string, roomId: string): Promise<EnvironmentName | undefined> {
  const [row] = await tx.sql<{ environment: EnvironmentName }>`select environment from room where id = ${roomId} and workspace_id = ${workspaceId}`
  return row?.environment
}

export async function agentRow(tx: Sql, workspaceId: string, agentId: string): Promise<{ id: string; name: string; icon: string } | undefined> {
  const [row] = await tx.sql<{
    id: string
    name: string
    icon: string
  }>`select id, name, icon from agent where id = ${agentId} and workspace_id = ${workspaceId} and archived_at is null`
  return row
}

export async function updateRoomRow(
  tx: Sql,
  workspaceId: string,
  roomId: string,
  change: { title?: string | undefined; archived?: boolean | undefined; policy?: Policy | undefined },
): Promise<void> {
  await tx.sql`update room set title = coalesce(${change.title ?? null}, title), policy = coalesce(${change.policy ? JSON.stringify(change.policy) : null}::jsonb, policy),
      archived_at = case when ${change.archived ?? null}::boolean is null then archived_at when ${change.archived ?? false} then coalesce(archived_at, now()) end
    where id = ${roomId} and workspace_id = ${workspaceId}`
}

/** Moves the room to the top of the list. A room that was put away comes back when somebody talks in it. */
export async function touchRoom(tx: Sql, workspaceId: string, roomId: string): Promise<void> {
  await tx.sql`update room set last_at = now(), archived_at = null where id = ${roomId} and workspace_id = ${workspaceId}`
}

/** A room named by nobody is named by its first message. */
export async function nameRoom(tx: Sql, workspaceId: string, roomId: string, title: string): Promise<void> {
  await tx.sql`update room set title = ${title} where id = ${roomId} and workspace_id = ${workspaceId} and title = ''`
}

export function activeRunRows(tx: Sql, workspaceId: string, roomId: string): Promise<{ id: string; agentId: string; status: string }[]> {
  return tx.sql<{ id: string; agentId: string; status: string }>`select id, agent_id as "agentId", status from run
    where workspace_id = ${workspaceId} and outlet = ${roomId} and status in ('queued', 'running', 'waiting', 'paused') order by created_at, id`
}

/** Every question asked in a room, oldest first. */
export function waitRows(tx: Sql, workspaceId: string, roomId: string): Promise<WaitView[]> {
  return tx.sql<WaitView>`select w.id, w.run_id as "runId", w.path, w.question, w.tool_call_id as "toolCallId", w.status, w.answer, w.asked_at as "askedAt", w.deadline,
      w.answers, w.escalated_at as "escalatedAt"
    from run u join run_wait w on w.run_id = u.id and w.kind = 'human'
    where u.workspace_id = ${workspaceId} and u.outlet = ${roomId} order by w.asked_at, w.id`
}

export async function isArchived(tx: Sql, workspaceId: string, roomId: string): Promise<boolean> {
  const rows = await tx.sql`select from room where id = ${roomId} and workspace_id = ${workspaceId} and archived_at is not null`
  return rows.length === 1
}
