import type { ConversationEntry } from './room-event.ts'

/**
 * The same conversation in fewer entries: tokens of one message become one delta, at the place and with the seq of the
 * last of them. Folding the result gives the same view, and reading on from the last seq misses nothing.
 */
export function compact(entries: readonly ConversationEntry[]): ConversationEntry[] {
  const last = new Map<string, number>()
  for (const [i, { event }] of entries.entries()) if (event.type === 'TEXT_MESSAGE_CONTENT') last.set(event.messageId, i)
  const texts = new Map<string, { text: string; off: number }>()
  const kept: ConversationEntry[] = []
  for (const [i, entry] of entries.entries()) {
    const { event } = entry
    if (event.type !== 'TEXT_MESSAGE_CONTENT') {
      kept.push(entry)
      continue
    }
    const so = texts.get(event.messageId)
    const at = event.metadata.off ?? (so ? so.off + so.text.length : 0)
    const joined = so && at >= so.off ? { off: so.off, text: so.text.slice(0, at - so.off) + event.delta } : { off: at, text: event.delta }
    texts.set(event.messageId, joined)
    if (last.get(event.messageId) === i) kept.push({ ...entry, event: { ...event, delta: joined.text, metadata: { ...event.metadata, off: joined.off } } })
  }
  return kept
}
