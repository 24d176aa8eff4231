import { systemSql, type Tx } from '../platform/db.ts'
import { type ServiceLimit, type ServiceView, usualCircuit } from './contract.ts'

export type Turn = { go: true; wait: number; trial: boolean; failing: boolean } | { go: false; why: 'circuit' | 'rate' | 'asked'; until: string }

/** Asks for a turn. One that is given is taken. */
export async function enterService(workspaceId: string, service: string, patienceMs: number): Promise<Turn> {
  const [row] = await systemSql<{ turn: Turn }>`select service_enter(${workspaceId}::uuid, ${service}, ${patienceMs}) as turn`
  if (!row) throw new Error('service_enter answers always')
  return row.turn
}

/** `ok` null: the call says nothing of the service. `askedMs`: for how long it asked to be left alone. */
export async function leaveService(workspaceId: string, service: string, ok: boolean | null, askedMs: number): Promise<void> {
  await systemSql`select service_leave(${workspaceId}::uuid, ${service}, ${ok}, ${Math.round(askedMs)}, ${usualCircuit.failures}, ${usualCircuit.seconds})`
}

type Row = Omit<ServiceView, 'rate' | 'circuit' | 'state' | 'until'> & {
  calls: number | null
  seconds: number | null
  opensAfter: number | null
  openSeconds: number | null
  open: boolean
  trying: boolean
  asked: boolean
  openUntil: string | null
  askedUntil: string | null
}

/** Those it called last and those with a setting, by name. */
export async function serviceRows(tx: Pick<Tx, 'sql'>, workspaceId: string, only: string | null = null): Promise<ServiceView[]> {
  const rows = await tx.sql<Row>`
    select coalesce(l.service, s.service) as service, l.calls, l.seconds, l.failures as "opensAfter", l.open_seconds as "openSeconds",
      coalesce(s.failures, 0) as failures, s.called_at as "calledAt", s.open_until as "openUntil", s.asked_until as "askedUntil",
      s.open_until is not null and s.open_until > clock_timestamp() as open, s.open_until is not null and s.open_until <= clock_timestamp() as trying,
      coalesce(s.asked_until > clock_timestamp(), false) as asked
    from (select * from service_limit where workspace_id = ${workspaceId}) l
      full join (select * from service_state where workspace_id = ${workspaceId} order by called_at desc limit 200) s on s.service = l.service
    where ${only}::text is null or coalesce(l.service, s.service) = ${only}
    order by 1`
  return rows.map(viewOf)
}

export async function writeLimit(tx: Pick<Tx, 'sql'>, workspaceId: string, service: string, { rate, circuit }: ServiceLimit, by: string): Promise<void> {
  const { calls = null, seconds = null } = rate ?? {}
  if (!rate && !circuit) {
    await tx.sql`delete from service_limit where workspace_id = ${workspaceId} and service = ${service}`
    return
  }
  await tx.sql`
    insert into service_limit (workspace_id, service, calls, seconds, failures, open_seconds, set_by)
    values (${workspaceId}, ${service}, ${calls}, ${seconds}, ${circuit?.failures ?? null}, ${circuit?.seconds ?? null}, ${by})
    on conflict (workspace_id, service) do update set calls = excluded.calls, seconds = excluded.seconds, failures = excluded.failures,
      open_seconds = excluded.open_seconds, set_by = excluded.set_by, set_at = clock_timestamp()`
}

/** A turn that was given far ahead under another rate would hold everybody up. */
export async function forgetTurns(tx: Pick<Tx, 'sql'>, workspaceId: string, service: string): Promise<void> {
  await tx.sql`update service_state set due_at = null where workspace_id = ${workspaceId} and service = ${service}`
}

export async function resetState(tx: Pick<Tx, 'sql'>, workspaceId: string, service: string): Promise<void> {
  await tx.sql`update service_state set failures = 0, open_until = null, trial_until = null, asked_until = null, due_at = null
    where workspace_id = ${workspaceId} and service = ${service}`
}

/** What was called a month ago and is not kept away any more. Answers how many. */
export async function removeOldStates(): Promise<number> {
  const rows = await systemSql`delete from service_state where called_at < clock_timestamp() - interval '30 days'
    and coalesce(greatest(asked_until, due_at), '-infinity') < clock_timestamp() returning service`
  return rows.length
}

function viewOf({ calls, seconds, opensAfter, openSeconds, open, trying, asked, openUntil, askedUntil, ...row }: Row): ServiceView {
  const state = open ? ('open' as const) : asked ? ('asked' as const) : trying ? ('trying' as const) : ('fine' as const)
  return {
    ...row,
    rate: calls === null || seconds === null ? null : { calls, seconds },
    circuit: opensAfter === null || openSeconds === null ? null : { failures: opensAfter, seconds: openSeconds },
    state,
    until: state === 'open' ? openUntil : state === 'asked' ? askedUntil : null,
  }
}
