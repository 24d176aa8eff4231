import type { ConversationEntry } from '../conversation/index.ts'
import type { Principal } from '../kernel/principal.ts'
import type { Present } from './contract.ts'
import { presentIn, watchPresence } from './presence.ts'
import { roomFeed } from './room-feed.ts'

type Told = ConversationEntry[] | { event: 'presence'; data: Present[] }

/** A room's feed, and between its entries who is here, for as long as a page shows it. Error: `not-found`. */
export async function roomLive(who: Principal, input: { room: string; after: number }, asked: { signal: AbortSignal }): Promise<AsyncIterable<Told>> {
  return between(await roomFeed(who, input, asked), input.room)
}

async function* between(feed: AsyncIterable<ConversationEntry[]>, room: string): AsyncGenerator<Told, void, void> {
  const entries = feed[Symbol.asyncIterator]()
  let changed = true
  let wake: () => void = () => undefined
  const stop = watchPresence(room, () => {
    changed = true
    wake()
  })
  try {
    let next = entries.next()
    for (;;) {
      if (changed) {
        changed = false
        yield { event: 'presence', data: presentIn(room) }
        continue
      }
      const woken = new Promise<undefined>((go) => {
        wake = () => go(undefined)
      })
      const got = await Promise.race([next, woken])
      if (!got) continue
      if (got.done) return
      yield got.value
      next = entries.next()
    }
  } finally {
    stop()
    await entries.return?.()
  }
}
