import { DBOSExecutor } from '@dbos-inc/dbos-sdk/internal/dbos-executor'
import { wfQueueRunner } from '@dbos-inc/dbos-sdk/internal/wfqueue'
import { listen } from '../platform/notify.ts'
import { runQueue } from './protocol.ts'

/**
 * Looks into the queue as soon as somebody says that something was put in. DBOS itself only looks at intervals; a look more
 * is safe, since rows are claimed with SKIP LOCKED. One look at a time: what is announced meanwhile asks for one more.
 */
export function wakeOnAnnouncement(): () => void {
  let looking = false
  let again = false
  return listen('hearth_queue', () => {
    again = true
    if (!looking) void look()
  })

  async function look(): Promise<void> {
    looking = true
    while (again) {
      again = false
      const executor = DBOSExecutor.globalInstance
      // biome's useLiteralKeys is off for these: bracket access is how TypeScript lets one reach what a class keeps to itself
      const queue = wfQueueRunner['states'].get(runQueue)?.queue
      if (executor && queue && wfQueueRunner['isRunning']) await wfQueueRunner['pollQueue'](executor, queue).catch(() => undefined)
    }
    looking = false
  }
}
