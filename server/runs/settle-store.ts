import type { Answer, Question } from '../engine/hands.ts'
import type { Role } from '../kernel/principal.ts'
import { systemSql, type Tx } from '../platform/db.ts'
import type { RunStatus, Vote } from './contract.ts'
import type { Speaking } from './recorder.ts'

/** Writing what people decide about a run. Whoever changes a run takes its row first: one order of locks everywhere. */
export type LockedRun = Speaking & { workspaceId: string; status: RunStatus; startedBy: string }

export async function lockRun(tx: Pick<Tx, 'sql'>, workspaceId: string, runId: string): Promise<LockedRun | undefined> {
  const [row] = await tx.sql<LockedRun>`
    select r.id as "runId", r.workspace_id as "workspaceId", r.status, r.started_by as "startedBy", r.segment, r.outlet, r.agent_id as "agentId", coalesce((select a.name from agent a where a.id = r.agent_id), '') as "agentName"
    from run r where r.id = ${runId} and r.workspace_id = ${workspaceId} for no key update of r`
  return row
}

export async function runOfWait(tx: Pick<Tx, 'sql'>, workspaceId: string, waitId: string): Promise<string | undefined> {
  const [row] = await tx.sql<{ runId: string }>`select run_id as "runId" from run_wait where id = ${waitId} and workspace_id = ${workspaceId}`
  return row?.runId
}

/** The room a question was asked in; null when it was asked in none, or is none. */
export async function outletOfWait(tx: Pick<Tx, 'sql'>, workspaceId: string, waitId: string): Promise<string | null> {
  const [row] = await tx.sql<{ outlet: string | null }>`select r.outlet from run_wait w join run r on r.id = w.run_id
    where w.id = ${waitId} and w.workspace_id = ${workspaceId} and w.kind = 'human'`
  return row?.outlet ?? null
}

export async function writeAnswer(tx: Pick<Tx, 'sql'>, waitId: string, status: 'answered' | 'expired', answer: Answer): Promise<void> {
  await tx.sql`update run_wait set status = ${status}, answer = ${JSON.stringify(answer)}::jsonb, answered_by = ${answer.by?.id ?? null}, answered_at = clock_timestamp()
    where id = ${waitId}`
}

/** One yes more. The caller holds the run's row, so none gets lost. */
export async function addVote(tx: Pick<Tx, 'sql'>, waitId: string, vote: Vote): Promise<void> {
  await tx.sql`update run_wait set answers = answers || jsonb_build_array(${JSON.stringify(vote)}::jsonb) where id = ${waitId}`
}

/** The run goes on in a segment of its own. */
export async function nextSegment(tx: Pick<Tx, 'sql'>, runId: string): Promise<number> {
  const [row] = await tx.sql<{ segment: number }>`update run set status = 'queued', segment = segment + 1 where id = ${runId} returning segment`
  return row?.segment ?? 0
}

export async function askToCancel(tx: Pick<Tx, 'sql'>, runId: string, by: string): Promise<void> {
  await tx.sql`update run set cancel_asked_at = coalesce(cancel_asked_at, clock_timestamp()), cancel_asked_by = coalesce(cancel_asked_by, ${by}) where id = ${runId}`
}

/** Nobody works on it: it ends here and now. */
export async function cancelNow(tx: Pick<Tx, 'sql'>, runId: string): Promise<void> {
  await tx.sql`update run set status = 'cancelled', finished_at = clock_timestamp() where id = ${runId}`
  await tx.sql`update run_wait set status = 'cancelled' where run_id = ${runId} and status = 'open'`
}

/** Open questions whose time is over, of all workspaces. */
export async function overdueWaits(): Promise<{ id: string; workspaceId: string }[]> {
  return await systemSql<{ id: string; workspaceId: string }>`
    select id, workspace_id as "workspaceId" from run_wait
    where status = 'open' and kind = 'human' and deadline < clock_timestamp() order by deadline limit 100`
}

/** Open questions with a reminder or an escalation that is due, of all workspaces. */
export async function waitsToNudge(): Promise<{ id: string; workspaceId: string }[]> {
  return await systemSql<{ id: string; workspaceId: string }>`
    select id, workspace_id as "workspaceId" from run_wait
    where status = 'open' and kind = 'human' and nudge_at <= clock_timestamp() order by nudge_at limit 100`
}

export type Reminded = { personId: string; name: string; email: string; role: Role }

/** Members of a workspace who want reminders by e-mail, and the workspace's address. */
export async function whoWantsMail(workspaceId: string): Promise<{ slug: string; people: Reminded[] }> {
  const [row] = await systemSql<{ slug: string; people: Reminded[] }>`
    select w.slug, coalesce((select json_agg(json_build_object('personId', p.id, 'name', p.name, 'email', p.email, 'role', m.role))
      from membership m join person p on p.id = m.person_id where m.workspace_id = w.id and p.mails), '[]') as people
    from workspace w where w.id = ${workspaceId}`
  return row ?? { slug: '', people: [] }
}

export type Nudged = {
  answers: Vote[]
  path: string
  toolCallId: string | null
  question: Question
  status: string
  reminded: number
  escalatedAt: string | null
  trial: boolean
  now: string
}

/** The caller holds the run's row. `now` is the database's. */
export async function nudgedWait(tx: Pick<Tx, 'sql'>, waitId: string): Promise<Nudged | undefined> {
  const [row] =
    await tx.sql<Nudged>`select w.path, w.tool_call_id as "toolCallId", w.question, w.answers, w.status, w.reminded, w.escalated_at as "escalatedAt", o.trigger is not distinct from 'try' as trial,
      clock_timestamp() as now
    from run_wait w join run r on r.id = w.run_id left join run o on o.id = coalesce(r.root_run, r.id) where w.id = ${waitId}`
  return row
}

/** What upkeep did for a question. When it is next to be looked at follows by itself (0006_people). */
export async function writeNudge(tx: Pick<Tx, 'sql'>, waitId: string, { reminded, escalated }: { reminded: number; escalated: boolean }): Promise<void> {
  await tx.sql`update run_wait set reminded = ${reminded}, escalated_at = case when ${escalated} then coalesce(escalated_at, clock_timestamp()) else escalated_at end
    where id = ${waitId}`
}
