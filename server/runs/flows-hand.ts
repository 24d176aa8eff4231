import { waitIdOf } from '../durable/index.ts'
import type { EngineEvent } from '../engine/events.ts'
import type { Hands } from '../engine/hands.ts'
import type { EnvironmentName } from '../environments/contract.ts'
import { AppError } from '../kernel/errors.ts'
import type { Tx } from '../platform/db.ts'
import { beginRun } from './begin-run.ts'
import { lineageOf } from './bus-store.ts'
import { cancelIn } from './cancel-in.ts'
import { lockRun } from './settle-store.ts'

/** How long a line of runs may get that begin each other. */
export const deepest = 16

type Starting = {
  workspaceId: string
  /** Of the run that begins others: they happen where it does. */
  environment: EnvironmentName
  runId: string
  agentName: string
  startedBy: string
  path: string
  /** The same for every attempt of the step. */
  idempotencyKey: string
  tell: (key: string, event: EngineEvent) => void
}

/** Begins and cancels other runs of this workspace in the commit of a step. */
export function flowsHand(tx: Tx, { workspaceId, environment, runId, agentName, startedBy, path, idempotencyKey, tell }: Starting): Hands['flows'] {
  let nth = 0
  return {
    async start({ agent, revision }, input, { key = String(nth++), cancelWithParent = true } = {}) {
      const line = await lineageOf(tx, workspaceId, runId)
      const depth = (line?.depth ?? 0) + 1
      if (depth > deepest)
        throw new AppError(
          'limit-reached',
          `Runs that begin runs may go ${deepest} deep, and this one is the last. Look for flows that start each other in a circle.`,
          { limit: deepest },
        )
      // the same id however often the step is tried: what is told of it stays true
      const run = await beginRun(tx, {
        id: waitIdOf(runId, `${path}/~run/${key}`),
        ...{ workspaceId, agentId: agent, trigger: 'flow', input, startedBy, environment, elseProduction: true },
        ...(revision === undefined ? {} : { revisionId: revision }),
        idempotencyKey: `flow:${idempotencyKey}:${key}`,
        parent: { run: runId, root: line?.root ?? runId, depth, cancelWithParent },
      })
      tell(`${path}:child:${key}`, { kind: 'child.started', path, agent, ...(revision === undefined ? {} : { revision }), run })
      return { run }
    },
    async cancel(run) {
      if (run === runId) throw new AppError('not-allowed', 'A run cannot cancel itself.')
      const other = await lockRun(tx, workspaceId, run)
      if (!other) throw new AppError('not-found', 'There is no run with this id in this workspace.')
      await cancelIn(tx, other, agentName)
    },
  }
}
