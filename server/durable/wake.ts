import type { WorkflowQueue } from '@dbos-inc/dbos-sdk'
import { DBOSExecutor } from '@dbos-inc/dbos-sdk/internal/dbos-executor'
import { wfQueueRunner } from '@dbos-inc/dbos-sdk/internal/wfqueue'
import { listen } from '../platform/notify.ts'
import { runQueue } from './protocol.ts'

/** The part of DBOS's dispatcher that it keeps to itself. The version is pinned; the tests of this folder fail when it changes. */
type Dispatcher = {
  isRunning: boolean
  states: ReadonlyMap<string, { queue: WorkflowQueue }>
  pollQueue(executor: DBOSExecutor, queue: WorkflowQueue): Promise<boolean>
}
const dispatcher = wfQueueRunner as unknown as Dispatcher

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
      const queue = dispatcher.states.get(runQueue)?.queue
      if (executor && queue && dispatcher.isRunning) await dispatcher.pollQueue(executor, queue).catch(() => undefined)
    }
    looking = false
  }
}
