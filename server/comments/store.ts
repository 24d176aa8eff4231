import type { Tx } from '../platform/db.ts'
import { announce } from '../platform/notify.ts'
import type { ThreadView } from './contract.ts'

type Sql = Pick<Tx, 'sql'>

export async function agentNamed(tx: Sql, workspaceId: string, agentId: string): Promise<{ name: string } | undefined> {
  const [row] = await tx.sql<{ name: string }>`select name from agent where id = ${agentId} and workspace_id = ${workspaceId}`
  return row
}

/** The talks of an agent, or one of them. */
export async function threadRows(tx: Sql, workspaceId: string, agentId: string, only: string | null = null): Promise<ThreadView[]> {
  return await tx.sql<ThreadView>`
    select t.id, t.node, t.title,
      case when t.resolved_at is null then null else json_build_object('by', coalesce(b.name, 'somebody who left'), 'at', to_char(t.resolved_at at time zone 'utc', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')) end as resolved,
      coalesce((select json_agg(json_build_object('id', c.id, 'text', c.text, 'author', json_build_object('id', c.author_id, 'name', coalesce(p.name, 'somebody who left')),
          'mentions', (select coalesce(json_agg(json_build_object('id', m.id, 'name', m.name)), '[]') from person m where m.id = any(c.mentions)),
          'at', to_char(c.at at time zone 'utc', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')) order by c.at, c.id)
        from comment c left join person p on p.id = c.author_id where c.thread_id = t.id), '[]') as comments
    from comment_thread t left join person b on b.id = t.resolved_by
    where t.workspace_id = ${workspaceId} and t.agent_id = ${agentId} and (${only}::uuid is null or t.id = ${only}::uuid)
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
