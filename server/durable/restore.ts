import type { Json, JsonObject } from '../kernel/json.ts'
import { systemSql } from '../platform/db.ts'
import { referenceOf } from './large.ts'

type Step = { output: JsonObject | null }

/** Checkpoints with the large values they refer to. What a run took over from another it holds itself from now on. */
export async function restored<S extends Step>({ workspaceId, runId }: { workspaceId: string; runId: string }, steps: readonly S[]): Promise<S[]> {
  const hashes = new Set(steps.flatMap(({ output }) => Object.values(output ?? {}).flatMap((value) => referenceOf(value) ?? [])))
  if (hashes.size === 0) return [...steps]
  const rows = await systemSql<{ hash: string; body: Json }>`
    with held as (insert into payload_use (run_id, workspace_id, hash)
      select ${runId}::uuid, workspace_id, hash from payload where workspace_id = ${workspaceId} and hash = any(${[...hashes]}) on conflict do nothing)
    select hash, body from payload where workspace_id = ${workspaceId} and hash = any(${[...hashes]})`
  const bodies = new Map(rows.map(({ hash, body }) => [hash, body]))
  return steps.map((step) =>
    step.output ? { ...step, output: Object.fromEntries(Object.entries(step.output).map(([port, value]) => [port, whole(value)])) } : step,
  )

  function whole(value: Json): Json {
    const hash = referenceOf(value)
    return hash === undefined ? value : (bodies.get(hash) ?? value)
  }
}
