import { every } from '../durable/index.ts'
import { log } from '../platform/log.ts'
import { listen } from '../platform/notify.ts'
import { deliverEvents } from './deliver-events.ts'
import { removeOldEvents } from './deliver-store.ts'
import { fireSchedules } from './fire-schedules.ts'
import { syncTriggers } from './sync-trigger.ts'
import { tellParents } from './tell-parents.ts'

/** What starts runs, and lets them go on, beside people. Any worker does it; several do nothing twice. Returns the way to stop. */
export function startTriggers(): () => void {
  const stops = [
    every(1000, fireSchedules),
    every(2000, syncTriggers),
    every(1000, deliverEvents),
    every(1000, () => tellParents()),
    every(600_000, removeOldEvents),
    onNews(),
  ]
  return () => {
    for (const stop of stops) stop()
  }
}

/** At once when somebody says that something was said, or that a run has ended. One look at a time. */
function onNews(): () => void {
  let looking = false
  const news = new Set<string>()
  return listen('hearth_events', (ids) => {
    for (const id of ids) news.add(id)
    if (!looking) void look()
  })

  async function look(): Promise<void> {
    looking = true
    while (news.size > 0) {
      const ids = [...news]
      news.clear()
      try {
        await deliverEvents()
        await tellParents(ids)
      } catch (error) {
        log.warn({ err: error }, 'news between flows could not be delivered, trying again')
      }
    }
    looking = false
  }
}
