import type { ConversationMessage, ModelMessage } from '../../engine/hands.ts'
import type { Json } from '../../kernel/json.ts'

/**
 * What was said so far as a model reads it, ending with the message to answer. What was written after that message, while
 * this run waited for its turn, is left out: it has a run of its own.
 */
export function historyOf(read: Json | undefined, message: string, withTools: boolean): ModelMessage[] {
  const said = (Array.isArray(read) ? read : []) as ConversationMessage[]
  const here = message ? said.findLastIndex((entry) => entry.role === 'user' && entry.text === message) : said.length - 1
  const before = said.slice(0, here < 0 ? undefined : here + 1).flatMap((entry) => messagesOf(entry, withTools))
  return message && here < 0 ? [...before, { role: 'user', text: message }] : before
}

function messagesOf(entry: ConversationMessage, withTools: boolean): ModelMessage[] {
  if (entry.role === 'user') return [{ role: 'user', text: entry.text, ...(entry.files ? { files: entry.files } : {}) }]
  const calls = withTools ? (entry.toolCalls ?? []) : []
  if (calls.length === 0) return entry.text ? [{ role: 'assistant', text: entry.text }] : []
  return [
    { role: 'assistant', text: entry.text, toolCalls: calls.map(({ id, name, input }) => ({ id, name, input })) },
    ...calls.map(({ id, name, result }) => ({
      role: 'tool' as const,
      toolCallId: id,
      toolName: name,
      result: result ?? { note: 'There is no result: this call was not finished.' },
    })),
  ]
}
