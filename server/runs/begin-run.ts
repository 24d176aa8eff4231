import { createLightener, enqueueSegment } from '../durable/index.ts'
import type { EngineEvent } from '../engine/events.ts'
import type { EnvironmentName } from '../environments/contract.ts'
import { AppError, isAppError } from '../kernel/errors.ts'
import { newId } from '../kernel/ids.ts'
import type { JsonObject } from '../kernel/json.ts'
import { append, beginFeed, storable } from '../memory/feed/index.ts'
import type { Tx } from '../platform/db.ts'
import { cancelReplaced } from './cancel-replaced.ts'
import { underKey } from './limit-store.ts'
import { refuseTooMany } from './most-queued.ts'
import { keepLarge } from './payload-store.ts'
import { entriesFor } from './recorder.ts'
import { type RunLimit, runLimit } from './run-limit.ts'
import { insertRun, publishedOf, runWithKey } from './store.ts'

export type NewRun = {
  workspaceId: string
  agentId: string
  trigger: 'chat' | 'manual' | 'agui' | 'schedule' | 'webhook' | 'event' | 'flow' | 'try'
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
  /** Where it happens: where the conversation it speaks into does, else in production. */
  environment?: EnvironmentName
  /** Of an agent that has nothing there, what is in production. */
  elseProduction?: boolean
  /** The run that begins this one, the first of that line, and how far down the line this one is. */
  parent?: { run: string; root: string; depth: number /** Cancelled when that one is. */; cancelWithParent?: boolean }
}

/**
 * Starts the agent's published revision in the caller's transaction: the run exists, is queued and can be followed when
 * that commits, and not otherwise. Answers its id. Errors: `not-found` (agent), `conflict` (nothing published yet),
 * `too-many-requests` (the workspace has too many waiting for their turn), `run-dropped` (enough of its key are under way, and its flow wants no more to wait).
 */
export async function beginRun(tx: Tx, { id: runId = newId(), elseProduction = false, ...run }: NewRun): Promise<string> {
  const { revisionId, outlet } = run
  const agent = await publishedOf(tx, run.workspaceId, run.agentId, { revisionId, environment: run.environment, outlet, elseProduction })
  if (!agent) throw new AppError('not-found')
  const { environment } = agent
  if (!agent.open)
    throw new AppError('conflict', `This workspace has no environment ${environment} open. Open it under Settings → Environments, or name another.`)
  if (!agent.revisionId) throw new AppError('conflict', nothingIn(agent.name, environment))
  const limit = runLimit(run.agentId, agent.concurrency, run.input)
  if (limit?.beyond === 'drop') await dropIfFull(tx, run, agent.name, limit)
  const light = createLightener()
  const input = light.ports(storable(run.input) as JsonObject)
  const known = await insertRun(tx, { ...run, input, id: runId, revisionId: agent.revisionId, environment, limit })
  if (known !== runId) return known
  await keepLarge(tx, run.workspaceId, runId, light.found())
  await refuseTooMany(tx, run.workspaceId)
  const created: EngineEvent = {
    kind: 'run.created',
    trigger: run.trigger,
    input,
    revision: agent.revisionHash,
    planHash: agent.planHash,
    ...(environment === 'production' ? {} : { environment }),
  }
  const events = [
    { key: 'created', event: created },
    { key: 'queued', event: { kind: 'run.queued' as const } },
  ]
  const { own, said } = entriesFor({ runId, segment: 1, agentId: run.agentId, agentName: agent.name, outlet: run.outlet ?? null }, events)
  await beginFeed(tx, { id: runId, workspaceId: run.workspaceId, kind: 'run' }, own)
  if (run.outlet) await append(tx, run.outlet, said)
  await enqueueSegment(tx, runId)
  const { workspaceId } = run
  if (limit?.beyond === 'replace') tx.afterCommit(() => cancelReplaced({ workspaceId, key: limit.key }))
  return runId
}

function nothingIn(name: string, environment: EnvironmentName): string {
  if (environment === 'production') return `${name} has not been published yet. Open it, publish it, then try again.`
  return `${name} has nothing in ${environment} yet. Open its versions and put a revision there, then try again.`
}

/** Two at once may both find a place; then one of them waits its turn, so that never more are at work. */
async function dropIfFull(tx: Tx, run: Omit<NewRun, 'id'>, name: string, { key, most }: RunLimit): Promise<void> {
  if (run.idempotencyKey !== undefined && (await runWithKey(tx, run.workspaceId, run.idempotencyKey))) return
  const { count, oldest } = await underKey(tx, run.workspaceId, key)
  if (count < most) return
  const message = `${name} is at work already${key === run.agentId ? '' : ' on the same key'}${most === 1 ? '' : `, ${most} times`}, and takes no more until that has ended. Try again then.`
  throw new AppError('run-dropped', message, { run: oldest })
}

export const isDropped = (error: unknown): boolean => isAppError(error) && error.code === 'run-dropped'
