import type { Given } from '../engine/course.ts'
import type { Json, JsonObject } from '../kernel/json.ts'
import { systemSql, type Tx } from '../platform/db.ts'
import { givenPath } from './given.ts'

export async function insertGiven(tx: Pick<Tx, 'sql'>, workspaceId: string, runId: string, given: Given): Promise<void> {
  await tx.sql`insert into run_step (run_id, path, workspace_id, outcome, output, at)
    values (${runId}, ${givenPath}, ${workspaceId}, 'done', ${JSON.stringify(given)}::json, clock_timestamp())`
}

/** A tried run that is done once more is tried with the same. */
export async function copyGiven(tx: Pick<Tx, 'sql'>, from: string, to: string): Promise<void> {
  await tx.sql`insert into run_step (run_id, path, workspace_id, outcome, output, error, at)
    select ${to}, path, workspace_id, outcome, output, error, at from run_step where run_id = ${from} and path = ${givenPath}`
}

/** Removes drafts that were tried more than a day ago and whose runs are gone. */
export async function forgetTried(): Promise<void> {
  await systemSql`delete from revision v where v.number = 0 and v.published_at < now() - interval '1 day'
    and not exists (select from run r where r.revision_id = v.id and r.trigger = 'try')`
}

/** What the nodes of a run's flow gave, by node: of its own level, as its events tell it. Undefined: there is no such run of this agent. */
export async function outputsOf(tx: Pick<Tx, 'sql'>, workspaceId: string, agentId: string, runId: string): Promise<Map<string, JsonObject> | undefined> {
  const [run] = await tx.sql`select id from run where id = ${runId} and agent_id = ${agentId} and workspace_id = ${workspaceId}`
  if (!run) return undefined
  const rows = await tx.sql<{ path: string; output: JsonObject }>`select body ->> 'path' as path, body -> 'output' as output
    from feed_entry where feed_id = ${runId} and kind = 'node.completed' and position('/' in body ->> 'path') = 0 order by seq`
  const outputs = new Map(rows.map(({ path, output }) => [path, output]))
  const hashes = [...outputs.values()].flatMap((output) => Object.values(output).flatMap((value) => hashIn(value) ?? []))
  if (hashes.length === 0) return outputs
  const large = await tx.sql<{ hash: string; body: Json }>`select hash, body from payload where workspace_id = ${workspaceId} and hash = any(${hashes}::text[])`
  const bodies = new Map(large.map(({ hash, body }) => [hash, body]))
  const whole = (value: Json): Json => bodies.get(hashIn(value) ?? '') ?? value
  return new Map([...outputs].map(([id, output]) => [id, Object.fromEntries(Object.entries(output).map(([port, value]) => [port, whole(value ?? null)]))]))
}

/** Events hold large values as `{ "$large": { hash } }`. */
function hashIn(value: Json | undefined): string | undefined {
  const large = typeof value === 'object' && value !== null && !Array.isArray(value) ? value.$large : undefined
  const hash = typeof large === 'object' && large !== null && !Array.isArray(large) ? large.hash : undefined
  return typeof hash === 'string' ? hash : undefined
}
