import type { Sql } from './member-store.ts'

/** A room that works as the one it comes from. False when a room with this id exists already, in whatever workspace. */
export async function insertFork(
  tx: Sql,
  room: { id: string; workspaceId: string; title: string; createdBy: string; from: string; at: number },
): Promise<boolean> {
  const rows = await tx.sql`insert into room (id, workspace_id, title, created_by, environment, policy, forked_from, forked_at)
    select ${room.id}::uuid, workspace_id, ${room.title}, ${room.createdBy}::uuid, environment, policy, id, ${room.at}::bigint
    from room where id = ${room.from} and workspace_id = ${room.workspaceId} on conflict (id) do nothing returning id`
  return rows.length === 1
}

export async function copyMembers(tx: Sql, workspaceId: string, from: string, to: string): Promise<void> {
  await tx.sql`insert into room_member (room_id, workspace_id, kind, member_id, joined_at)
    select ${to}::uuid, workspace_id, kind, member_id, joined_at from room_member where room_id = ${from} and workspace_id = ${workspaceId}`
}

type Other = { id: string; title: string; seq: number }

/** Where a room comes from, and what comes from it. */
export async function forksOf(tx: Sql, workspaceId: string, roomId: string): Promise<{ forkedFrom: Other | null; branches: Other[] }> {
  const [from] = await tx.sql<Other>`select o.id, o.title, r.forked_at as seq from room r join room o on o.id = r.forked_from
    where r.id = ${roomId} and r.workspace_id = ${workspaceId}`
  const branches = await tx.sql<Other>`select id, title, forked_at as seq from room
    where forked_from = ${roomId} and workspace_id = ${workspaceId} order by created_at desc limit 50`
  return { forkedFrom: from ?? null, branches }
}

/** The entries between which a message or tool call stands. The answer to a question comes later and is not of it. */
export async function spanOf(tx: Sql, workspaceId: string, roomId: string, item: string): Promise<{ first: number; last: number } | undefined> {
  const [span] = await tx.sql<{ first: number | null; last: number | null }>`select min(seq) as first, max(seq) as last from feed_entry
    where feed_id = ${roomId} and workspace_id = ${workspaceId} and (body ->> 'messageId' = ${item} or body ->> 'toolCallId' = ${item})
      and (kind in ('TEXT_MESSAGE_START', 'TEXT_MESSAGE_END', 'TOOL_CALL_START', 'TOOL_CALL_END')
        or kind = 'TOOL_CALL_RESULT' and body -> 'metadata' ->> 'as' <> 'question')`
  return span?.first && span.last ? { first: span.first, last: span.last } : undefined
}
