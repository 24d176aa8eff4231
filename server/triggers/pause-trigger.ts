import { requireAccess } from '../access/index.ts'
import { AppError } from '../kernel/errors.ts'
import type { Principal } from '../kernel/principal.ts'
import { inWorkspace } from '../platform/db.ts'
import type { TriggerView } from './contract.ts'
import { viewFor } from './get-trigger.ts'
import { nextTimes } from './schedule.ts'
import { scheduleSettings } from './settings.ts'
import { agentExists, findTrigger, writePaused } from './trigger-store.ts'

/** Holds what starts an agent, or lets it go on from now. Error: `not-found`. */
export async function pauseTrigger(who: Principal, { agent, paused }: { agent: string; paused: boolean }): Promise<TriggerView> {
  await requireAccess(who, 'agent:edit', who)
  const { workspaceId } = who
  return await inWorkspace(workspaceId, async (tx) => {
    const row = await findTrigger(tx, workspaceId, agent)
    if (!row && !(await agentExists(tx, workspaceId, agent))) throw new AppError('not-found')
    if (!row) return await viewFor(tx, who, agent) // nothing starts it yet
    const scheduled = row.kind === 'schedule' && row.problem === null ? scheduleSettings.parse(row.settings) : undefined
    // letting go on what was never held must not move a moment that is due
    const changes = (row.pausedAt !== null) !== paused
    const nextAt = changes ? scheduled && nextTimes(scheduled, new Date(), 1)[0] : row.nextAt === null ? undefined : new Date(row.nextAt)
    await writePaused(tx, workspaceId, agent, paused, nextAt ?? null)
    return await viewFor(tx, who, agent)
  })
}
