import type { Message } from '@ag-ui/core'
import { type Conversation, type Item, itemsOf } from '../conversation/index.ts'

/** The conversation as AG-UI messages, for snapshots: texts as they are, tool calls with what came back. */
export function aguiMessagesOf(view: Conversation): Message[] {
  return itemsOf(view).flatMap(messagesOfItem)
}

function messagesOfItem(item: Item): Message[] {
  switch (item.kind) {
    case 'message':
      return [{ id: item.id, role: item.role, content: item.text, ...(item.speaker ? { name: item.speaker } : {}) }]
    case 'toolCall':
      return called(item, item.name, JSON.stringify(item.input ?? {}), item.status === 'running' ? undefined : JSON.stringify(item.output))
    case 'card':
      if (item.draft) return []
      return called(item, item.component, JSON.stringify(item.props ?? {}), cardResult(item))
    case 'thought':
    case 'notice':
      return []
  }
}

/** One assistant message a call, as clients make of a TOOL_CALL_START that names no parent. */
function called(item: Item, name: string, args: string, result: string | undefined): Message[] {
  const call: Message = { id: item.id, role: 'assistant', toolCalls: [{ id: item.id, type: 'function', function: { name, arguments: args } }] }
  return result === undefined ? [call] : [call, { id: `${item.id}:result`, role: 'tool', toolCallId: item.id, content: result }]
}

function cardResult(card: Extract<Item, { kind: 'card' }>): string | undefined {
  if (card.status === 'shown') return 'shown'
  if (card.status === 'answered') return JSON.stringify({ outcome: card.answer?.outcome, value: card.answer?.value ?? null })
  return card.status === 'expired' ? JSON.stringify({ outcome: 'expired', value: null }) : undefined
}
