import { jsonSchema, Output, streamText } from 'ai'
import type { ModelReply, ModelRequest, ModelToolCall } from '../engine/hands.ts'
import { AppError } from '../kernel/errors.ts'
import type { Json, JsonObject } from '../kernel/json.ts'
import type { Choice } from './choose-model.ts'
import { languageModel } from './language-model.ts'
import { asAppError } from './model-error.ts'
import { promptOf, schemaInWords, toolsOf } from './prompt.ts'

// The SDK's hints are for whoever writes the call; in a worker's log they are noise.
globalThis.AI_SDK_LOG_WARNINGS = false

/**
 * One call to one model, streamed. No retries and no loop in here: trying again and running tools are the engine's, so
 * that each is recorded. Errors: `outside-failed`, `no-model`, `cancelled`.
 */
export async function callModel(
  choice: Choice,
  request: ModelRequest,
  { signal, fetch, files }: { signal: AbortSignal; fetch: typeof globalThis.fetch; files?: ReadonlyMap<string, Uint8Array> },
): Promise<ModelReply> {
  const { connection, model } = choice
  const messages = connection.provider === 'compatible' ? [...schemaInWords(request), ...request.messages] : request.messages
  let text = ''
  const toolCalls: ModelToolCall[] = []
  const writing = new Map<string, ((delta: string) => void) | undefined>()
  const usage = { inputTokens: 0, outputTokens: 0 }
  let finished = false
  try {
    const stream = streamText({
      model: languageModel(choice, fetch),
      ...promptOf(messages, files),
      ...(request.tools?.length ? { tools: toolsOf(request.tools) } : {}),
      ...(request.outputSchema ? { output: Output.object({ schema: jsonSchema<JsonObject>(request.outputSchema) }) } : {}),
      ...(request.temperature === undefined ? {} : { temperature: request.temperature }),
      ...(request.maxOutputTokens === undefined ? {} : { maxOutputTokens: request.maxOutputTokens }),
      maxRetries: 0,
      // no `streamRetries`, not even 0: it would hold back what a model writes for a tool until the answer is whole
      abortSignal: signal,
      onError: () => undefined, // it comes as a part of the stream too, and is thrown below
    })
    for await (const part of stream.fullStream) {
      if (part.type === 'text-delta') {
        text += part.text
        request.onText?.(part.text)
      } else if (part.type === 'reasoning-delta') request.onThought?.(part.text)
      else if (part.type === 'tool-input-start') writing.set(part.id, request.onCall?.({ id: part.id, name: part.toolName }))
      else if (part.type === 'tool-input-delta') writing.get(part.id)?.(part.delta)
      else if (part.type === 'tool-call')
        toolCalls.push({
          id: part.toolCallId,
          name: part.toolName,
          input: objectOf(part.input),
          ...(part.providerMetadata ? { provider: part.providerMetadata as JsonObject } : {}),
        })
      else if (part.type === 'finish') {
        finished = part.finishReason !== 'error'
        usage.inputTokens = part.totalUsage.inputTokens ?? 0
        usage.outputTokens = part.totalUsage.outputTokens ?? 0
      } else if (part.type === 'error') throw part.error
      else if (part.type === 'abort') throw new AppError('cancelled')
    }
  } catch (error) {
    throw asAppError(error, choice, signal)
  }
  if (!finished) throw new AppError('outside-failed', `${connection.label} broke off in the middle of its answer. Try again.`, undefined, { retry: 'later' })
  return {
    text,
    toolCalls,
    ...(request.outputSchema ? { object: parsed(text, connection.label) } : {}),
    model: `${connection.provider}/${model}`,
    demo: false,
    usage: { ...usage, ...costOf(choice, usage) },
  }
}

/** Of the default model only: it is the one whose price is known. */
function costOf({ connection: { price, defaultModel }, model }: Choice, { inputTokens, outputTokens }: ModelReply['usage']): { costMicros?: number } {
  if (!price || model !== defaultModel) return {}
  return { costMicros: Math.round((inputTokens * price.input + outputTokens * price.output) * 1000) / 1000 } // dollars a million tokens are millionths a token
}

function objectOf(input: unknown): JsonObject {
  return typeof input === 'object' && input !== null && !Array.isArray(input) ? (input as JsonObject) : {}
}

/** Models that know no schemas like to put their JSON into a fence. */
function parsed(text: string, label: string): Json {
  try {
    return JSON.parse(text.replace(/^\s*```(?:json)?\s*|\s*```\s*$/g, '')) as Json
  } catch {
    throw new AppError(
      'outside-failed',
      `${label} was asked for JSON and gave something else. Try again, or choose a larger model.`,
      { text: text.slice(0, 500) },
      { retry: 'later' },
    )
  }
}
