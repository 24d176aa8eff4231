import type { Json, JsonObject } from '../kernel/json.ts'
import { applyPatch, type PatchOperation } from '../kernel/json-patch.ts'

/** Any AG-UI event, ours or another server's. */
export type AguiEvent = { type: string; [field: string]: unknown }
type Call = { id: string; type: 'function'; function: { name: string; arguments: string } }
export type AguiMessage = {
  id: string
  role: string
  name?: string
  content?: Json
  toolCalls?: readonly Call[]
  toolCallId?: string
  [field: string]: unknown
}

/**
 * The messages that these events tell, as the official client keeps them; go on from `before`. Copies only what changes. Texts and calls
 * of several agents may stand among each other.
 */
export function eventsToMessages(events: readonly AguiEvent[], before: readonly AguiMessage[] = []): AguiMessage[] {
  return events.reduce<AguiMessage[]>(message, [...before])
}

/** What these events say of the shared state; go on from `before`. A patch that does not fit is passed over whole. */
export function eventsToState(events: readonly AguiEvent[], before: Json = {}): Json {
  return events.reduce<Json>((state, event) => {
    if (event.type === 'STATE_SNAPSHOT') return (event.snapshot ?? {}) as Json
    if (event.type !== 'STATE_DELTA') return state
    try {
      return applyPatch(state, event.delta as PatchOperation[])
    } catch {
      return state
    }
  }, before)
}

function message(all: AguiMessage[], event: AguiEvent): AguiMessage[] {
  const id = String(event.messageId ?? '')
  const callId = String(event.toolCallId ?? '')
  switch (event.type) {
    case 'TEXT_MESSAGE_START': {
      if (all.some((known) => known.id === id)) return all
      const name = event.name === undefined ? {} : { name: String(event.name) }
      return [...all, { id, role: String(event.role ?? 'assistant'), content: '', ...name }]
    }
    case 'TEXT_MESSAGE_CONTENT':
      return changed(
        all,
        (known) => known.id === id,
        (known) => ({ ...known, content: `${typeof known.content === 'string' ? known.content : ''}${event.delta}` }),
      )
    case 'TOOL_CALL_START': {
      const call: Call = { id: callId, type: 'function', function: { name: String(event.toolCallName), arguments: '' } }
      const parent = event.parentMessageId === undefined ? undefined : all.findLast((known) => known.id === event.parentMessageId && known.role === 'assistant')
      if (parent)
        return changed(
          all,
          (known) => known === parent,
          (known) => ({ ...known, toolCalls: [...(known.toolCalls ?? []), call] }),
        )
      return [...all, { id: String(event.parentMessageId ?? callId), role: 'assistant', toolCalls: [call] }]
    }
    case 'TOOL_CALL_ARGS':
      return changed(all, hasCall(callId), (known) => ({
        ...known,
        toolCalls: (known.toolCalls ?? []).map((call) => (call.id === callId ? longer(call, String(event.delta)) : call)),
      }))
    case 'TOOL_CALL_RESULT': {
      const result: AguiMessage = { id, role: 'tool', toolCallId: callId, content: event.content as Json }
      const at = all.findIndex(hasCall(callId))
      if (at < 0) return [...all, result]
      const after = all.findIndex((known, place) => place > at && known.role !== 'tool')
      return all.toSpliced(after < 0 ? all.length : after, 0, result)
    }
    case 'MESSAGES_SNAPSHOT':
      return [...(event.messages as AguiMessage[])]
    default:
      return all
  }
}

const hasCall = (id: string) => (known: AguiMessage) => known.toolCalls?.some((call) => call.id === id) ?? false
const longer = (call: Call, delta: string): Call => ({ ...call, function: { ...call.function, arguments: call.function.arguments + delta } })

function changed(all: AguiMessage[], which: (known: AguiMessage) => boolean, how: (known: AguiMessage) => AguiMessage): AguiMessage[] {
  const at = all.findLastIndex(which)
  const found = all[at]
  return found ? all.with(at, how(found)) : all
}

/**
 * The same events in fewer: what is said of one text or one call's arguments becomes one delta, where its last piece stood. Whatever
 * else there is stays, in its order, so events of several agents may stand among each other.
 */
export function compactEvents(events: readonly AguiEvent[]): AguiEvent[] {
  const pieceOf = (event: AguiEvent) =>
    event.type === 'TEXT_MESSAGE_CONTENT' ? `text ${event.messageId}` : event.type === 'TOOL_CALL_ARGS' ? `args ${event.toolCallId}` : undefined
  const whole = new Map<string, { last: number; delta: string }>()
  for (const [at, event] of events.entries()) {
    const piece = pieceOf(event)
    if (piece !== undefined) whole.set(piece, { last: at, delta: `${whole.get(piece)?.delta ?? ''}${event.delta}` })
  }
  return events.flatMap((event, at) => {
    const joined = whole.get(pieceOf(event) ?? '')
    if (!joined) return [event]
    return joined.last === at ? [{ ...event, delta: joined.delta }] : []
  })
}

export type Surface = { surfaceId: string; messages: JsonObject[] }

/**
 * The A2UI surfaces that these events tell, each as its messages in order, for any A2UI renderer. Takes `a2ui-surface` (operations,
 * as CopilotKit sends them) and `a2ui` (messages); we send the former.
 */
export function eventsToSurfaces(events: readonly AguiEvent[]): Surface[] {
  const contents = new Map<string, JsonObject>()
  for (const event of events) {
    if (event.type === 'MESSAGES_SNAPSHOT') {
      const told = (event.messages as AguiMessage[]).filter(({ role }) => role === 'activity')
      // a snapshot with any activity tells all there are
      if (told.length > 0) contents.clear()
      for (const { id, activityType, content } of told) if (activityType === 'a2ui' || activityType === 'a2ui-surface') contents.set(id, content as JsonObject)
      continue
    }
    if (event.activityType !== 'a2ui' && event.activityType !== 'a2ui-surface') continue
    const id = String(event.messageId)
    if (event.type === 'ACTIVITY_SNAPSHOT' && (event.replace !== false || !contents.has(id))) contents.set(id, event.content as JsonObject)
    if (event.type === 'ACTIVITY_DELTA' && contents.has(id))
      contents.set(id, eventsToState([{ type: 'STATE_DELTA', delta: event.patch }], contents.get(id) ?? {}) as JsonObject)
  }
  const surfaces = new Map<string, JsonObject[]>()
  for (const content of contents.values()) {
    for (const part of [content.a2ui_operations ?? content.messages ?? []].flat()) {
      const surfaceId = surfaceOf(part)
      if (surfaceId === undefined) continue
      if (isObject(part) && 'deleteSurface' in part) surfaces.delete(surfaceId)
      else surfaces.set(surfaceId, [...(surfaces.get(surfaceId) ?? []), part as JsonObject])
    }
  }
  return [...surfaces].map(([surfaceId, messages]) => ({ surfaceId, messages }))
}

/** Of v0.9 and v0.8 messages: the one object in it names its surface. */
function surfaceOf(part: Json): string | undefined {
  if (!isObject(part)) return undefined
  for (const inner of Object.values(part)) if (isObject(inner) && typeof inner.surfaceId === 'string') return inner.surfaceId
  return undefined
}

const isObject = (value: unknown): value is JsonObject => typeof value === 'object' && value !== null && !Array.isArray(value)
