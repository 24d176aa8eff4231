import type { OutletEntry } from './entries-of.ts'
import type { Meta } from './room-event.ts'

/** A person's or a guest's message as entries. The same id twice is one message. */
export function messageEntries(message: { id: string; roomId: string; personId: string; name: string; text: string; guest?: boolean }): OutletEntry[] {
  const { id: messageId, text, name } = message
  const metadata: Meta = { roomId: message.roomId, authorId: `${message.guest ? 'guest' : 'person'}:${message.personId}`, speaker: name }
  return [
    { key: messageKey(messageId), kind: 'TEXT_MESSAGE_START', body: { type: 'TEXT_MESSAGE_START', messageId, role: 'user', name, metadata } },
    {
      key: `${messageKey(messageId)}:text`,
      kind: 'TEXT_MESSAGE_CONTENT',
      body: { type: 'TEXT_MESSAGE_CONTENT', messageId, delta: text, metadata: { ...metadata, off: 0 } },
    },
    { key: `${messageKey(messageId)}:end`, kind: 'TEXT_MESSAGE_END', body: { type: 'TEXT_MESSAGE_END', messageId, metadata } },
  ]
}

export const messageKey = (messageId: string): string => `message:${messageId}`
