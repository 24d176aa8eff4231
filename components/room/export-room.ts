import { type ConversationEntry, emptyConversation, fold, markdownOf } from '../../server/conversation/index.ts'
import { exportRoomContract } from '../../server/rooms/contract.ts'
import { api } from '../api.ts'
import { roomTitle } from './words.ts'

/** Saves a room as a file: JSON with its proof, or Markdown to read. */
export async function saveRoom(workspace: string, room: string, form: 'json' | 'md'): Promise<void> {
  const exported = await api(exportRoomContract, { workspace, room })
  const entries = exported.entries.map(({ seq, at, body }) => ({ seq, at, event: body }) as unknown as ConversationEntry)
  const title = roomTitle(exported.room.title)
  const text = form === 'json' ? JSON.stringify(exported, null, 2) : markdownOf(fold(emptyConversation, entries), title)
  const address = URL.createObjectURL(new Blob([text], { type: form === 'json' ? 'application/json' : 'text/markdown' }))
  const link = Object.assign(document.createElement('a'), { href: address, download: `${nameOf(title)}.${form}` })
  link.click()
  setTimeout(() => URL.revokeObjectURL(address), 10_000)
}

const nameOf = (title: string): string =>
  title
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, '-')
    .replace(/^-|-$/g, '')
    .slice(0, 60) || 'room'
