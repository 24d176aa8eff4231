import { AppError } from '../kernel/errors.ts'
import type { Guest } from '../kernel/principal.ts'

/** The first line of every use case for guests: their own room, and nothing else there is. Error: `not-found`. */
export async function requireGuest(who: Guest, thing: { workspaceId: string; roomId: string | null }): Promise<void> {
  if (who.kind !== 'guest' || thing.workspaceId !== who.workspaceId || thing.roomId !== who.roomId) throw new AppError('not-found')
}
