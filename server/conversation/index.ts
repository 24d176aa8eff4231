export { compact } from './compact.ts'
export { entriesOf, type OutletContext } from './entries-of.ts'
export { fold } from './fold.ts'
export { answerOf, interruptOf, type ResumeAnswer } from './interrupt.ts'
export { markdownOf } from './markdown-of.ts'
export { everyone, mentionsIn } from './mentions.ts'
export { messagesOf } from './messages-of.ts'
export { prepend } from './prepend.ts'
export { type AguiEvent, type AguiMessage, compactEvents, eventsToMessages, eventsToState, eventsToSurfaces, type Surface } from './reduce.ts'
export type { Branched, ConversationEntry, Forked, Interrupt, Meta, OutletEntry, RoomEvent, Routed, Why } from './room-event.ts'
export { roomFact, routedEntry } from './room-fact.ts'
export { messageEntries, messageKey } from './user-message.ts'
export {
  type ActiveRun,
  type CardItem,
  type Conversation,
  emptyConversation,
  type Item,
  itemsOf,
  type Marks,
  type MessageItem,
  type NoticeItem,
  openQuestions,
  type Page,
  type QueuedTurn,
  type Reaction,
  type Spent,
  type ThoughtItem,
  type ToolCallItem,
} from './view.ts'
