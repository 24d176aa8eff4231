import type { Principal } from '../kernel/principal.ts'
import type { Tx } from '../platform/db.ts'
import { stopRuns } from '../runs/index.ts'
import { activeRuns, dropQueued } from './store.ts'

/** Stops what works for the guests of a link, or for one of them, and drops what waits for its turn. */
export async function stopGuests(tx: Tx, who: Principal, link: string, guest?: string): Promise<void> {
  await dropQueued(tx, who.workspaceId, link, guest)
  await stopRuns(tx, who, await activeRuns(tx, who.workspaceId, link, guest))
}
