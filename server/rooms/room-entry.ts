import type { ConversationEntry, RoomEvent } from '../conversation/index.ts'
import type { Entry } from '../memory/feed/index.ts'

/** A feed's entry as it goes over the wire. */
export function roomEntry({ seq, at, body }: Entry): ConversationEntry {
  return { seq, at, event: body as RoomEvent }
}
