import { every } from '../durable/index.ts'
import { expireWaits } from './expire-waits.ts'

/** What any worker does beside running: deadlines. Several workers at it do nothing twice. Returns the way to stop. */
export function startUpkeep(): () => void {
  const stops = [every(1000, expireWaits)]
  return () => {
    for (const stop of stops) stop()
  }
}
