import { every } from '../durable/index.ts'
import { log } from '../platform/log.ts'
import { listen } from '../platform/notify.ts'
import { removeOld } from './due-store.ts'
import { sendPushes } from './send-pushes.ts'
import { tellPeople } from './tell-people.ts'

/** Writes and pushes notices, soon after a turn has ended and every other second. Any worker does it. Returns the way to stop. */
export function startNotices(): () => void {
  const work = () => tellPeople().then(sendPushes)
  const stops = [
    every(2000, work),
    every(3_600_000, removeOld),
    listen('hearth_turns', () => void work().catch((error: unknown) => log.warn({ err: error }, 'notices could not be written, trying again'))),
  ]
  return () => {
    for (const stop of stops) stop()
  }
}
