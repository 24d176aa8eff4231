import { previewIn, referenceOf } from '../durable/index.ts'
import type { Flow } from '../engine/flow.ts'
import type { Json } from '../kernel/json.ts'
import { systemSql, type Tx } from '../platform/db.ts'
import type { ListedWait, RunFilter, RunStatus, RunSummary, WaitView } from './contract.ts'

/** Reading runs and waits as people see them. */
type SummaryRow = Omit<RunSummary, 'preview' | 'dismissed'> & { input: Json; dismissedAt: string | null; dismissedBy: string | null }
export type ListPage = { filter: RunFilter; before?: string | undefined; limit: number }

export async function listRunRows(tx: Pick<Tx, 'sql'>, workspaceId: string, { filter, before = undefined, limit }: ListPage): Promise<RunSummary[]> {
  const rows = await tx.sql<SummaryRow>`
    select r.id, r.agent_id as "agentId", coalesce(a.name, '') as "agentName", v.number as "revisionNumber", r.environment, r.status, r.trigger, r.demo,
      coalesce(p.name, '') as "startedBy", r.outlet, r.created_at as "createdAt", r.started_at as "startedAt", r.finished_at as "finishedAt", r.error, r.input,
      r.forked_from as "forkedFrom", r.fork_path as "forkPath", r.dismissed_at as "dismissedAt", d.name as "dismissedBy", run_wants_attention(r) as attention, case when r.held_back and r.status = 'queued' then json_build_object('most', r.limit_most) end as "heldBack",
      r.status = 'running' and r.pause_asked_at is not null as pausing, case when r.status = 'running' then r.stuck_since end as "stuckSince"
    from run r left join agent a on a.id = r.agent_id left join revision v on v.id = r.revision_id left join person p on p.id = r.started_by
      left join person d on d.id = r.dismissed_by
    where r.workspace_id = ${workspaceId} and run_matches(r, ${JSON.stringify(filter)}::jsonb)
      and (${before ?? null}::uuid is null or (r.created_at, r.id) < (select b.created_at, b.id from run b where b.id = ${before ?? null} and b.workspace_id = ${workspaceId}))
    order by r.created_at desc, r.id desc limit ${limit}`
  return rows.map(summaryOf)
}

/** What stands in a list about these runs and may change, in short. Of any workspace; what is no run is left out. */
export async function marksOf(ids: string[]): Promise<{ id: string; workspaceId: string; mark: string }[]> {
  return await systemSql<{ id: string; workspaceId: string; mark: string }>`
    select id, workspace_id as "workspaceId", concat_ws(' ', status, demo, held_back, pause_asked_at is null, stuck_since, dismissed_at is null) as mark
    from run where id = any(${ids}::uuid[])`
}

type Counted = { status: RunStatus; n: number; attention: number; stuck: number }

/** Of the newest `limit` that match. */
export async function countRunRows(tx: Pick<Tx, 'sql'>, workspaceId: string, filter: RunFilter, limit: number): Promise<Counted[]> {
  return await tx.sql<Counted>`
    select c.status, count(*) as n, count(*) filter (where c.attention) as attention, count(*) filter (where c.stuck_since is not null and c.status = 'running') as stuck from (
      select r.status, r.stuck_since, run_wants_attention(r) as attention from run r
      where r.workspace_id = ${workspaceId} and run_matches(r, ${JSON.stringify(filter)}::jsonb) order by r.created_at desc limit ${limit}) c
    group by c.status`
}

type RunDetail = RunSummary & { input: Json; output: Json | null; flow: Flow }

