import { flowSchema } from '../engine/flow.ts'
import type { JsonObject } from '../kernel/json.ts'
import { inWorkspace, type Tx } from '../platform/db.ts'
import { log } from '../platform/log.ts'
import { makeAddress } from './address.ts'
import { nextTimes } from './schedule.ts'
import { type Wanted, wantedBy } from './settings.ts'
import { agentsBehind, findTrigger, publishedFlow, type TriggerRow, writeTrigger } from './trigger-store.ts'

/** Makes an agent's trigger what its published flow says. Doing it twice changes nothing. */
export async function syncTrigger(tx: Tx, workspaceId: string, agentId: string): Promise<void> {
  const published = await publishedFlow(tx, workspaceId, agentId)
  if (!published) return
  const wanted = wantedBy(flowSchema.parse(published.flow))
  const former = await findTrigger(tx, workspaceId, agentId)
  const settings: JsonObject = wanted.kind === 'none' ? {} : wanted.settings
  await writeTrigger(tx, {
    agentId,
    workspaceId,
    revisionId: published.revisionId,
    kind: wanted.kind,
    settings,
    problem: wanted.kind === 'schedule' ? wanted.problem : null,
    nextAt: nextOf(wanted, former),
    topic: wanted.kind === 'event' ? wanted.settings.topic : null,
  })
  if (wanted.kind === 'webhook' && !former?.hasToken) await makeAddress(tx, { workspaceId, agentId, by: published.publishedBy })
}

/** Triggers of agents that were published in a way that did not tell us. Answers how many. */
export async function syncTriggers(): Promise<number> {
  const behind = await agentsBehind()
  for (const { workspaceId, agentId } of behind) {
    try {
      await inWorkspace(workspaceId, (tx) => syncTrigger(tx, workspaceId, agentId))
    } catch (error) {
      log.warn({ err: error, agent: agentId }, 'a trigger could not be made from its flow')
    }
  }
  return behind.length
}

/** A schedule that stays the same keeps its place: publishing neither loses nor repeats a moment. */
function nextOf(wanted: Wanted, former: TriggerRow | undefined): Date | null {
  if (wanted.kind !== 'schedule' || wanted.problem !== null) return null
  const { cron, timeZone } = wanted.settings
  const same = former?.kind === 'schedule' && former.nextAt !== null && former.settings.cron === cron && former.settings.timeZone === timeZone
  if (same && former?.nextAt) return new Date(former.nextAt)
  return nextTimes(wanted.settings, new Date(), 1)[0] ?? null
}
