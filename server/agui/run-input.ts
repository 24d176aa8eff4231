import { RunAgentInputSchema } from '@ag-ui/core/schemas'
import { z } from 'zod'
import type { Given } from '../engine/hands.ts'
import { AppError } from '../kernel/errors.ts'
import type { JsonObject } from '../kernel/json.ts'
import { surfacesWanted, type Wanted } from './surfaces.ts'

/** What a client asks for, after its dialect has been understood. */
export type RunInput = {
  threadId: string
  runId: string
  messages: InputMessage[]
  resume: ResumeEntry[]
  given: Given
  /** The client's copy of what it shares with the agent; null when it sent none. */
  state: JsonObject | null
  /** The version of the state that it changed, if it says so. */
  stateBase: number | null
  /** The A2UI it draws, if it does. */
  surfaces: Wanted | null
  /** A button of a surface was pressed: an answer to the question that is drawn there. */
  pressed: { surfaceId: string; action: string; values: JsonObject } | null
  /** The client speaks protocol 1.0: outcomes and results of that version may be sent. */
  modern: boolean
}
export type InputMessage = { id: string; role: string; text: string; toolCallId?: string /** Parts that are not text. */; files: Attachment[] }
/** A picture or file as a client gives it: its bytes as base64, an address, or a file that was uploaded here before. */
export type Attachment = { kind: string; name: string; source: { type: 'data' | 'url' | 'file'; value: string } }
export type ResumeEntry = { interruptId: string; status: 'resolved' | 'cancelled'; payload?: unknown }

const most = 200

/** Reads a RunAgentInput of protocol 1.0 or older. Error: `invalid-input` with what is wrong. */
export function readRunInput(body: unknown): RunInput {
  const parsed = RunAgentInputSchema.safeParse(normalised(body))
  if (!parsed.success) {
    const [issue] = parsed.error.issues
    throw new AppError('invalid-input', `This is not an AG-UI RunAgentInput: ${issue?.path.join('.') || 'the body'}: ${issue?.message ?? 'not understood'}.`)
  }
  const { threadId, runId, messages, resume, protocolVersion, state } = parsed.data
  for (const [name, value] of Object.entries({ threadId, runId })) {
    if (value.length === 0 || value.length > most) throw new AppError('invalid-input', `${name} must have 1 to ${most} characters.`)
  }
  return {
    threadId,
    runId,
    messages: messages.map(readMessage),
    resume: resume ?? [],
    given: readGiven(parsed.data),
    state: isRecord(state) && Object.keys(state).length > 0 ? (state as JsonObject) : null,
    stateBase: baseIn(parsed.data.forwardedProps),
    surfaces: surfacesWanted(parsed.data.forwardedProps, parsed.data.context ?? []),
    pressed: pressedIn(parsed.data.forwardedProps),
    modern: protocolVersion?.startsWith('1.') ?? false,
  }
}

function baseIn(forwarded: unknown): number | null {
  const base = isRecord(forwarded) ? forwarded.stateBase : undefined
  if (base === undefined) return null
  if (typeof base === 'number' && Number.isSafeInteger(base) && base >= 0) return base
  throw new AppError('invalid-input', 'forwardedProps.stateBase must be the metadata.stateVersion of the state you changed: a whole number.')
}

/** As A2UI clients over AG-UI send it: `forwardedProps.a2uiAction.userAction`. */
function pressedIn(forwarded: unknown): RunInput['pressed'] {
  const action = isRecord(forwarded) && isRecord(forwarded.a2uiAction) ? forwarded.a2uiAction.userAction : undefined
  if (!isRecord(action) || typeof action.surfaceId !== 'string' || typeof action.name !== 'string') return null
  return { surfaceId: action.surfaceId, action: action.name, values: isRecord(action.context) ? (withoutNulls(action.context) as JsonObject) : {} }
}

type Along = {
  tools?: { name: string; description?: string | undefined; parameters?: unknown }[] | undefined
  context?: Given['context'] | undefined
  forwardedProps?: unknown
}
const mostTools = 128

