import type { FileRef } from '../kernel/file-ref.ts'
import type { OutletEntry } from './entries-of.ts'
import type { Meta } from './room-event.ts'

type Message = { id: string; roomId: string; personId: string; name: string; text: string; files?: readonly FileRef[] }

/** A person's message as entries, its files at its beginning. The same id twice is one message. */
export function messageEntries(message: Message): OutletEntry[] {
  const { id: messageId, text, name, files = [] } = message
  const begin = { type: 'TEXT_MESSAGE_START' as const, messageId, role: 'user' as const, name }
  const metadata: Meta = { roomId: message.roomId, authorId: `person:${message.personId}`, speaker: name }
  return [
    { key: messageKey(messageId), kind: begin.type, body: { ...begin, metadata: { ...metadata, ...(files.length > 0 ? { files: [...files] } : {}) } } },
    {
      key: `${messageKey(messageId)}:text`,
      kind: 'TEXT_MESSAGE_CONTENT',
      body: { type: 'TEXT_MESSAGE_CONTENT', messageId, delta: text, metadata: { ...metadata, off: 0 } },
    },
    { key: `${messageKey(messageId)}:end`, kind: 'TEXT_MESSAGE_END', body: { type: 'TEXT_MESSAGE_END', messageId, metadata } },
  ]
}

export const messageKey = (messageId: string): string => `message:${messageId}`
