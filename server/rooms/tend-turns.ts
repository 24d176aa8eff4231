import { every } from '../durable/index.ts'
import { isAppError, toErrorData } from '../kernel/errors.ts'
import { inWorkspace } from '../platform/db.ts'
import { log } from '../platform/log.ts'
import { listen } from '../platform/notify.ts'
import { dropUnstartable, endTurn, startTurn } from './end-turn.ts'
import { type Due, dueTurns, endedTurns } from './turn-store.ts'

/**
 * Starts the turns that wait for another to end, and lets agents hand over to each other: at once when somebody says that
 * a run has ended, and every second besides. Any worker does it; several do nothing twice. Returns the way to stop.
 */
export function startTurns(): () => void {
  let looking = false
  let again = false
  const stops = [
    every(1000, tendTurns),
    listen('hearth_turns', () => {
      again = true
      if (!looking) void look()
    }),
  ]
  return () => {
    for (const stop of stops) stop()
  }

  async function look(): Promise<void> {
    looking = true
    while (again) {
      again = false
      await tendTurns().catch((error: unknown) => log.warn({ err: error }, 'turns could not be looked at, trying again'))
    }
    looking = false
  }
}

/** What agents hand over comes first, so that it stands in line before it is looked for. */
export async function tendTurns(): Promise<void> {
  for (const turn of await endedTurns()) await patiently(turn, () => inWorkspace(turn.workspaceId, (tx) => endTurn(tx, turn)))
  for (const turn of await dueTurns()) await patiently(turn, () => start(turn))
}

async function start(turn: Due): Promise<void> {
  try {
    await inWorkspace(turn.workspaceId, (tx) => startTurn(tx, turn))
  } catch (error) {
    if (!isAppError(error) || error.retry === 'later') throw error
    await inWorkspace(turn.workspaceId, (tx) => dropUnstartable(tx, turn, toErrorData(error).message))
  }
}

/** One that cannot go on now does not hold up the others; it comes again with the next look. */
async function patiently({ roomId }: Due, work: () => Promise<unknown>): Promise<void> {
  await work().catch((error: unknown) => log.warn({ err: error, room: roomId }, 'a turn could not go on, trying again'))
}
