import type { z } from 'zod'
import { requireAccess } from '../access/index.ts'
import type { AgentView, publishFlowContract } from '../flows/contract.ts'
import { getAgent, publishFlow } from '../flows/index.ts'
import { AppError } from '../kernel/errors.ts'
import type { Principal } from '../kernel/principal.ts'
import { inWorkspace } from '../platform/db.ts'
import { wantedBy } from './settings.ts'
import { syncTrigger } from './sync-trigger.ts'

/**
 * Publishes, and sets up what starts the agent by itself. Should the second not be reached, upkeep does it within seconds.
 * Errors: those of publishing, and `flow-has-problems` for a schedule that can never come.
 */
export async function publishAgent(who: Principal, input: z.output<typeof publishFlowContract.input>): Promise<AgentView> {
  await requireAccess(who, 'agent:publish', who)
  const wanted = wantedBy((await getAgent(who, input)).draft)
  if (wanted.kind === 'schedule' && wanted.problem !== null) {
    const problem = { code: 'bad-literal', message: wanted.problem, node: wanted.node }
    throw new AppError('flow-has-problems', `Not published: ${wanted.problem}`, { problems: [problem] })
  }
  const agent = await publishFlow(who, input)
  await inWorkspace(who.workspaceId, (tx) => syncTrigger(tx, who.workspaceId, agent.id))
  return agent
}
