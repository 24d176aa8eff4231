import { every } from '../durable/index.ts'
import { sendMails } from '../mail/index.ts'
import { removeOldStates } from '../services/index.ts'
import { cancelReplaced } from './cancel-replaced.ts'
import { closeOverdue } from './close-overdue.ts'
import { expireWaits } from './expire-waits.ts'
import { passOnPlaces } from './limit-store.ts'
import { nudgeWaits } from './nudge-waits.ts'

/** What any worker does beside running: timers, deadlines, reminders, escalation, letters. Several workers at it do nothing twice. Returns the way to stop. */
export function startUpkeep(): () => void {
  const stops = [
    every(1000, expireWaits),
    every(500, closeOverdue),
    every(1000, nudgeWaits),
    every(1000, sendMails),
    every(1000, passOnPlaces),
    every(1000, () => cancelReplaced()),
    every(600_000, removeOldStates),
  ]
  return () => {
    for (const stop of stops) stop()
  }
}
