import { requireGuest } from '../access/index.ts'
import type { ConversationEntry } from '../conversation/index.ts'
import type { Guest } from '../kernel/principal.ts'
import { subscribe } from '../memory/feed/index.ts'
import { inWorkspace } from '../platform/db.ts'
import { roomEntry } from '../rooms/index.ts'
import { asGuestSees } from './as-guest-sees.ts'
import { guestOf } from './guest-of.ts'
import { untilEnded } from './until-ended.ts'
import { viewFor } from './view-for.ts'

type Asked = { headers: Headers; signal: AbortSignal }

/** What is said after entry `after`, live, as long as the guest's session is good. */
export async function guestFeed(
  who: Guest,
  { link, after }: { link: string; after: number },
  { headers, signal }: Asked,
): Promise<AsyncIterable<ConversationEntry[]>> {
  await requireGuest(who, who)
  const view = await inWorkspace(who.workspaceId, (tx) => viewFor(tx, who))
  return entries(
    who,
    after,
    view,
    untilEnded(who, signal, () => guestOf(headers, link)),
  )
}

async function* entries(
  { workspaceId, roomId }: Guest,
  after: number,
  view: Parameters<typeof asGuestSees>[1],
  signal: AbortSignal,
): AsyncGenerator<ConversationEntry[], void, void> {
  for await (const batch of subscribe(workspaceId, roomId, after, signal)) {
    const seen = batch.flatMap((entry) => asGuestSees(roomEntry(entry), view) ?? [])
    if (seen.length > 0) yield seen
  }
}
