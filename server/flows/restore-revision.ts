import type { z } from 'zod'
import { requireAccess } from '../access/index.ts'
import { cards } from '../blocks/index.ts'
import { compile } from '../engine/index.ts'
import { missingIn, suppliesOf } from '../environments/index.ts'
import { AppError } from '../kernel/errors.ts'
import type { Principal } from '../kernel/principal.ts'
import { inWorkspace } from '../platform/db.ts'
import { agentView } from './agent-view.ts'
import type { AgentView, restoreRevisionContract } from './contract.ts'
import { currentDraft } from './current-draft.ts'
import { flowHasProblems } from './publish-flow.ts'
import { refuseMissing } from './refuse-missing.ts'
import { findRevision } from './revisions-store.ts'
import { findAgent, flowHash, insertRevision, lockAgent } from './store.ts'

/**
 * Publishes a former revision again, as a new one, with the flows it called then; the draft stays as it is. What runs already is
 * left as it is. Errors: `not-found`, `conflict` (another one was published meanwhile), `flow-has-problems` (or something it refers to is missing).
 */
export async function restoreRevision(who: Principal, { agent, number, published, note }: z.output<typeof restoreRevisionContract.input>): Promise<AgentView> {
  await requireAccess(who, 'agent:publish', who)
  const { workspaceId } = who
  const supplies = await suppliesOf(workspaceId)
  return await inWorkspace(workspaceId, async (tx) => {
    await lockAgent(tx, workspaceId, agent)
    const row = await findAgent(tx, workspaceId, agent)
    const former = row && (await findRevision(tx, workspaceId, agent, number))
    if (!row || !former) throw new AppError('not-found')
    if (row.publishedNumber !== published)
      throw new AppError('conflict', `Revision ${row.publishedNumber} was published in the meantime, so nothing was rolled back. Look at it, then try again.`)
    // Blocks may have come in newer versions since.
    const { draft: flow } = await currentDraft(former.flow)
    const compiled = compile(flow, cards())
    if (!compiled.ok) throw flowHasProblems(compiled.problems)
    refuseMissing(missingIn(flow, 'production', supplies))
    if (row.publishedHash === flowHash(flow)) return await agentView(tx, workspaceId, row)
    const { name, pinned } = former
    await insertRevision(tx, { workspaceId, agentId: agent, flow, plan: compiled.plan, name, note, publishedBy: who.personId, pinned, restoredFrom: number })
    return await agentView(tx, workspaceId, (await findAgent(tx, workspaceId, agent)) ?? row)
  })
}
