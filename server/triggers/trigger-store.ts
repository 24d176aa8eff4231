import type { Flow } from '../engine/flow.ts'
import type { JsonObject } from '../kernel/json.ts'
import { systemSql, type Tx } from '../platform/db.ts'
import type { TriggerView } from './contract.ts'

type Sql = Pick<Tx, 'sql'>

export type TriggerRow = {
  agentId: string
  workspaceId: string
  kind: TriggerView['kind']
  settings: JsonObject
  problem: string | null
  pausedAt: string | null
  nextAt: string | null
  firedAt: string | null
  hasToken: boolean
  topic: string | null
}
type Behind = { agentId: string; workspaceId: string }

/** Agents whose trigger was not made from what is published now, of all workspaces. */
export async function agentsBehind(): Promise<Behind[]> {
  return await systemSql<Behind>`
    select a.id as "agentId", a.workspace_id as "workspaceId" from agent a left join agent_trigger t on t.agent_id = a.id
    where a.published_revision is not null and t.revision_id is distinct from a.published_revision limit 200`
}

export type PublishedFlow = { revisionId: string; flow: Flow; publishedBy: string }

/** Holds the agent until the transaction ends, so that two who look at once do it one after the other. */
export async function publishedFlow(tx: Sql, workspaceId: string, agentId: string): Promise<PublishedFlow | undefined> {
  await tx.sql`select from agent where id = ${agentId} and workspace_id = ${workspaceId} for no key update`
  const [row] = await tx.sql<PublishedFlow>`
    select r.id as "revisionId", r.flow, r.published_by as "publishedBy" from agent a join revision r on r.id = a.published_revision
    where a.id = ${agentId} and a.workspace_id = ${workspaceId}`
  return row
}

export async function findTrigger(tx: Sql, workspaceId: string, agentId: string): Promise<TriggerRow | undefined> {
  const [row] = await tx.sql<TriggerRow>`
    select agent_id as "agentId", workspace_id as "workspaceId", kind, settings, problem, paused_at as "pausedAt", next_at as "nextAt",
      fired_at as "firedAt", token_hash is not null as "hasToken", topic
    from agent_trigger where agent_id = ${agentId} and workspace_id = ${workspaceId}`
  return row
}

export async function agentExists(tx: Sql, workspaceId: string, agentId: string): Promise<boolean> {
  return (await tx.sql`select from agent where id = ${agentId} and workspace_id = ${workspaceId}`).length > 0
}

export type NewTrigger = {
  agentId: string
  workspaceId: string
  revisionId: string
  kind: TriggerView['kind']
  settings: JsonObject
  problem: string | null
  nextAt: Date | null
  topic: string | null
}

/** What is held stays held, and a webhook keeps its address. */
export async function writeTrigger(tx: Sql, row: NewTrigger): Promise<void> {
  await tx.sql`
    insert into agent_trigger (agent_id, workspace_id, revision_id, kind, settings, problem, next_at, topic)
    values (${row.agentId}, ${row.workspaceId}, ${row.revisionId}, ${row.kind}, ${JSON.stringify(row.settings)}::jsonb, ${row.problem}, ${row.nextAt}, ${row.topic})
    on conflict (agent_id) do update set revision_id = excluded.revision_id, kind = excluded.kind, settings = excluded.settings,
      problem = excluded.problem, next_at = excluded.next_at, topic = excluded.topic`
}

export async function writeTokenHash(tx: Sql, workspaceId: string, agentId: string, hash: Buffer): Promise<void> {
  await tx.sql`update agent_trigger set token_hash = ${hash} where agent_id = ${agentId} and workspace_id = ${workspaceId}`
}

export async function writePaused(tx: Sql, workspaceId: string, agentId: string, paused: boolean, nextAt: Date | null): Promise<void> {
  await tx.sql`update agent_trigger set paused_at = case when ${paused} then coalesce(paused_at, clock_timestamp()) end, next_at = ${nextAt}
    where agent_id = ${agentId} and workspace_id = ${workspaceId}`
}

/** Schedules whose time has come, of all workspaces. */
export async function dueSchedules(now: Date): Promise<Behind[]> {
  return await systemSql<Behind>`
    select t.agent_id as "agentId", t.workspace_id as "workspaceId" from agent_trigger t join agent a on a.id = t.agent_id
    where t.next_at <= ${now} and t.paused_at is null and t.kind = 'schedule' and a.archived_at is null order by t.next_at limit 100`
}

export type Claimed = { settings: JsonObject; nextAt: string; publishedBy: string; revisionId: string }

/** Undefined when another worker sees to it, or has. */
export async function claimSchedule(tx: Sql, workspaceId: string, agentId: string, now: Date): Promise<Claimed | undefined> {
  const [row] = await tx.sql<Claimed>`
    select t.settings, t.next_at as "nextAt", t.revision_id as "revisionId", r.published_by as "publishedBy"
    from agent_trigger t join revision r on r.id = t.revision_id
    where t.agent_id = ${agentId} and t.workspace_id = ${workspaceId} and t.kind = 'schedule' and t.next_at <= ${now} and t.paused_at is null
    for update of t skip locked`
  return row
}

export async function writeFired(tx: Sql, workspaceId: string, agentId: string, { fired, nextAt }: { fired: boolean; nextAt: Date | null }): Promise<void> {
  await tx.sql`update agent_trigger set next_at = ${nextAt}, fired_at = case when ${fired} then clock_timestamp() else fired_at end
    where agent_id = ${agentId} and workspace_id = ${workspaceId}`
}

export type Hook = { agentId: string; workspaceId: string; settings: JsonObject; paused: boolean; publishedBy: string }

/** The webhook with this token, of whatever workspace. */
export async function hookWith(tokenHash: Buffer): Promise<Hook | undefined> {
  const [row] = await systemSql<Hook>`
    select t.agent_id as "agentId", t.workspace_id as "workspaceId", t.settings, t.paused_at is not null as paused, r.published_by as "publishedBy"
    from agent_trigger t join agent a on a.id = t.agent_id join revision r on r.id = a.published_revision
    where t.token_hash = ${tokenHash} and t.kind = 'webhook' and a.archived_at is null`
  return row
}

export async function touchHook(tx: Sql, workspaceId: string, agentId: string): Promise<void> {
  await tx.sql`update agent_trigger set fired_at = clock_timestamp() where agent_id = ${agentId} and workspace_id = ${workspaceId}
    and (fired_at is null or fired_at < clock_timestamp() - interval '1 second')`
}

export type RunEnd = { status: string; output: unknown; error: { code: string; message: string } | null }

export async function runEndOf(tx: Sql, workspaceId: string, runId: string): Promise<RunEnd | undefined> {
  const [row] =
    await tx.sql<RunEnd>`select status, run_whole(workspace_id, output) as output, error from run where id = ${runId} and workspace_id = ${workspaceId}`
  return row
}
