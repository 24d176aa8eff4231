import type { ModelRequest, ToolCall } from '../../engine/hands.ts'
import type { Json, JsonObject } from '../../kernel/json.ts'

/** What a script says to one request. */
export type DemoAnswer = { text: string; toolCalls?: Omit<ToolCall, 'id'>[]; object?: JsonObject }

/** One conversation the demo model knows by heart: answers when it recognises the request, else stays silent. */
export type DemoScript = (scene: Scene) => DemoAnswer | undefined

/** A request as the scripts read it: who the model is told to be, what was asked last, and what its tools gave since. */
export type Scene = {
  instructions: string
  asked: string
  tools: string[]
  results: { name: string; input: JsonObject; result: Json }[]
  outputSchema: JsonObject | undefined
}

export function sceneOf(request: ModelRequest): Scene {
  const last = request.messages.findLastIndex((message) => message.role === 'user')
  const since = request.messages.slice(last + 1)
  const calls = new Map(since.flatMap((message) => (message.role === 'assistant' ? (message.toolCalls ?? []) : [])).map((call) => [call.id, call]))
  return {
    instructions: request.messages.flatMap((message) => (message.role === 'system' ? [message.text] : [])).join('\n'),
    asked: request.messages[last]?.role === 'user' ? (request.messages[last]?.text ?? '') : '',
    tools: (request.tools ?? []).map((tool) => tool.name),
    results: since.flatMap((message) =>
      message.role === 'tool' ? [{ name: message.toolName, input: calls.get(message.toolCallId)?.input ?? {}, result: message.result }] : [],
    ),
    outputSchema: request.outputSchema,
  }
}
