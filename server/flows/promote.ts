import type { z } from 'zod'
import { requireAccess } from '../access/index.ts'
import { cards } from '../blocks/index.ts'
import { compile } from '../engine/index.ts'
import { missingIn, openIn, suppliesOf } from '../environments/index.ts'
import { AppError } from '../kernel/errors.ts'
import type { Principal } from '../kernel/principal.ts'
import { inWorkspace, type Tx } from '../platform/db.ts'
import type { PointersView, promoteContract } from './contract.ts'
import { currentDraft } from './current-draft.ts'
import { movePointer, movesOf, pointersOf } from './pointers-store.ts'
import { flowHasProblems } from './publish-flow.ts'
import { refuseClosed, refuseMissing } from './refuse-missing.ts'
import { findRevision } from './revisions-store.ts'
import { findAgent, lockAgent } from './store.ts'

/**
 * Puts a revision into an environment, as it is: what was tested in one is what runs in the next. Forward it is promoted, backward it is
 * rolled back; runs under way keep theirs. Errors: `not-found`, `conflict`, `flow-has-problems` (something it refers to is missing there).
 */
export async function promote(who: Principal, { agent, environment, number, former, note }: z.output<typeof promoteContract.input>): Promise<PointersView> {
  await requireAccess(who, 'agent:publish', who)
  const { workspaceId, personId } = who
  const supplies = await suppliesOf(workspaceId)
  return await inWorkspace(workspaceId, async (tx) => {
    await lockAgent(tx, workspaceId, agent)
    const revision = (await findAgent(tx, workspaceId, agent)) && (await findRevision(tx, workspaceId, agent, number))
    if (!revision) throw new AppError('not-found')
    refuseClosed(environment, supplies.open)
    const now = (await pointersOf(tx, workspaceId, agent)).find((pointer) => pointer.environment === environment)?.number ?? null
    if (now !== former)
      throw new AppError('conflict', `Revision ${now} was put into ${environment} in the meantime, so nothing was moved. Look at it, then try again.`)
    const compiled = compile((await currentDraft(revision.flow)).draft, cards())
    if (!compiled.ok) throw flowHasProblems(compiled.problems, 'published')
    refuseMissing(missingIn(revision.flow, environment, supplies))
    await movePointer(tx, workspaceId, { agentId: agent, environment, number, note, by: personId })
    return await pointersView(tx, workspaceId, agent)
  })
}

/** Which revision an agent is at in each environment, and how it came there. */
export async function getPointers(who: Principal, { agent }: { agent: string }): Promise<PointersView> {
  await requireAccess(who, 'agent:read', who)
  const { workspaceId } = who
  return await inWorkspace(workspaceId, async (tx) => {
    if (!(await findAgent(tx, workspaceId, agent))) throw new AppError('not-found')
    return await pointersView(tx, workspaceId, agent)
  })
}

async function pointersView(tx: Tx, workspaceId: string, agent: string): Promise<PointersView> {
  return { open: await openIn(tx, workspaceId), pointers: await pointersOf(tx, workspaceId, agent), moves: await movesOf(tx, workspaceId, agent) }
}
