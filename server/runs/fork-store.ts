import type { EngineEvent } from '../engine/events.ts'
import type { CompiledPlan } from '../engine/plan.ts'
import type { EnvironmentName } from '../environments/contract.ts'
import type { Json, JsonObject } from '../kernel/json.ts'
import type { Tx } from '../platform/db.ts'
import type { RunStatus } from './contract.ts'
import { type Edits, editsPath } from './edits.ts'

/** Making one run out of another, and putting failures aside. */
export type Original = {
  id: string
  agentId: string
  revisionId: string
  environment: EnvironmentName
  status: RunStatus
  trigger: string
  input: JsonObject
  outlet: string | null
  outletSeq: number | null
  demo: boolean
  edits: Edits | null
  /** The step at which the run failed, if it did. */
  failedAt: string | null
}

export async function originalOf(tx: Pick<Tx, 'sql'>, workspaceId: string, runId: string): Promise<Original | undefined> {
  const [row] = await tx.sql<Original>`
    select r.id, r.agent_id as "agentId", r.revision_id as "revisionId", r.environment, r.status, r.trigger, run_whole(r.workspace_id, r.input) as input, r.outlet, r.outlet_seq as "outletSeq", r.demo,
      (select s.output from run_step s where s.run_id = r.id and s.path = ${editsPath}) as edits,
      (select e.body ->> 'path' from feed_entry e where e.feed_id = r.id and e.kind = 'run.failed' limit 1) as "failedAt"
    from run r where r.id = ${runId} and r.workspace_id = ${workspaceId}`
  return row
}

/** Nodes of the flow's own level whose failure nobody handled. */
export async function failedNodes(tx: Pick<Tx, 'sql'>, runId: string): Promise<string[]> {
  const rows = await tx.sql<{ path: string }>`select distinct body ->> 'path' as path from feed_entry
    where feed_id = ${runId} and kind = 'node.failed' and body -> 'handled' = 'false' and position('/' in body ->> 'path') = 0`
  return rows.map(({ path }) => path)
}

export async function markFork(tx: Pick<Tx, 'sql'>, runId: string, from: Original, path: string | null, demo: boolean): Promise<void> {
  await tx.sql`update run set forked_from = ${from.id}, fork_path = ${path}, outlet_seq = ${from.outletSeq}, demo = ${demo} where id = ${runId}`
}

export async function insertEdits(tx: Pick<Tx, 'sql'>, workspaceId: string, runId: string, edits: Edits): Promise<void> {
  await tx.sql`insert into run_step (run_id, path, workspace_id, outcome, output, at)
    values (${runId}, ${editsPath}, ${workspaceId}, 'done', ${JSON.stringify(edits)}::json, clock_timestamp())`
}

/** Checkpoints of all nodes but these. */
export async function copySteps(tx: Pick<Tx, 'sql'>, from: string, to: string, without: string[]): Promise<void> {
  await tx.sql`insert into run_step (run_id, path, workspace_id, outcome, output, error, at)
    select ${to}, path, workspace_id, outcome, output, error, at from run_step
    where run_id = ${from} and path <> ${editsPath} and split_part(path, '/', 1) <> all(${without}::text[])`
}

/** Where questions of all nodes but these were answered, or closed by time. */
export async function settledWaits(tx: Pick<Tx, 'sql'>, from: string, without: string[]): Promise<{ id: string; path: string }[]> {
  return await tx.sql<{ id: string; path: string }>`select id, path from run_wait
    where run_id = ${from} and status in ('answered', 'expired') and split_part(path, '/', 1) <> all(${without}::text[])`
}

/** Answered as they were, under ids of the new run; nothing is to be resumed for them. */
export async function copyWaits(tx: Pick<Tx, 'sql'>, to: string, waits: readonly { id: string; newId: string }[]): Promise<void> {
  if (waits.length === 0) return
  const [ids, newIds] = [waits.map(({ id }) => id), waits.map(({ newId }) => newId)]
  await tx.sql`insert into run_wait
    select (jsonb_populate_record(w, jsonb_build_object('id', n.new_id, 'run_id', ${to}::uuid, 'resumed_in', 1))).*
    from unnest(${ids}::uuid[], ${newIds}::uuid[]) as n(id, new_id) join run_wait w on w.id = n.id`
}

export type CopiedEntry = { key: string | null; kind: EngineEvent['kind']; body: Json }

/** What its feed tells of steps and answers, in order. */
export async function stepEntries(tx: Pick<Tx, 'sql'>, runId: string): Promise<CopiedEntry[]> {
  return await tx.sql<CopiedEntry>`select producer_key as key, kind, body from feed_entry where feed_id = ${runId}
    and kind in ('node.started', 'node.completed', 'node.failed', 'node.retried', 'node.log', 'human.requested', 'human.answered', 'human.expired',
      'child.started', 'child.completed', 'child.failed')
    order by seq`
}

export async function setDismissed(tx: Pick<Tx, 'sql'>, runId: string, by: string | null): Promise<void> {
  await tx.sql`update run set dismissed_at = case when ${by}::uuid is null then null else coalesce(dismissed_at, clock_timestamp()) end,
    dismissed_by = case when ${by}::uuid is null then null else coalesce(dismissed_by, ${by}::uuid) end where id = ${runId}`
}

export type ExportedRevision = { id: string; number: number; hash: string; planHash: string; flow: Json; plan: CompiledPlan & Json }

export async function revisionRow(tx: Pick<Tx, 'sql'>, workspaceId: string, runId: string): Promise<ExportedRevision | undefined> {
  const [row] = await tx.sql<ExportedRevision>`select v.id, v.number, v.hash, v.plan_hash as "planHash", v.flow, v.plan
    from run r join revision v on v.id = r.revision_id where r.id = ${runId} and r.workspace_id = ${workspaceId}`
  return row
}
