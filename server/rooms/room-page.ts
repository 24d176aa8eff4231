import { type ConversationEntry, emptyConversation, fold } from '../conversation/index.ts'
import { readIn } from '../memory/feed/index.ts'
import type { Sql } from './member-store.ts'
import { askingEntries, beginningOf, firstOfRunning } from './page-store.ts'
import { roomEntry } from './room-entry.ts'

/** Entries after `from`, and older ones that are still of use. */
export type RoomPage = { from: number; entries: ConversationEntry[] }
/** `messages`: as few entries as these many messages take; without, as many as come at once. */
export type PageSize = { messages?: number | undefined }

/** What comes at once, whatever was said in it. */
const most = 1000

/** The end of a room: what was said last, all of what is being said now, and the questions that are open, however old. */
export async function tailOf(tx: Sql, workspaceId: string, roomId: string, { seq, messages }: PageSize & { seq: number }): Promise<RoomPage> {
  const running = await firstOfRunning(tx, workspaceId, roomId)
  const from = Math.min(await beginning(tx, workspaceId, roomId, { before: seq, messages }), running ?? seq)
  const asking = from > 0 ? await askingEntries(tx, workspaceId, roomId, from) : []
  return { from, entries: [...asking, ...(await readIn(tx, workspaceId, roomId, from, seq - from))].map(roomEntry) }
}

type Before = PageSize & { before: number }

/** What stands before entry `before`, that one included. Whatever begins in it comes whole, though it may end later. */
export async function pageBefore(tx: Sql, workspaceId: string, roomId: string, { before, messages, last }: Before & { last: number }): Promise<RoomPage> {
  const from = await beginning(tx, workspaceId, roomId, { before, messages })
  const entries = (await readIn(tx, workspaceId, roomId, from, before - from)).map(roomEntry)
  let view = fold(emptyConversation, entries)
  for (let after = before; after < last && Object.keys(view.open).length > 0; after += most) {
    const open = new Set(Object.keys(view.open))
    const later = (await readIn(tx, workspaceId, roomId, after, Math.min(most, last - after))).map(roomEntry).filter((entry) => isOf(entry, open))
    entries.push(...later)
    view = fold(view, later)
  }
  return { from, entries }
}

async function beginning(tx: Sql, workspaceId: string, roomId: string, { before, messages }: Before): Promise<number> {
  const floor = Math.max(0, before - most)
  return messages === undefined ? floor : await beginningOf(tx, workspaceId, roomId, { before, floor, messages })
}

function isOf({ event }: ConversationEntry, open: ReadonlySet<string>): boolean {
  if ('messageId' in event && open.has(event.messageId)) return true
  if ('toolCallId' in event && open.has(event.toolCallId)) return true
  if (event.type === 'RUN_FINISHED' || event.type === 'RUN_ERROR') return true
  if (event.type !== 'CUSTOM') return false
  return ('waitId' in event.value && open.has(event.value.waitId)) || (event.name === 'hearth.superseded' && open.has(event.value.id))
}
