import type { Tx } from '../platform/db.ts'
import type { UsageView } from './contract.ts'

/** Every block of a draft or of what is published whose inputs name the agent, by the agent it stands in. */
export async function usageRows(tx: Tx, workspaceId: string, agentId: string): Promise<UsageView[]> {
  return tx.sql<UsageView>`
    with placed as (
      select a.id, a.name, n.key as node, coalesce(n.value ->> 'title', '') as title, true as draft, false as live
      from agent a, jsonb_each(a.draft -> 'nodes') n
      where a.workspace_id = ${workspaceId} and a.archived_at is null and (n.value -> 'inputs')::text like ${`%${agentId}%`}
      union all
      select a.id, a.name, n.key, coalesce(n.value ->> 'title', ''), false, true
      from agent a join revision r on r.id = a.published_revision, jsonb_each(r.flow -> 'nodes') n
      where a.workspace_id = ${workspaceId} and a.archived_at is null and (n.value -> 'inputs')::text like ${`%${agentId}%`}
    )
    select id as agent, name, node, max(title) as title, bool_or(draft) as draft, bool_or(live) as live
    from placed group by id, name, node order by name, id, node`
}
