import type { z } from 'zod'
import { requireAccess } from '../access/index.ts'
import { AppError } from '../kernel/errors.ts'
import type { Principal } from '../kernel/principal.ts'
import { inWorkspace } from '../platform/db.ts'
import { beginRun } from './begin-run.ts'
import type { RunSummary, tryDraftContract } from './contract.ts'
import { insertGiven } from './given-store.ts'
import { readyTrial } from './ready-trial.ts'
import { summaryOf } from './start-run.ts'

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
    const { revisionId, given, environment } = await readyTrial(tx, who, { agent, flow, scope, last })
    const runId = await beginRun(tx, { workspaceId, agentId: agent, revisionId, environment, trigger: 'try', input, startedBy: who.personId })
    if (Object.keys(given).length > 0) await insertGiven(tx, workspaceId, runId, given)
    return await summaryOf(tx, workspaceId, runId)
  })
}
