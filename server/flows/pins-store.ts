import { newId } from '../kernel/ids.ts'
import type { Json, JsonObject } from '../kernel/json.ts'
import type { Tx } from '../platform/db.ts'
import type { PinView, SampleView } from './contract.ts'
import { flowHash, type NewRevision } from './store.ts'

/** What stands beside a draft and is never published: pinned outputs, samples, and drafts that were tried. */
export async function listPinRows(tx: Tx, workspaceId: string, agentId: string): Promise<PinView[]> {
  return await tx.sql<PinView>`select n.node, n.output, coalesce(p.name, 'somebody who left') as "by", n.pinned_at as at
    from agent_pin n left join person p on p.id = n.pinned_by where n.workspace_id = ${workspaceId} and n.agent_id = ${agentId} order by n.node`
}

/** Pinned outputs by node. */
export async function pinsOf(tx: Tx, workspaceId: string, agentId: string): Promise<Map<string, JsonObject>> {
  const rows = await tx.sql<{
    node: string
    output: JsonObject
  }>`select node, output from agent_pin where workspace_id = ${workspaceId} and agent_id = ${agentId}`
  return new Map(rows.map(({ node, output }) => [node, output]))
}

export type NewPin = { workspaceId: string; agentId: string; node: string; output: JsonObject; by: string }

export async function writePin(tx: Tx, { workspaceId, agentId, node, output, by }: NewPin): Promise<void> {
  await tx.sql`insert into agent_pin (agent_id, node, workspace_id, output, pinned_by) values (${agentId}, ${node}, ${workspaceId}, ${JSON.stringify(output)}::jsonb, ${by})
    on conflict (agent_id, node) do update set output = excluded.output, pinned_by = excluded.pinned_by, pinned_at = now()`
}

export async function deletePin(tx: Tx, workspaceId: string, agentId: string, node: string): Promise<void> {
  await tx.sql`delete from agent_pin where workspace_id = ${workspaceId} and agent_id = ${agentId} and node = ${node}`
}

export async function listSampleRows(tx: Tx, workspaceId: string, agentId: string): Promise<SampleView[]> {
  return await tx.sql<SampleView>`select name, input from agent_sample where workspace_id = ${workspaceId} and agent_id = ${agentId} order by saved_at desc, name`
}

export async function writeSample(tx: Tx, workspaceId: string, agentId: string, { name, input }: { name: string; input: Json }): Promise<void> {
  await tx.sql`insert into agent_sample (agent_id, name, workspace_id, input) values (${agentId}, ${name}, ${workspaceId}, ${JSON.stringify(input)}::jsonb)
    on conflict (agent_id, name) do update set input = excluded.input, saved_at = now()`
}

export async function deleteSample(tx: Tx, workspaceId: string, agentId: string, name: string): Promise<void> {
  await tx.sql`delete from agent_sample where workspace_id = ${workspaceId} and agent_id = ${agentId} and name = ${name}`
}

/** The id under which a tried draft is kept, the same for the same draft. Undefined: there is no such agent. */
export async function keepTried(tx: Tx, { workspaceId, agentId, flow, plan, publishedBy }: Omit<NewRevision, 'note'>): Promise<string | undefined> {
  await tx.sql`insert into revision (id, workspace_id, agent_id, number, hash, flow, plan, plan_hash, note, published_by)
    select ${newId()}, ${workspaceId}, id, 0, ${flowHash(flow)}, ${JSON.stringify(flow)}::jsonb, ${JSON.stringify(plan)}::jsonb, ${plan.hash}, '', ${publishedBy}
    from agent where id = ${agentId} and workspace_id = ${workspaceId} and archived_at is null
    on conflict (agent_id, hash) where number = 0 do nothing`
  const [row] = await tx.sql<{ id: string }>`select id from revision
    where workspace_id = ${workspaceId} and agent_id = ${agentId} and number = 0 and hash = ${flowHash(flow)}`
  return row?.id
}
