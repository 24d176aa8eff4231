import { jsonSchema, type ModelMessage as SdkMessage, type ToolSet, tool } from 'ai'
import type { ModelMessage, ModelRequest, ModelTool } from '../engine/hands.ts'
import { filePart } from './file-parts.ts'

type ProviderOptions = NonNullable<SdkMessage['providerOptions']>
type Prompt = { instructions?: string; messages: SdkMessage[] }

/** Our messages in the SDK's words. All that the system says goes first, in one piece. `files`: the bytes of those that the model takes. */
export function promptOf(messages: ModelMessage[], files: ReadonlyMap<string, Uint8Array> = new Map()): Prompt {
  const instructions = messages.flatMap((message) => (message.role === 'system' ? [message.text] : [])).join('\n\n')
  return { ...(instructions ? { instructions } : {}), messages: messages.flatMap((message) => sdkMessage(message, files)) }
}

function sdkMessage(message: ModelMessage, files: ReadonlyMap<string, Uint8Array>): SdkMessage[] {
  switch (message.role) {
    case 'system':
      return []
    case 'user':
      if (!message.files?.length) return [{ role: 'user', content: message.text }]
      return [
        {
          role: 'user',
          content: [
            ...(message.text ? [{ type: 'text' as const, text: message.text }] : []),
            ...message.files.map((file) => filePart(file, files.get(file.id))),
          ],
        },
      ]
    case 'assistant': {
      const calls = (message.toolCalls ?? []).map((call) => ({
        type: 'tool-call' as const,
        toolCallId: call.id,
        toolName: call.name,
        input: call.input,
        ...(call.provider ? { providerOptions: call.provider as ProviderOptions } : {}),
      }))
      return [{ role: 'assistant', content: [...(message.text ? [{ type: 'text' as const, text: message.text }] : []), ...calls] }]
    }
    case 'tool':
      return [
        {
          role: 'tool',
          content: [{ type: 'tool-result', toolCallId: message.toolCallId, toolName: message.toolName, output: { type: 'json', value: message.result } }],
        },
      ]
  }
}

/** Tools without `execute`: the model only asks, our own steps do. */
export function toolsOf(tools: ModelTool[]): ToolSet {
  return Object.fromEntries(tools.map(({ name, description, inputSchema }) => [name, tool({ description, inputSchema: jsonSchema(inputSchema) })]))
}

/** Said to models that know JSON but not JSON Schema. */
export function schemaInWords(request: ModelRequest): ModelMessage[] {
  return request.outputSchema
    ? [
        {
          role: 'system',
          text: `Answer with one JSON object only, without any other text. It must fit this JSON Schema:\n${JSON.stringify(request.outputSchema)}`,
        },
      ]
    : []
}
