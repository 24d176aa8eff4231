import type { Entry } from '../memory/feed/index.ts'
import type { Sql } from './member-store.ts'

export type Stretch = { before: number; floor: number; messages: number }

/** Where a stretch of the talk up to `before` begins: at a person's message with at least so many messages from it on, or at the `floor`. */
export async function beginningOf(tx: Sql, workspaceId: string, roomId: string, { before, floor, messages }: Stretch): Promise<number> {
  const [row] = await tx.sql<{ seq: number | null }>`select max(seq) - 1 as seq from (
      select seq, body ->> 'role' as role, row_number() over (order by seq desc) as nth from feed_entry
      where feed_id = ${roomId} and workspace_id = ${workspaceId} and kind = 'TEXT_MESSAGE_START' and seq > ${floor} and seq <= ${before}) said
    where nth >= ${messages} and role = 'user'`
  return row?.seq ?? floor
}

/** Before the first word of everything that is being said now. */
export async function firstOfRunning(tx: Sql, workspaceId: string, roomId: string): Promise<number | undefined> {
  const [row] = await tx.sql<{ seq: number | null }>`select min(outlet_seq) as seq from run
    where outlet = ${roomId} and workspace_id = ${workspaceId} and status in ('queued', 'running')`
  return row?.seq ?? undefined
}

/** The entries, up to `upTo`, that bring open questions, the runs that ask them, and messages in line to the screen. */
export async function askingEntries(tx: Sql, workspaceId: string, roomId: string, upTo: number): Promise<Entry[]> {
  const wanted = await tx.sql<{ key: string }>`
    select u.id || ':' || w.id || part as key from run u join run_wait w on w.run_id = u.id and w.status = 'open' and w.kind = 'human'
      cross join unnest(array[':ask', ':ask:args', ':ask:end']) part
      where u.outlet = ${roomId} and u.workspace_id = ${workspaceId} and u.status = 'waiting'
    union all
    select u.id || ':' || u.segment || part from run u cross join unnest(array[':started', ':waiting']) part
      where u.outlet = ${roomId} and u.workspace_id = ${workspaceId} and u.status = 'waiting'
    union all
    select 'turn:' || t.id || part from room_turn t cross join unnest(array[':queued', ':edited:' || t.edits]) part
      where t.room_id = ${roomId} and t.workspace_id = ${workspaceId} and t.state = 'queued'`
  return await tx.sql<Entry>`select seq, at, kind, body from feed_entry where feed_id = ${roomId} and workspace_id = ${workspaceId}
    and producer_key = any(${wanted.map(({ key }) => key)}::text[]) and seq <= ${upTo} order by seq`
}
