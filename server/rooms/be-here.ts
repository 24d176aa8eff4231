import { requireAccess } from '../access/index.ts'
import { AppError } from '../kernel/errors.ts'
import type { Principal } from '../kernel/principal.ts'
import { lastSeq } from '../memory/feed/index.ts'
import { inWorkspace } from '../platform/db.ts'
import { tellPresence } from './presence.ts'

/** This tab shows a room, somebody types in it, or it shows it no longer. Told to whoever reads the room now; never written down. Error: `not-found`. */
export async function beHere(who: Principal, input: { room: string; tab: string; state: 'here' | 'typing' | 'gone' }): Promise<{ ok: true }> {
  await requireAccess(who, 'room:read', who)
  const { workspaceId, personId, name } = who
  if ((await inWorkspace(workspaceId, (tx) => lastSeq(tx, workspaceId, input.room))) === undefined) throw new AppError('not-found')
  // a tab is its person's: nobody speaks for another's
  tellPresence({ room: input.room, tab: `${personId}.${input.tab}`, personId, name, state: input.state })
  return { ok: true }
}
