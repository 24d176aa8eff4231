import { requireGuest } from '../access/index.ts'
import type { ConversationEntry } from '../conversation/index.ts'
import type { Guest } from '../kernel/principal.ts'
import { subscribe } from '../memory/feed/index.ts'
import { inWorkspace } from '../platform/db.ts'
import { listen } from '../platform/notify.ts'
import { roomEntry } from '../rooms/index.ts'
import { asGuestSees } from './as-guest-sees.ts'
import { guestOf } from './guest-of.ts'
import { viewFor } from './view-for.ts'

/** How late at most a feed ends when nobody was heard saying that it should. */
const lookMs = 10_000
type Asked = { headers: Headers; signal: AbortSignal }

/** What is said after entry `after`, live, as long as the guest's session is good. */
export async function guestFeed(
  who: Guest,
  { link, after }: { link: string; after: number },
  { headers, signal }: Asked,
): Promise<AsyncIterable<ConversationEntry[]>> {
  await requireGuest(who, who)
  const view = await inWorkspace(who.workspaceId, (tx) => viewFor(tx, who))
  const ended = new AbortController()
  const look = () => void guestOf(headers, link).catch(() => ended.abort())
  const deaf = listen('hearth_guests', (ids) => (ids.includes(who.linkId) || ids.includes(who.guestId)) && look())
  const timer = setInterval(look, lookMs)
  const stop = () => {
    clearInterval(timer)
    deaf()
  }
  for (const over of [signal, ended.signal]) over.addEventListener('abort', stop, { once: true })
  if (signal.aborted) stop()
  return entries(who, after, view, AbortSignal.any([signal, ended.signal]))
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
