import type { z } from 'zod'
import { requireAccess } from '../access/index.ts'
import { cards } from '../blocks/index.ts'
import { compile } from '../engine/index.ts'
import { openIn } from '../environments/index.ts'
import { flowHasProblems, keepTried, pinsOf } from '../flows/index.ts'
import { AppError } from '../kernel/errors.ts'
import type { JsonObject } from '../kernel/json.ts'
import type { Principal } from '../kernel/principal.ts'
import { inWorkspace } from '../platform/db.ts'
import { beginRun } from './begin-run.ts'
import type { RunSummary, tryDraftContract } from './contract.ts'
import { insertGiven, outputsOf } from './given-store.ts'
import { summaryOf } from './start-run.ts'
import { trialOf } from './trial.ts'

/**
 * Runs a draft, or a part of it, as it is on screen: nothing is published, and what it does to the world it does. Pinned blocks give
 * their pin. Errors: `not-found`, `flow-has-problems` (in the part that is wanted), `invalid-input` (a block before it has no output yet).
 */
export async function tryDraft(who: Principal, { agent, flow, scope, last, input }: z.output<typeof tryDraftContract.input>): Promise<RunSummary> {
  await requireAccess(who, 'agent:edit', who)
  await requireAccess(who, 'run:start', who)
  const { workspaceId } = who
  if (scope.kind !== 'all' && !Object.hasOwn(flow.nodes, scope.node)) throw new AppError('invalid-input', 'There is no such block in this flow.')
  return await inWorkspace(workspaceId, async (tx) => {
    const before = last === undefined ? new Map<string, JsonObject>() : await outputsOf(tx, workspaceId, agent, last)
    if (!before) throw new AppError('not-found')
    const trial = trialOf(flow, scope, { pins: await pinsOf(tx, workspaceId, agent), last: before })
    if (trial.missing.length > 0) throw new AppError('invalid-input', nothingToGive(trial.missing.map((id) => titleIn(flow, id))))
    const compiled = compile(trial.flow, cards())
    if (!compiled.ok) throw flowHasProblems(compiled.problems, 'tried')
    const revisionId = await keepTried(tx, { workspaceId, agentId: agent, flow: trial.flow, plan: compiled.plan, publishedBy: who.personId })
    if (!revisionId) throw new AppError('not-found')
    // a draft that is tried touches what is production's only where there is nothing else
    const environment = (await openIn(tx, workspaceId)).includes('development') ? 'development' : 'production'
    const runId = await beginRun(tx, { workspaceId, agentId: agent, revisionId, environment, trigger: 'try', input, startedBy: who.personId })
    if (Object.keys(trial.given).length > 0) await insertGiven(tx, workspaceId, runId, trial.given)
    return await summaryOf(tx, workspaceId, runId)
  })
}

function nothingToGive(names: readonly string[]): string {
  const listed = names.map((name) => `“${name}”`).join(' and ')
  return `${listed} ${names.length === 1 ? 'has' : 'have'} given nothing yet. Run to here once, or pin an output.`
}

function titleIn(flow: z.output<typeof tryDraftContract.input>['flow'], id: string): string {
  const node = flow.nodes[id]
  return node?.title ?? cards().get(node?.block ?? '')?.title ?? id
}