export async function findRun(tx: Pick<Tx, 'sql'>, workspaceId: string, runId: string): Promise<RunDetail | undefined> {
  const [row] = await tx.sql<SummaryRow & { output: Json | null; flow: Flow }>`
    select r.id, r.agent_id as "agentId", coalesce(a.name, '') as "agentName", v.number as "revisionNumber", r.environment, r.status, r.trigger, r.demo,
      coalesce(p.name, '') as "startedBy", r.outlet, r.created_at as "createdAt", r.started_at as "startedAt", r.finished_at as "finishedAt", r.error, run_whole(r.workspace_id, r.input) as input,
      r.forked_from as "forkedFrom", r.fork_path as "forkPath", r.dismissed_at as "dismissedAt", d.name as "dismissedBy", run_wants_attention(r) as attention,
      case when r.held_back and r.status = 'queued' then json_build_object('most', r.limit_most) end as "heldBack",
      r.status = 'running' and r.pause_asked_at is not null as pausing, case when r.status = 'running' then r.stuck_since end as "stuckSince",
      run_whole(r.workspace_id, r.output) as output, v.flow
    from run r left join agent a on a.id = r.agent_id join revision v on v.id = r.revision_id left join person p on p.id = r.started_by
      left join person d on d.id = r.dismissed_by
    where r.id = ${runId} and r.workspace_id = ${workspaceId}`
  return row && { ...summaryOf(row), input: row.input, output: row.output, flow: row.flow }
}

/** As its row and its events hold them: with references in place of what is large. */
export async function keptOf(tx: Pick<Tx, 'sql'>, workspaceId: string, runId: string): Promise<{ input: Json; output: Json | null } | undefined> {
  const [row] = await tx.sql<{ input: Json; output: Json | null }>`select input, output from run where id = ${runId} and workspace_id = ${workspaceId}`
  return row
}

type WaitFilter = { wait?: string; run?: string }

export async function waitRows(tx: Pick<Tx, 'sql'>, workspaceId: string, { wait = null, run = null }: Nullable<WaitFilter>): Promise<WaitView[]> {
  return await tx.sql<WaitView>`select id, run_id as "runId", path, question, tool_call_id as "toolCallId", status, answer, asked_at as "askedAt", deadline,
      answers, escalated_at as "escalatedAt"
    from run_wait where workspace_id = ${workspaceId} and kind = 'human' and (${wait}::uuid is null or id = ${wait}) and (${run}::uuid is null or run_id = ${run})
    order by asked_at, path limit 500`
}

/** Open questions to people, longest waiting first, with whose they are. Those of drafts that are tried are for whoever tries them. */
export async function openWaitRows(
  tx: Pick<Tx, 'sql'>,
  workspaceId: string,
  personId: string,
): Promise<(Omit<ListedWait, 'barred'> & { startedBy: string })[]> {
  return await tx.sql<Omit<ListedWait, 'barred'> & { startedBy: string }>`
    select w.id, w.run_id as "runId", w.path, w.question, w.tool_call_id as "toolCallId", w.status, w.answer, w.asked_at as "askedAt", w.deadline,
      w.answers, w.escalated_at as "escalatedAt", coalesce(a.name, '') as "agentName", r.outlet, r.started_by as "startedBy", o.trigger is not distinct from 'try' as trial
    from run_wait w join run r on r.id = w.run_id left join run o on o.id = coalesce(r.root_run, r.id) left join agent a on a.id = r.agent_id
    where w.workspace_id = ${workspaceId} and w.kind = 'human' and w.question ->> 'kind' <> 'tool' and w.status = 'open'
      and (o.trigger is distinct from 'try' or o.started_by = ${personId})
    order by w.asked_at, w.path limit 500`
}

function summaryOf({ input, error, dismissedAt, dismissedBy, ...row }: SummaryRow): RunSummary {
  const dismissed = dismissedAt === null ? null : { at: dismissedAt, by: dismissedBy ?? '' }
  return { ...row, error: error && { code: error.code, message: error.message }, preview: previewOf(input), dismissed }
}

/** The first text of what started the run: mostly the message it answers. */
function previewOf(input: Json): string {
  const values = typeof input === 'object' && input !== null && !Array.isArray(input) ? [input.text, ...Object.values(input)] : [input]
  const text = values.map((value) => (referenceOf(value) === undefined ? value : previewIn(value))).find((value) => typeof value === 'string') ?? ''
  return text.length > 160 ? `${text.slice(0, 159)}…` : text
}

type Nullable<T> = { [K in keyof T]: T[K] | null }
