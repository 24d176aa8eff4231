import { enqueueSegment } from '../durable/index.ts'
import type { EngineEvent } from '../engine/events.ts'
import { AppError } from '../kernel/errors.ts'
import { newId } from '../kernel/ids.ts'
import type { JsonObject } from '../kernel/json.ts'
import { append, beginFeed, storable } from '../memory/feed/index.ts'
import type { Tx } from '../platform/db.ts'
import { refuseTooMany } from './most-queued.ts'
import { entriesFor } from './recorder.ts'
import { insertRun, publishedOf } from './store.ts'

export type NewRun = {
  workspaceId: string
  agentId: string
  trigger: 'chat' | 'manual' | 'agui' | 'schedule' | 'webhook' | 'event' | 'flow'
  /** What the flow's trigger block gives out, by port. */
  input: JsonObject
  /** The feed it speaks into, such as a room. */
  outlet?: string
  /** Person id. */
  startedBy: string
  /** The same key in one workspace is the same run. */
  idempotencyKey?: string
  /** Chosen by the caller when a protocol names runs itself. */
  id?: string
  /** Walk this revision, and not the one that is published now. */
  revisionId?: string
  /** The run that begins this one, the first of that line, and how far down the line this one is. */
  parent?: { run: string; root: string; depth: number }
}

/**
 * Starts the agent's published revision in the caller's transaction: the run exists, is queued and can be followed when
 * that commits, and not otherwise. Answers its id. Errors: `not-found` (agent), `conflict` (nothing published yet),
 * `too-many-requests` (the workspace has too many waiting for their turn).
 */
export async function beginRun(tx: Tx, { id: runId = newId(), ...run }: NewRun): Promise<string> {
  const agent = await publishedOf(tx, run.workspaceId, run.agentId, run.revisionId)
  if (!agent) throw new AppError('not-found')
  if (!agent.revisionId) throw new AppError('conflict', `${agent.name} has not been published yet. Open it, publish it, then try again.`)
  const known = await insertRun(tx, { ...run, input: storable(run.input) as JsonObject, id: runId, revisionId: agent.revisionId })
  if (known !== runId) return known
  await refuseTooMany(tx, run.workspaceId)
  const created: EngineEvent = { kind: 'run.created', trigger: run.trigger, input: run.input, revision: agent.revisionHash, planHash: agent.planHash }
  const events = [
    { key: 'created', event: created },
    { key: 'queued', event: { kind: 'run.queued' as const } },
  ]
  const { own, said } = entriesFor({ runId, segment: 1, agentId: run.agentId, agentName: agent.name, outlet: run.outlet ?? null }, events)
  await beginFeed(tx, { id: runId, workspaceId: run.workspaceId, kind: 'run' }, own)
  if (run.outlet) await append(tx, run.outlet, said)
  await enqueueSegment(tx, runId)
  return runId
}
