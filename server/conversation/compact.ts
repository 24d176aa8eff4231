import type { ConversationEntry, RoomEvent } from './room-event.ts'

/**
 * The same conversation in fewer entries: pieces of one text, thought or half-written card become one delta, at the place and with the
 * seq of the last of them. Folding the result gives the same view, and reading on from the last seq misses nothing.
 */
export function compact(entries: readonly ConversationEntry[]): ConversationEntry[] {
  const last = new Map<string, number>()
  for (const [i, { event }] of entries.entries()) {
    const piece = pieceOf(event)
    if (piece) last.set(piece.id, i)
  }
  const texts = new Map<string, { text: string; off: number }>()
  const kept: ConversationEntry[] = []
  for (const [i, entry] of entries.entries()) {
    const piece = pieceOf(entry.event)
    if (!piece) {
      kept.push(entry)
      continue
    }
    const { id, event } = piece
    const so = texts.get(id)
    const at = event.metadata.off ?? (so ? so.off + so.text.length : 0)
    const joined = so && at >= so.off ? { off: so.off, text: so.text.slice(0, at - so.off) + event.delta } : { off: at, text: event.delta }
    texts.set(id, joined)
    if (last.get(id) === i) kept.push({ ...entry, event: { ...event, delta: joined.text, metadata: { ...event.metadata, off: joined.off } } })
  }
  return kept
}

type Growing = Extract<RoomEvent, { delta: string }>

/** What grows piece by piece. The properties of a card that is shown come whole. */
function pieceOf(event: RoomEvent): { id: string; event: Growing } | undefined {
  if (event.type === 'TEXT_MESSAGE_CONTENT' || event.type === 'REASONING_MESSAGE_CONTENT') return { id: event.messageId, event }
  if (event.type === 'TOOL_CALL_ARGS' && event.metadata.as === 'draft') return { id: event.toolCallId, event }
  return undefined
}
