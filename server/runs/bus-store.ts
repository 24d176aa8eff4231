import { newId } from '../kernel/ids.ts'
import type { Json } from '../kernel/json.ts'
import type { Tx } from '../platform/db.ts'

/** What runs say to each other and know of each other. */
export type Lineage = { root: string; depth: number; trigger: string }

export async function lineageOf(tx: Pick<Tx, 'sql'>, workspaceId: string, runId: string): Promise<Lineage | undefined> {
  const [row] = await tx.sql<Lineage>`
    select coalesce(root_run, id) as root, depth, trigger from run where id = ${runId} and workspace_id = ${workspaceId}`
  return row
}

export type RunState = 'open' | 'ended'

export async function stateOfRun(tx: Pick<Tx, 'sql'>, workspaceId: string, runId: string): Promise<RunState | undefined> {
  const [row] = await tx.sql<{ ended: boolean }>`
    select status in ('completed', 'failed', 'cancelled') as ended from run where id = ${runId} and workspace_id = ${workspaceId}`
  return row && (row.ended ? 'ended' : 'open')
}

/** Delivered when the transaction has committed (server/triggers). */
export async function insertEvent(tx: Pick<Tx, 'sql'>, event: { workspaceId: string; topic: string; payload: Json; runId: string | null }): Promise<string> {
  const id = newId()
  await tx.sql`insert into flow_event (id, workspace_id, topic, payload, run_id)
    values (${id}, ${event.workspaceId}, ${event.topic}, ${JSON.stringify(event.payload)}::jsonb, ${event.runId})`
  return id
}

/** How many runs wait for their turn; counting stops at `most`. */
export async function countQueued(tx: Pick<Tx, 'sql'>, workspaceId: string, most: number): Promise<number> {
  const [row] = await tx.sql<{ n: number }>`
    select count(*) as n from (select from run where workspace_id = ${workspaceId} and status = 'queued' limit ${most}) q`
  return row?.n ?? 0
}
