import type { Flow } from '../engine/flow.ts'
import type { Json } from '../kernel/json.ts'
import type { Tx } from '../platform/db.ts'
import type { RunSummary, WaitView } from './contract.ts'

/** Reading runs and waits as people see them. */
type SummaryRow = Omit<RunSummary, 'preview'> & { input: Json }
export type ListFilter = { agent?: string; status?: string; before?: string; limit: number }

export async function listRunRows(
  tx: Pick<Tx, 'sql'>,
  workspaceId: string,
  { agent = null, status = null, before = null, limit }: Nullable<ListFilter>,
): Promise<RunSummary[]> {
  const rows = await tx.sql<SummaryRow>`
    select r.id, r.agent_id as "agentId", coalesce(a.name, '') as "agentName", v.number as "revisionNumber", r.status, r.trigger, r.demo,
      coalesce(p.name, '') as "startedBy", r.outlet, r.created_at as "createdAt", r.started_at as "startedAt", r.finished_at as "finishedAt", r.error, r.input
    from run r left join agent a on a.id = r.agent_id left join revision v on v.id = r.revision_id left join person p on p.id = r.started_by
    where r.workspace_id = ${workspaceId} and (${agent}::uuid is null or r.agent_id = ${agent}) and (${status}::text is null or r.status = ${status})
      and (${before}::uuid is null or (r.created_at, r.id) < (select b.created_at, b.id from run b where b.id = ${before} and b.workspace_id = ${workspaceId}))
    order by r.created_at desc, r.id desc limit ${limit}`
  return rows.map(summaryOf)
}

type RunDetail = RunSummary & { input: Json; output: Json | null; flow: Flow }

export async function findRun(tx: Pick<Tx, 'sql'>, workspaceId: string, runId: string): Promise<RunDetail | undefined> {
  const [row] = await tx.sql<SummaryRow & { output: Json | null; flow: Flow }>`
    select r.id, r.agent_id as "agentId", coalesce(a.name, '') as "agentName", v.number as "revisionNumber", r.status, r.trigger, r.demo,
      coalesce(p.name, '') as "startedBy", r.outlet, r.created_at as "createdAt", r.started_at as "startedAt", r.finished_at as "finishedAt", r.error, r.input,
      r.output, v.flow
    from run r left join agent a on a.id = r.agent_id join revision v on v.id = r.revision_id left join person p on p.id = r.started_by
    where r.id = ${runId} and r.workspace_id = ${workspaceId}`
  return row && { ...summaryOf(row), input: row.input, output: row.output, flow: row.flow }
}

type WaitFilter = { wait?: string; run?: string; open?: boolean }

export async function waitRows(tx: Pick<Tx, 'sql'>, workspaceId: string, { wait = null, run = null, open = false }: Nullable<WaitFilter>): Promise<WaitView[]> {
  return await tx.sql<WaitView>`select id, run_id as "runId", path, question, tool_call_id as "toolCallId", status, answer, asked_at as "askedAt", deadline
    from run_wait where workspace_id = ${workspaceId} and (${wait}::uuid is null or id = ${wait}) and (${run}::uuid is null or run_id = ${run})
      and (${open} = false or status = 'open')
    order by asked_at, path limit 500`
}

function summaryOf({ input, error, ...row }: SummaryRow): RunSummary {
  return { ...row, error: error && { code: error.code, message: error.message }, preview: previewOf(input) }
}

/** The first text of what started the run: mostly the message it answers. */
function previewOf(input: Json): string {
  const values = typeof input === 'object' && input !== null && !Array.isArray(input) ? [input.text, ...Object.values(input)] : [input]
  const text = values.find((value) => typeof value === 'string') ?? ''
  return text.length > 160 ? `${text.slice(0, 159)}…` : text
}

type Nullable<T> = { [K in keyof T]: T[K] | null }
