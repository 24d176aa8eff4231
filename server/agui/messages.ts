import type { ContentPart, Message } from '@ag-ui/core'
import { type Conversation, type Item, itemsOf } from '../conversation/index.ts'
import type { FileRef } from '../kernel/file-ref.ts'
import { surfaceOf, type Wanted } from './surfaces.ts'

export type Reader = { /** Where a file is for them. */ fileAddress: (id: string) => string /** The A2UI that the client draws. */; surfaces?: Wanted | null }

/**
 * The conversation as AG-UI messages, for snapshots: texts as they are, files by their addresses, tool calls with what came back, and
 * views as surfaces for who draws them.
 */
export function aguiMessagesOf(view: Conversation, reader: Reader): Message[] {
  return itemsOf(view).flatMap((item) => messagesOfItem(item, reader))
}

function messagesOfItem(item: Item, { fileAddress, surfaces }: Reader): Message[] {
  switch (item.kind) {
    case 'message': {
      const named = item.speaker ? { name: item.speaker } : {}
      if (item.role === 'assistant') return [{ id: item.id, role: item.role, content: item.text, ...named }]
      if (item.files.length === 0) return [{ id: item.id, role: item.role, content: item.text, ...named }]
      const parts = item.files.map((file) => partOf(file, fileAddress(file.id)))
      return [{ id: item.id, role: item.role, content: [...(item.text === '' ? [] : [{ type: 'text' as const, text: item.text }]), ...parts], ...named }]
    }
    case 'toolCall':
      return called(item, item.name, JSON.stringify(item.input ?? {}), item.status === 'running' ? undefined : JSON.stringify(item.output))
    case 'card': {
      if (item.draft) return []
      const surface = item.props === null ? undefined : surfaceOf(item.id, item.component, item.props, surfaces)
      const activity: Message[] = surface ? [{ id: surface.messageId, role: 'activity', activityType: surface.activityType, content: surface.content }] : []
      return [...called(item, item.component, JSON.stringify(item.props ?? {}), cardResult(item)), ...activity]
    }
    case 'thought':
    case 'notice':
      return []
  }
}

/** Both dialects know parts with an address. */
function partOf({ name, type, bytes }: FileRef, value: string): ContentPart {
  const [family] = type.split('/')
  const kind = family === 'image' || family === 'audio' || family === 'video' ? family : 'document'
  return { type: kind, source: { type: 'url', value, mimeType: type }, metadata: { filename: name, bytes } }
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
