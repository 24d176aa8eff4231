import { cards } from '../blocks/index.ts'
import type { Given } from '../engine/course.ts'
import type { Flow } from '../engine/flow.ts'
import { compile } from '../engine/index.ts'
import type { EnvironmentName } from '../environments/contract.ts'
import { openIn } from '../environments/index.ts'
import { flowHasProblems, keepTried, pinsOf } from '../flows/index.ts'
import { AppError } from '../kernel/errors.ts'
import type { JsonObject } from '../kernel/json.ts'
import type { Principal } from '../kernel/principal.ts'
import type { Tx } from '../platform/db.ts'
import type { TryScope } from './contract.ts'
import { outputsOf } from './given-store.ts'
import { trialOf } from './trial.ts'

/** A draft that is kept to be tried, what its nodes are given for it, and where it happens. */
export type ReadyTrial = { revisionId: string; given: Given; environment: EnvironmentName }

/** Errors: `not-found`, `flow-has-problems` (in the part that is wanted), `invalid-input` (a block before it has no output yet). */
export async function readyTrial(
  tx: Tx,
  { workspaceId, personId }: Principal,
  { agent, flow, scope, last }: { agent: string; flow: Flow; scope: TryScope; last?: string | undefined },
): Promise<ReadyTrial> {
  const before = last === undefined ? new Map<string, JsonObject>() : await outputsOf(tx, workspaceId, agent, last)
  if (!before) throw new AppError('not-found')
  const trial = trialOf(flow, scope, { pins: await pinsOf(tx, workspaceId, agent), last: before })
  if (trial.missing.length > 0) throw new AppError('invalid-input', nothingToGive(trial.missing.map((id) => titleIn(flow, id))))
  const compiled = compile(trial.flow, cards())
  if (!compiled.ok) throw flowHasProblems(compiled.problems, 'tried')
  const revisionId = await keepTried(tx, { workspaceId, agentId: agent, flow: trial.flow, plan: compiled.plan, publishedBy: personId })
  if (!revisionId) throw new AppError('not-found')
  // a draft that is tried touches what is production's only where there is nothing else
  const environment = (await openIn(tx, workspaceId)).includes('development') ? 'development' : 'production'
  return { revisionId, given: trial.given, environment }
}

function nothingToGive(names: readonly string[]): string {
  const listed = names.map((name) => `“${name}”`).join(' and ')
  return `${listed} ${names.length === 1 ? 'has' : 'have'} given nothing yet. Run to here once, or pin an output.`
}

function titleIn(flow: Flow, id: string): string {
  const node = flow.nodes[id]
  return node?.title ?? cards().get(node?.block ?? '')?.title ?? id
}
