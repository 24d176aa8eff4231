import { type TakenUp, untilPassed } from '../durable/index.ts'
import type { CalledFlow } from '../engine/course.ts'
import type { FlowReference } from '../engine/hands.ts'
import type { World } from '../engine/world.ts'
import { AppError } from '../kernel/errors.ts'
import { inWorkspace } from '../platform/db.ts'
import { environmentOf } from './environment-of.ts'
import { publishedOf, revisionOf } from './store.ts'

/**
 * Finds the flows that a run calls. Publishing names their revisions (server/flows/pin-called-flows.ts); one that is named
 * without, being chosen while it runs, is the one published when this run first called it, for as long as the run lasts: that is recorded, so publishing it anew changes no run under way. Errors: `not-found`,
 * `conflict` (nothing published yet).
 */
export function calledFlows({ workspaceId, ...taken }: Pick<TakenUp, 'workspaceId' | 'environment'>, world: Pick<World, 'recall' | 'decide'>) {
  async function find(agent: string, revision: string | undefined): Promise<string> {
    const published = await untilPassed(() =>
      inWorkspace(workspaceId, (tx) => publishedOf(tx, workspaceId, agent, { revisionId: revision, environment: environmentOf(taken), elseProduction: true })),
    )
    if (!published) throw new AppError('not-found', 'There is no such agent in this workspace, or it was archived.')
    if (!published.revisionId) throw new AppError('conflict', `${published.name} has no such revision. Publish it first.`)
    return published.revisionId
  }

  async function pinned(agent: string): Promise<string> {
    const path = `~flows/${agent}`
    const known = world.recall(path)
    const decided = known?.outcome === 'done' ? known.output : await world.decide(path, { revision: await find(agent, undefined) })
    return String(decided.revision)
  }

  return async ({ agent, revision }: FlowReference): Promise<CalledFlow> => {
    const id = revision === undefined ? await pinned(agent) : await find(agent, revision)
    const { flow, plan } = await untilPassed(() => revisionOf(workspaceId, id))
    return { flow, plan }
  }
}
