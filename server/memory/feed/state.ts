import type { JsonObject } from '../../kernel/json.ts'
import type { Tx } from '../../platform/db.ts'

type Sql = Pick<Tx, 'sql'>

/** What a feed's people and agents share; empty until somebody writes. */
export async function readState(tx: Sql, workspaceId: string, feedId: string): Promise<JsonObject> {
  const [row] = await tx.sql<{ state: JsonObject }>`select state from feed_state where feed_id = ${feedId} and workspace_id = ${workspaceId}`
  return row?.state ?? {}
}

/** The same, held until the transaction ends: whoever else would change it waits. Take it before the feed itself. */
export async function lockState(tx: Sql, workspaceId: string, feedId: string): Promise<JsonObject> {
  await tx.sql`insert into feed_state (feed_id, workspace_id, state) values (${feedId}, ${workspaceId}, '{}') on conflict (feed_id) do nothing`
  const [row] = await tx.sql<{ state: JsonObject }>`select state from feed_state where feed_id = ${feedId} and workspace_id = ${workspaceId} for no key update`
  return row?.state ?? {}
}

/** Say it in the feed as well, in the same transaction. */
export async function writeState(tx: Sql, workspaceId: string, feedId: string, state: JsonObject): Promise<void> {
  await tx.sql`update feed_state set state = ${JSON.stringify(state)}::jsonb where feed_id = ${feedId} and workspace_id = ${workspaceId}`
}
