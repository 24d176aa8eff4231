import { AppError } from '../kernel/errors.ts'
import type { DbosWorld } from './dbos-world.ts'

/** The runs this process is working on. */
const held = new Map<string, DbosWorld>()

/** Keeps a run reachable for cancelling and handing over while it is worked on. Returns the way to let go. */
export function hold(runId: string, world: DbosWorld): () => void {
  held.set(runId, world)
  return () => {
    if (held.get(runId) === world) held.delete(runId)
  }
}

export const heldRuns = (): string[] => [...held.keys()]

export function heldWorlds(runIds: readonly string[] = heldRuns()): DbosWorld[] {
  return runIds.flatMap((runId) => held.get(runId) ?? [])
}

/** Stops a run that somebody asked to cancel. */
export function stopHeld(runId: string): void {
  held.get(runId)?.stop(new AppError('cancelled'))
}

/** No run begins another step; resolves when the steps under way are recorded. */
export async function restAll(): Promise<void> {
  await Promise.all([...held.values()].map((world) => world.rest()))
}
