import type { EnvironmentName } from '../environments/contract.ts'
import type { Json } from '../kernel/json.ts'
import { systemSql, type Tx } from '../platform/db.ts'

type Sql = Pick<Tx, 'sql'>
export type Reached = { workspaceId: string; runId: string; waitId: string }

export type Heard = Reached & { payload: Json }

/**
 * Waits for events that came after they began. Those of the last minute are looked at again: a wait that was being
 * written while its event was delivered is found then.
 */
export async function heardEvents(): Promise<Heard[]> {
  return await systemSql<Heard>`
    select distinct on (w.id) w.id as "waitId", w.run_id as "runId", w.workspace_id as "workspaceId", e.payload
    from flow_event e join run_wait w on w.workspace_id = e.workspace_id and w.kind = 'event' and w.topic = e.topic and w.status = 'open' and w.asked_at < e.at
      and (select r.environment from run r where r.id = w.run_id) = coalesce((select r.environment from run r where r.id = e.run_id), 'production')
    where not starts_with(e.topic, 'signal:') and (e.delivered_at is null or e.delivered_at > clock_timestamp() - interval '1 minute')
    order by w.id, e.at, e.id limit 200`
}

export type Signalled = Heard & { eventId: string }

/** For each run and name: the wait that is first in line and the signal that is. */
export async function receivedSignals(): Promise<Signalled[]> {
  return await systemSql<Signalled>`
    select distinct on (w.workspace_id, w.topic) w.id as "waitId", w.run_id as "runId", w.workspace_id as "workspaceId", e.payload, e.id as "eventId"
    from run_wait w join flow_event e on e.workspace_id = w.workspace_id and e.topic = w.topic and e.delivered_at is null and starts_with(e.topic, 'signal:')
    where w.kind = 'signal' and w.status = 'open'
    order by w.workspace_id, w.topic, w.asked_at, w.path, e.at, e.id limit 200`
}

/** False when somebody received it before. */
export async function markDelivered(tx: Sql, workspaceId: string, eventId: string): Promise<boolean> {
  const rows = await tx.sql`update flow_event set delivered_at = clock_timestamp()
    where id = ${eventId} and workspace_id = ${workspaceId} and delivered_at is null returning id`
  return rows.length > 0
}

export type EndedRun = Reached & { status: string | null; output: Json | null; error: Json | null }

/** Waits for runs that have ended, or are gone. `runs`: only for the end of these. */
export async function waitsForEnded(runs?: readonly string[]): Promise<EndedRun[]> {
  return await systemSql<EndedRun>`
    select w.id as "waitId", w.run_id as "runId", w.workspace_id as "workspaceId", r.status, run_whole(r.workspace_id, r.output) as output, r.error
    from run_wait w left join run r on r.id = case when w.kind = 'run' then w.topic::uuid end and r.workspace_id = w.workspace_id
    where w.status = 'open' and w.kind = 'run' and (${runs ?? null}::text[] is null or w.topic = any(${runs ?? null}::text[]))
      and (r.id is null or r.status in ('completed', 'failed', 'cancelled')) limit 200`
}

export type OpenEvent = { id: string; workspaceId: string }

/** What was said and not delivered, oldest first. */
export async function openEvents(): Promise<OpenEvent[]> {
  return await systemSql<OpenEvent>`
    select id, workspace_id as "workspaceId" from flow_event where delivered_at is null and not starts_with(topic, 'signal:') order by at, id limit 200`
}

export type ClaimedEvent = { topic: string; payload: Json; at: string; from: { run: string; root: string; depth: number; environment: EnvironmentName } | null }

/** Undefined when another worker delivers it, or has. */
export async function claimEvent(tx: Sql, { id, workspaceId }: OpenEvent): Promise<ClaimedEvent | undefined> {
  const [row] = await tx.sql<ClaimedEvent>`
    select e.topic, e.payload, e.at, (select json_build_object('run', r.id, 'root', coalesce(r.root_run, r.id), 'depth', r.depth, 'environment', r.environment) from run r
      where r.id = e.run_id and r.workspace_id = e.workspace_id) as "from"
    from flow_event e where e.id = ${id} and e.workspace_id = ${workspaceId} and e.delivered_at is null for update of e skip locked`
  return row
}

/** The agents that start when this topic is emitted in an environment: they listen in production, and have a revision there too. */
export async function agentsListening(
  tx: Sql,
  workspaceId: string,
  topic: string,
  environment: EnvironmentName,
): Promise<{ agentId: string; publishedBy: string }[]> {
  return await tx.sql<{ agentId: string; publishedBy: string }>`
    select t.agent_id as "agentId", r.published_by as "publishedBy"
    from agent_trigger t join agent a on a.id = t.agent_id join revision r on r.id = a.published_revision
    where t.workspace_id = ${workspaceId} and t.topic = ${topic} and t.kind = 'event' and t.paused_at is null and a.archived_at is null
      and (${environment}::text = 'production' or exists (select from agent_pointer p where p.agent_id = a.id and p.environment = ${environment}))
    order by t.agent_id`
}

export async function touchTriggers(tx: Sql, workspaceId: string, topic: string): Promise<void> {
  await tx.sql`update agent_trigger set fired_at = clock_timestamp() where workspace_id = ${workspaceId} and topic = ${topic} and kind = 'event' and paused_at is null`
}

/** What was delivered a week ago, and signals to runs that have ended. Answers how many. */
export async function removeOldEvents(): Promise<number> {
  const rows = await systemSql`delete from flow_event where delivered_at < clock_timestamp() - interval '7 days'
    or (delivered_at is null and starts_with(topic, 'signal:') and at < clock_timestamp() - interval '1 day' and not exists (
      select from run r where r.id::text = split_part(flow_event.topic, ':', 2) and r.status not in ('completed', 'failed', 'cancelled'))) returning id`
  return rows.length
}
