import { removeOldSessions } from '../accounts/index.ts'
import { every } from '../durable/index.ts'
import { removeUnusedFiles } from '../files/index.ts'
import { sendMails } from '../mail/index.ts'
import { listen } from '../platform/notify.ts'
import { removeOldStates } from '../services/index.ts'
import { cancelChildren } from './cancel-children.ts'
import { cancelReplaced } from './cancel-replaced.ts'
import { closeOverdue } from './close-overdue.ts'
import { expireWaits } from './expire-waits.ts'
import { forgetTried } from './given-store.ts'
import { passOnPlaces } from './limit-store.ts'
import { nudgeWaits } from './nudge-waits.ts'
import { holdRuns, pauseLeftBehind } from './pausing.ts'

/** What any worker does beside running: timers, deadlines, reminders, escalation, letters. Several workers at it do nothing twice. Returns the way to stop. */
export function startUpkeep(): () => void {
  const stops = [
    every(1000, expireWaits),
    every(500, closeOverdue),
    every(1000, nudgeWaits),
    every(1000, sendMails),
    every(1000, passOnPlaces),
    every(1000, () => cancelReplaced()),
    every(500, pauseLeftBehind),
    every(1000, () => cancelChildren()),
    every(600_000, removeOldStates),
    every(600_000, removeOldSessions),
    every(600_000, forgetTried),
    every(600_000, removeUnusedFiles),
    listen('hearth_pause', holdRuns),
  ]
  return () => {
    for (const stop of stops) stop()
  }
}