/** What comes along with a message. Models take letters, digits, `_` and `-` as names of tools. Error: `invalid-input`. */
function readGiven({ tools = [], context = [], forwardedProps }: Along): Given {
  const wrong = tools.find(({ name }) => !/^[a-zA-Z0-9_-]{1,64}$/.test(name))
  if (wrong) throw new AppError('invalid-input', `A tool is named ${JSON.stringify(wrong.name.slice(0, 80))}. Use 1 to 64 letters, digits, _ or -.`)
  if (tools.length > mostTools) throw new AppError('invalid-input', `There are ${tools.length} tools; at most ${mostTools} may come along.`)
  return {
    ...(tools.length === 0 ? {} : { tools: tools.map(({ name, description = '', parameters }) => ({ name, description, inputSchema: schemaOf(parameters) })) }),
    ...(context.length === 0 ? {} : { context }),
    ...(isRecord(forwardedProps) && Object.keys(forwardedProps).length > 0 ? { forwarded: forwardedProps as JsonObject } : {}),
  }
}

const schemaOf = (parameters: unknown): JsonObject => (isRecord(parameters) ? (parameters as JsonObject) : { type: 'object', properties: {} })

/** Reads another JSON body of this module by its schema. */
export function readBody<S extends z.ZodType>(schema: S, body: unknown): z.output<S> {
  const parsed = schema.safeParse(body)
  if (parsed.success) return parsed.data
  throw new AppError('invalid-input', z.prettifyError(parsed.error).replaceAll('\n', ' '))
}

/** Older clients send null where 1.0 leaves out, and a part type that is no more. */
function normalised(body: unknown): unknown {
  if (!isRecord(body)) return body
  const input = withoutNulls(body)
  if (!Array.isArray(input.messages)) return input
  return {
    ...input,
    tools: input.tools ?? [],
    context: input.context ?? [],
    messages: input.messages.map((message) => (isRecord(message) ? normalisedMessage(message) : message)),
  }
}

function normalisedMessage(message: Record<string, unknown>): Record<string, unknown> {
  const kept = withoutNulls(message)
  if (message.role === 'tool' && kept.content === undefined) kept.content = ''
  if (!Array.isArray(kept.content)) return kept
  return { ...kept, content: kept.content.map((part) => (isRecord(part) && part.type === 'binary' ? fromBinary(part) : part)) }
}

function fromBinary(part: Record<string, unknown>): Record<string, unknown> {
  const mimeType = typeof part.mimeType === 'string' ? part.mimeType : 'application/octet-stream'
  const source =
    typeof part.data === 'string' ? { type: 'data', value: part.data, mimeType } : { type: 'url', value: String(part.url ?? part.id ?? ''), mimeType }
  const [family] = mimeType.split('/')
  const type = family === 'image' || family === 'audio' || family === 'video' ? family : 'document'
  return { type, source, ...(typeof part.filename === 'string' ? { metadata: { filename: part.filename } } : {}) }
}

function readMessage(message: { id: string; role: string; content?: unknown; toolCallId?: string }): InputMessage {
  const parts: unknown[] = Array.isArray(message.content) ? message.content : []
  const texts = parts.filter((part): part is { type: 'text'; text: string } => isRecord(part) && part.type === 'text' && typeof part.text === 'string')
  return {
    id: message.id,
    role: message.role,
    text: typeof message.content === 'string' ? message.content : texts.map((part) => part.text).join('\n'),
    files: parts.flatMap((part) => (isRecord(part) && isRecord(part.source) ? [attachmentOf(part, part.source)] : [])),
    ...(message.toolCallId === undefined ? {} : { toolCallId: message.toolCallId }),
  }
}

function attachmentOf({ type, metadata }: Record<string, unknown>, source: Record<string, unknown>): Attachment {
  const { filename, name } = isRecord(metadata) ? metadata : {}
  const given = [filename, name].find((each) => typeof each === 'string' && each !== '')
  const from = source.type === 'data' || source.type === 'file' ? source.type : 'url'
  return { kind: String(type), name: typeof given === 'string' ? given : '', source: { type: from, value: String(source.value) } }
}

const withoutNulls = (value: Record<string, unknown>) => Object.fromEntries(Object.entries(value).filter(([, inner]) => inner !== null))
const isRecord = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null && !Array.isArray(value)
