import { protocol } from '../durable/index.ts'
import { type Concurrency, type Flow, flowSchema } from '../engine/flow.ts'
import type { CompiledPlan } from '../engine/plan.ts'
import type { EnvironmentName } from '../environments/contract.ts'
import { AppError } from '../kernel/errors.ts'
import type { JsonObject } from '../kernel/json.ts'
import { inWorkspace, systemSql, type Tx } from '../platform/db.ts'
import type { RunLimit } from './run-limit.ts'

type Published = {
  name: string
  environment: EnvironmentName /** It is there in this workspace. */
  open: boolean
  revisionId: string | null
  revisionHash: string
  planHash: string
  concurrency: Concurrency | null
}

type Where = {
  revisionId?: string | undefined
  /** Unless given, that of the room it speaks into; else production. */
  environment?: EnvironmentName | undefined
  outlet?: string | undefined
  elseProduction?: boolean
}

/**
 * What starting an agent starts: the revision its environment is at, or the given one. Undefined when this workspace has no such agent,
 * or it was put away.
 */
export async function publishedOf(tx: Pick<Tx, 'often'>, workspaceId: string, agentId: string, where: Where): Promise<Published | undefined> {
  const { revisionId = null, environment = null, outlet = null, elseProduction = false } = where
  const [row] = await tx.often<Published>`
    select a.name, e.name as environment, e.name = 'production' or exists (select from environment o where o.workspace_id = a.workspace_id and o.name = e.name) as open, r.id as "revisionId", r.hash as "revisionHash", r.plan_hash as "planHash", r.flow -> 'concurrency' as concurrency
    from agent a
    cross join lateral (select coalesce(${environment}::text, (select o.environment from room o where o.id = ${outlet}::uuid), 'production') as name) e
    left join agent_pointer p on p.agent_id = a.id and p.environment = e.name
    left join revision r on r.agent_id = a.id and r.id = coalesce(${revisionId}::uuid, p.revision_id,
      case when e.name = 'production' or ${elseProduction} then a.published_revision end)
    where a.id = ${agentId} and a.workspace_id = ${workspaceId} and a.archived_at is null`
  return row
}

export type RunRow = {
  id: string
  workspaceId: string
  agentId: string
  revisionId: string
  environment: EnvironmentName
  trigger: string
  input: JsonObject
  outlet?: string
  startedBy: string
  idempotencyKey?: string
  parent?: { run: string; root: string; depth: number; cancelWithParent?: boolean }
  limit?: RunLimit | undefined
}

/** The id of the run that has this key: the given one, unless another was first. */
export async function insertRun(tx: Pick<Tx, 'sql' | 'often'>, run: RunRow): Promise<string> {
  const { id, workspaceId, outlet = null, idempotencyKey = null, parent, limit } = run
  // looked up before it is tried: the insert would wait for a worker's commit on that run while we hold the room's feed, for which that commit waits
  const known = idempotencyKey === null ? undefined : await runWithKey(tx, workspaceId, idempotencyKey)
  if (known) return known
  const [inserted] = await tx.often<{ id: string }>`
    insert into run (id, workspace_id, agent_id, revision_id, status, trigger, input, outlet, outlet_seq, started_by, idempotency_key, parent_run, root_run, depth,
      limit_key, limit_most, limit_newest, held_back, cancel_with_parent, environment, protocol)
    values (${id}, ${workspaceId}, ${run.agentId}, ${run.revisionId}, 'queued', ${run.trigger}, ${JSON.stringify(run.input)}::jsonb, ${outlet},
      (select last_seq from feed where id = ${outlet}::uuid), ${run.startedBy}, ${idempotencyKey},
      ${parent?.run ?? null}, ${parent?.root ?? null}, ${parent?.depth ?? 0},
      ${limit?.key ?? null}, ${limit?.most ?? null}, ${limit?.beyond === 'replace'}, ${limit !== undefined}, ${parent?.cancelWithParent ?? false}, ${run.environment}, ${protocol()})
    on conflict (workspace_id, idempotency_key) do nothing returning id`
  if (inserted) return inserted.id
  const first = idempotencyKey === null ? undefined : await runWithKey(tx, workspaceId, idempotencyKey)
  if (!first) throw new AppError('conflict', 'A run with this id exists already.')
  return first
}

export async function runWithKey(tx: Pick<Tx, 'sql'>, workspaceId: string, key: string): Promise<string | undefined> {
  const [row] = await tx.sql<{ id: string }>`select id from run where workspace_id = ${workspaceId} and idempotency_key = ${key}`
  return row?.id
}

export type StoredRevision = { flow: Flow; plan: CompiledPlan; number: number }
const revisions = new Map<string, StoredRevision>()
const mostRevisions = 200

/** A published revision never changes, so a process reads each once. */
export async function revisionOf(workspaceId: string, revisionId: string): Promise<StoredRevision> {
  const name = `${workspaceId} ${revisionId}`
  const known = revisions.get(name)
  if (known) return known
  const [row] = await systemSql<StoredRevision>`select flow, plan, number from revision where id = ${revisionId} and workspace_id = ${workspaceId}`
  if (!row) throw new AppError('not-found', 'The revision of this run is gone.')
  const revision = { ...row, flow: flowSchema.parse(row.flow) }
  if (revisions.size >= mostRevisions) revisions.delete(revisions.keys().next().value ?? '')
  revisions.set(name, revision)
  return revision
}

/** The name of who asked to cancel it. */
export async function cancellerOf(workspaceId: string, runId: string): Promise<string | undefined> {
  const [row] = await inWorkspace(
    workspaceId,
    (tx) => tx.sql<{ by: string | null }>`select cancel_asked_by as by from run where id = ${runId} and workspace_id = ${workspaceId}`,
  )
  return row?.by ?? undefined
}
