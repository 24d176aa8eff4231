import type { Tx } from '../platform/db.ts'
import { urlOf } from './address.ts'
import type { TriggerView } from './contract.ts'
import { nextTimes } from './schedule.ts'
import { scheduleSettings, webhookSettings } from './settings.ts'
import type { TriggerRow } from './trigger-store.ts'

const nothing: TriggerView = { kind: 'none', paused: false, problem: null, firedAt: null, schedule: null, webhook: null, event: null }

/** A trigger as people see it. `secrets`: they may see where it is called. */
export async function triggerView(tx: Tx, row: TriggerRow | undefined, secrets: boolean): Promise<TriggerView> {
  if (!row || row.kind === 'none') return nothing
  const view = { ...nothing, kind: row.kind, paused: row.pausedAt !== null, problem: row.problem, firedAt: row.firedAt }
  switch (row.kind) {
    case 'schedule': {
      const schedule = scheduleSettings.parse(row.settings)
      const next = view.paused || row.problem !== null ? [] : nextTimes(schedule, new Date(), 5).map((at) => at.toISOString())
      return { ...view, schedule: { ...schedule, next } }
    }
    case 'webhook': {
      const url = secrets ? await urlOf(tx, row.workspaceId, row.agentId) : null
      return { ...view, webhook: { ...webhookSettings.parse(row.settings), url } }
    }
    case 'event':
      return { ...view, event: { topic: row.topic ?? '' } }
  }
}
