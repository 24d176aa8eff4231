import type { ConversationMessage } from '../engine/hands.ts'
import type { Json, JsonObject } from '../kernel/json.ts'
import { type CardItem, type Conversation, type Item, itemsOf } from './view.ts'

type Call = NonNullable<ConversationMessage['toolCalls']>[number]

/**
 * The last `limit` messages as a model reads them: what people and agents said, which tools were called and what came
 * back, and what people refused. Cards that only show are left out: their data is in the tool's result already.
 * Ids of calls are numbered anew, because providers restrict their form.
 */
export function messagesOf(view: Conversation, limit: number): ConversationMessage[] {
  const messages: ConversationMessage[] = []
  let writer = ''
  let calls = 0
  for (const item of itemsOf(view)) {
    const call = callOf(item)
    if (call) {
      const toolCall = { ...call, id: `call_${++calls}` }
      const last = messages.at(-1)
      // calls that follow each other belong to one turn; calls after a text begin a new one
      if (last?.role === 'assistant' && last.text === '' && writer === writerOf(item)) last.toolCalls = [...(last.toolCalls ?? []), toolCall]
      else messages.push({ role: 'assistant', ...nameOf(item), text: '', toolCalls: [toolCall] })
    } else if (item.kind === 'message' && (item.text.trim() !== '' || item.files.length > 0)) {
      messages.push({ role: item.role, ...nameOf(item), text: item.text, ...(item.files.length > 0 ? { files: [...item.files] } : {}) })
    } else continue
    writer = writerOf(item)
  }
  return limit > 0 ? messages.slice(-limit) : []
}

function callOf(item: Item): Omit<Call, 'id'> | undefined {
  if (item.kind === 'toolCall' && item.input !== null && item.status !== 'running') return { name: item.name, input: item.input, result: resultOf(item) }
  if (item.kind === 'card' && item.toolCall && refusalOf(item))
    return { name: item.toolCall.name, input: item.toolCall.input as JsonObject, result: { outcome: refusalOf(item) ?? 'declined' } }
  return undefined
}

const resultOf = (item: { status: string; output: Json }): Json => (item.status === 'stopped' ? { outcome: 'stopped' } : item.output)

/** An approved call shows by itself as the tool's own call. */
function refusalOf(card: CardItem): 'declined' | 'expired' | undefined {
  if (card.status === 'expired') return 'expired'
  return card.status === 'answered' && card.answer?.outcome === 'declined' ? 'declined' : undefined
}

const writerOf = (item: Item): string => `${item.runId} ${item.speaker}`
const nameOf = ({ speaker }: Item): { name?: string } => (speaker ? { name: speaker } : {})
