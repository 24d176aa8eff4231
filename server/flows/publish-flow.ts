import type { z } from 'zod'
import { requireAccess } from '../access/index.ts'
import { cards } from '../blocks/index.ts'
import { compile } from '../engine/index.ts'
import { missingIn, suppliesOf } from '../environments/index.ts'
import { AppError } from '../kernel/errors.ts'
import type { Json } from '../kernel/json.ts'
import type { Principal } from '../kernel/principal.ts'
import { inWorkspace } from '../platform/db.ts'
import { agentView } from './agent-view.ts'
import type { AgentView, publishFlowContract } from './contract.ts'
import { currentDraft } from './current-draft.ts'
import { pinCalledFlows, pinnedIn } from './pin-called-flows.ts'
import { movePointer, newestIs } from './pointers-store.ts'
import { refuseClosed, refuseMissing } from './refuse-missing.ts'
import { draftConflict } from './save-draft.ts'
import { findAgent, flowHash, insertRevision, lockAgent } from './store.ts'

/**
 * Makes the draft the next revision: what runs in its environment from now on, with the flows it calls as they are published now. Runs under way
 * keep theirs. What is published already makes no new revision. Errors: `flow-has-problems` (in `details`), `conflict`.
 */
export async function publishFlow(
  who: Principal,
  { agent, draftVersion, name, note, environment = 'production' }: z.output<typeof publishFlowContract.input>,
): Promise<AgentView> {
  await requireAccess(who, 'agent:publish', who)
  const { workspaceId, personId } = who
  const supplies = await suppliesOf(workspaceId)
  refuseClosed(environment, supplies.open)
  return inWorkspace(workspaceId, async (tx) => {
    await lockAgent(tx, workspaceId, agent)
    const row = await findAgent(tx, workspaceId, agent)
    if (!row) throw new AppError('not-found')
    if (row.draftVersion !== draftVersion) throw draftConflict(row, 'published')
    const { draft } = await currentDraft(row.draft)
    const flow = await pinCalledFlows(tx, workspaceId, { id: agent, draft }, environment)
    const compiled = compile(flow, cards())
    if (!compiled.ok) throw flowHasProblems(compiled.problems)
    refuseMissing(missingIn(flow, environment, supplies))
    if (environment === 'production' && row.publishedHash === flowHash(flow)) return await agentView(tx, workspaceId, row)
    const number = await newestIs(tx, workspaceId, agent, flowHash(flow))
    // what stands in another environment already comes here as it is
    if (number !== undefined) await movePointer(tx, workspaceId, { agentId: agent, environment, number, note, by: personId })
    else
      await insertRevision(tx, {
        ...{ workspaceId, agentId: agent, flow, plan: compiled.plan, name, note, environment },
        publishedBy: personId,
        pinned: pinnedIn(draft, flow),
      })
    return await agentView(tx, workspaceId, (await findAgent(tx, workspaceId, agent)) ?? row)
  })
}

export function flowHasProblems(problems: readonly { message: string }[], what: 'published' | 'tried' = 'published'): AppError {
  const first = problems[0]?.message ?? 'It does not compile.'
  const more = problems.length > 1 ? ` And ${problems.length - 1} more: see the list of problems.` : ''
  return new AppError('flow-has-problems', `Not ${what}: ${first}${more}`, { problems: problems as unknown as Json })
}
