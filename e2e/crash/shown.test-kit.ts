import { type ConversationEntry, emptyConversation, fold, itemsOf } from '../../server/conversation/index.ts'

/** What people see of a room with these entries, without what differs from talk to talk: amounts, and the notices that an agent was interrupted. */
export function shown(entries: ConversationEntry[]): string[] {
  return itemsOf(fold(emptyConversation, entries)).flatMap((item) => {
    if (item.kind === 'message') return [`${item.role}: ${item.text.replaceAll(/\d[\d.,]*\d/g, '#')}${item.streaming ? ' [unfinished]' : ''}`]
    if (item.kind === 'card') return [`${item.draft ? 'draft ' : ''}card ${item.component} ${item.status}`]
    if (item.kind === 'toolCall') return [`tool ${item.name} ${item.status}`]
    if (item.kind === 'thought') return [`thought: ${item.text}`]
    return item.notice === 'recovered' ? [] : [`notice ${item.notice}`]
  })
}
