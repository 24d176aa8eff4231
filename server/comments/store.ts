import type { Tx } from '../platform/db.ts'
import { announce } from '../platform/notify.ts'
import type { ThreadView, Wording } from './contract.ts'

type Sql = Pick<Tx, 'sql'>

export async function agentNamed(tx: Sql, workspaceId: string, agentId: string): Promise<{ name: string } | undefined> {
  const [row] = await tx.sql<{ name: string }>`select name from agent where id = ${agentId} and workspace_id = ${workspaceId}`
  return row
}

/** The talks of an agent, or one of them. One in which every comment was deleted is not among them. */
export async function threadRows(tx: Sql, workspaceId: string, agentId: string, only: string | null = null): Promise<ThreadView[]> {
  return await tx.sql<ThreadView>`
    select t.id, t.node, t.title,
      case when t.resolved_at is null then null else json_build_object('by', coalesce(b.name, 'somebody who left'), 'at', to_char(t.resolved_at at time zone 'utc', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')) end as resolved,
      said.comments
    from comment_thread t left join person b on b.id = t.resolved_by
    cross join lateral (select coalesce(json_agg(json_build_object('id', c.id, 'text', case when n.id is null then c.text else coalesce(n.text, '') end,
          'author', json_build_object('id', c.author_id, 'name', coalesce(p.name, 'somebody who left')),
          'mentions', (select coalesce(json_agg(json_build_object('id', m.id, 'name', m.name)), '[]') from person m where m.id = any(coalesce(n.mentions, c.mentions))),
          'edited', case when n.text is not null then n.told end, 'deleted', case when n.id is not null and n.text is null then n.told end,
          'at', to_char(c.at at time zone 'utc', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')) order by c.at, c.id), '[]') as comments,
        coalesce(bool_or(n.id is null or n.text is not null), false) as alive
      from comment c left join person p on p.id = c.author_id
      left join lateral (select h.id, h.text, h.mentions, json_build_object('by', json_build_object('id', h.by_id, 'name', coalesce(q.name, 'somebody who left')),
            'at', to_char(h.at at time zone 'utc', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')) as told
          from comment_change h left join person q on q.id = h.by_id where h.comment_id = c.id order by h.at desc, h.id desc limit 1) n on true
      where c.thread_id = t.id) said
    where t.workspace_id = ${workspaceId} and t.agent_id = ${agentId} and (${only}::uuid is null or t.id = ${only}::uuid) and (said.alive or not exists (select from comment c where c.thread_id = t.id))
    order by t.begun_at, t.id limit 500`
}

/** False when there is one with this id already. */
export async function insertThread(tx: Sql, workspaceId: string, thread: { id: string; agentId: string; node: string; title: string }): Promise<boolean> {
  const rows = await tx.sql`insert into comment_thread (id, workspace_id, agent_id, node, title)
    values (${thread.id}, ${workspaceId}, ${thread.agentId}, ${thread.node}, ${thread.title}) on conflict (id) do nothing returning id`
  return rows.length === 1
}

export type NewComment = { id: string; threadId: string; text: string; mentions: readonly string[]; authorId: string }

/** False when it was said before. */
export async function insertComment(tx: Sql, workspaceId: string, comment: NewComment): Promise<boolean> {
  const rows = await tx.sql`insert into comment (id, workspace_id, thread_id, text, mentions, author_id)
    values (${comment.id}, ${workspaceId}, ${comment.threadId}, ${comment.text}, ${[...comment.mentions]}::uuid[], ${comment.authorId}) on conflict (id) do nothing returning id`
  return rows.length === 1
}

export type Change = { id: string; commentId: string; text: string | null; mentions: readonly string[]; by: string }

export async function insertChange(tx: Sql, workspaceId: string, { id, commentId, text, mentions, by }: Change): Promise<void> {
  await tx.sql`insert into comment_change (id, workspace_id, comment_id, text, mentions, by_id)
    values (${id}, ${workspaceId}, ${commentId}, ${text}, ${[...mentions]}::uuid[], ${by})`
}

/** All that a comment ever said; also when its talk is over. */
export async function wordingRows(tx: Sql, workspaceId: string, key: { agent: string; thread: string; comment: string }): Promise<Wording[]> {
  return await tx.sql<Wording>`
    with asked as (select c.* from comment c join comment_thread t on t.id = c.thread_id
      where c.workspace_id = ${workspaceId} and c.id = ${key.comment} and t.id = ${key.thread} and t.agent_id = ${key.agent})
    select w.text, json_build_object('id', w.by_id, 'name', coalesce(p.name, 'somebody who left')) as by, w.at
    from (select text, author_id as by_id, at, id from asked
      union all select h.text, h.by_id, h.at, h.id from comment_change h join asked on asked.id = h.comment_id) w
    left join person p on p.id = w.by_id order by w.at, w.id`
}

/** Null opens it again. */
export async function writeResolved(tx: Sql, workspaceId: string, threadId: string, by: string | null): Promise<void> {
  await tx.sql`update comment_thread set resolved_by = ${by}::uuid, resolved_at = case when ${by}::uuid is null then null else clock_timestamp() end
    where workspace_id = ${workspaceId} and id = ${threadId} and (resolved_at is null) = (${by}::uuid is not null)`
}

/** Of these, who is a member of the workspace. */
export async function membersAmong(tx: Sql, workspaceId: string, people: readonly string[]): Promise<string[]> {
  const rows = await tx.sql<{
    id: string
  }>`select person_id as id from membership where workspace_id = ${workspaceId} and person_id = any(${[...people]}::uuid[])`
  return rows.map(({ id }) => id)
}

const news = Buffer.from(JSON.stringify({ type: 'discussed' })).toString('base64url')

/** Tells whoever has the flow open, when this is committed. */
export function tellOpen(tx: Tx, agentId: string): void {
  tx.afterCommit(() => announce('hearth_flows', [`${agentId}.${news}`]))
}
