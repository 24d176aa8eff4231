import type { JsonObject } from '../kernel/json.ts'
import { add, amend, change, remove, settle } from './pages.ts'
import type { ConversationEntry, Meta, RoomEvent, Routed, Why } from './room-event.ts'
import { type CardItem, type Conversation, type Item, itemOf } from './view.ts'

/**
 * Folds entries into the view. Entries come in the order of their seq; one that was folded before changes nothing, so
 * overlapping reads and reconnects are harmless. Unknown events are passed over.
 */
export function fold(view: Conversation, entries: readonly ConversationEntry[]): Conversation {
  return entries.reduce((now, entry) => (entry.seq <= now.seq ? now : { ...step(now, entry), seq: entry.seq }), view)
}

function step(view: Conversation, entry: ConversationEntry): Conversation {
  const { event } = entry
  switch (event.type) {
    case 'RUN_STARTED':
      return setRun(view, entry, 'running')
    case 'RUN_FINISHED':
      return event.outcome ? setRun(quiet(view, event.metadata), entry, 'waiting') : endRun(view, event.metadata)
    case 'RUN_ERROR': {
      const cancelled = event.code === 'cancelled'
      const ended = endRun(view, event.metadata)
      return add(
        ended,
        {
          ...common(view, entry, `${event.metadata.runId}:end`),
          kind: 'notice',
          notice: cancelled ? 'cancelled' : 'failed',
          code: event.code,
          text: event.message,
        },
        false,
      )
    }
    case 'TEXT_MESSAGE_START':
      return add(view, messageItem(view, entry, event), true)
    case 'TEXT_MESSAGE_CONTENT':
      return change(view, event.messageId, (item) => (item.kind === 'message' ? { ...item, text: joined(item.text, event.delta, event.metadata.off) } : item))
    case 'TEXT_MESSAGE_END':
      return settle(view, event.messageId, (item) => (item.kind === 'message' ? { ...item, streaming: false } : item))
    case 'TOOL_CALL_START':
      return add(view, toolItem(view, entry, event), true)
    case 'TOOL_CALL_ARGS':
      return change(view, event.toolCallId, (item) => ('args' in item ? { ...item, args: joined(item.args, event.delta, event.metadata.off) } : item))
    case 'TOOL_CALL_END':
      return change(view, event.toolCallId, withArguments)
    case 'TOOL_CALL_RESULT':
      return settle(view, event.toolCallId, (item) => withResult(item, event))
    case 'CUSTOM':
      return custom(view, entry, event)
    default:
      return view
  }
}

function custom(view: Conversation, entry: ConversationEntry, event: Extract<RoomEvent, { type: 'CUSTOM' }>): Conversation {
  switch (event.name) {
    case 'hearth.queued':
      return setRun(view, entry, 'queued')
    case 'hearth.recovered':
      return add(
        view,
        {
          ...common(view, entry, `${event.value.runId}:recovered:${entry.seq}`),
          kind: 'notice',
          notice: 'recovered',
          code: 'recovered',
          text: 'The agent was interrupted and continues.',
        },
        false,
      )
    case 'hearth.superseded':
      return remove(view, event.value.id)
    case 'hearth.answered': {
      const { answer } = event.value
      return change(view, event.value.waitId, (item) =>
        item.kind === 'card' ? { ...item, status: answer.outcome === 'expired' ? 'expired' : 'answered', answer } : item,
      )
    }
    case 'hearth.expired':
      return change(view, event.value.waitId, (item) => (item.kind === 'card' ? { ...item, status: 'expired' } : item))
    case 'hearth.routed':
      return routed(view, entry, event.value)
    case 'hearth.turn-queued': {
      const { metadata } = event
      const turn = {
        ...event.value,
        files: event.value.files ?? [],
        agentId: metadata.agentId ?? '',
        authorId: metadata.authorId,
        author: metadata.speaker ?? '',
        at: entry.at,
      }
      return { ...view, queue: [...view.queue.filter(({ turnId }) => turnId !== turn.turnId), turn] }
    }
    case 'hearth.turn-edited':
      return { ...view, queue: view.queue.map((turn) => (turn.turnId === event.value.turnId ? { ...turn, text: event.value.text } : turn)) }
    case 'hearth.turn-dropped':
      return { ...view, queue: view.queue.filter(({ turnId }) => turnId !== event.value.turnId) }
    case 'hearth.joined':
    case 'hearth.left':
      return { ...add(view, membership(view, entry, event), false), changed: entry.seq }
    case 'hearth.card-state':
      return { ...view, shared: { ...view.shared, [event.value.card]: event.value.state } }
    case 'hearth.changed':
      return { ...view, changed: entry.seq }
    default:
      return view
  }
}

/** Whose turn a message is: told at the message, kept for what the run will say, and taken from the queue. */
function routed(view: Conversation, entry: ConversationEntry, value: Routed): Conversation {
  const { messageId, turnId, by, reason } = value
  const { runId } = entry.event.metadata
  const named = setRun({ ...view, queue: view.queue.filter((turn) => turn.turnId !== turnId) }, entry, 'queued', { by, reason })
  if (by === 'limit')
    return add(named, { ...common(view, entry, `limit:${entry.seq}`), runId: runId ?? null, kind: 'notice', notice: 'limit', code: by, text: reason }, false)
  return amend(named, messageId, (item) => (item.kind === 'message' ? { ...item, routed: [...item.routed, value] } : item))
}

function membership(view: Conversation, entry: ConversationEntry, event: Extract<RoomEvent, { name: 'hearth.joined' | 'hearth.left' }>): Item {
  const joined = event.name === 'hearth.joined'
  const { name, id } = event.value
  const { metadata } = event
  const self = metadata.authorId === `person:${id}`
  const text = self ? `${name} ${joined ? 'joined' : 'left'}.` : `${metadata.speaker ?? 'Somebody'} ${joined ? 'added' : 'removed'} ${name}.`
  return { ...common(view, entry, `${event.name}:${entry.seq}`), kind: 'notice', notice: joined ? 'joined' : 'left', code: event.value.kind, text }
}

function common(view: Conversation, { seq, at, event: { metadata } }: ConversationEntry, id: string) {
  return {
    id,
    seq,
    at,
    authorId: metadata.authorId,
    speaker: metadata.speaker ?? '',
    demo: metadata.demo ?? false,
    runId: metadata.runId ?? null,
    agentId: metadata.agentId ?? null,
    why: (metadata.runId === undefined ? null : view.runs[metadata.runId]?.why) ?? null,
  }
}

function messageItem(view: Conversation, entry: ConversationEntry, event: Extract<RoomEvent, { type: 'TEXT_MESSAGE_START' }>): Item {
  const { files = [] } = event.metadata
  return { ...common(view, entry, event.messageId), kind: 'message', role: event.role, text: '', streaming: true, routed: [], files }
}

function toolItem(view: Conversation, entry: ConversationEntry, event: Extract<RoomEvent, { type: 'TOOL_CALL_START' }>): Item {
  const base = common(view, entry, event.toolCallId)
  const { as, waitId, question, toolCall } = event.metadata
  if (as === 'tool') return { ...base, kind: 'toolCall', name: event.toolCallName, input: null, args: '', status: 'running', output: null }
  return {
    ...base,
    kind: 'card',
    component: event.toolCallName,
    props: null,
    args: '',
    status: 'loading',
    waitId: waitId ?? null,
    question: question ?? null,
    toolCall: toolCall ?? null,
    answer: null,
  }
}

/** The arguments are whole: they become props or input, and the text they came as is let go. */
function withArguments(item: Item): Item {
  if (item.kind === 'toolCall') return { ...item, input: parsedObject(item.args), args: '' }
  if (item.kind !== 'card') return item
  const status: CardItem['status'] = item.status !== 'loading' ? item.status : item.waitId === null ? 'shown' : 'open'
  return { ...item, props: parsedObject(item.args), args: '', status }
}

function withResult(item: Item, event: Extract<RoomEvent, { type: 'TOOL_CALL_RESULT' }>): Item {
  if (item.kind === 'toolCall') return { ...item, status: event.metadata.failed ? 'failed' : 'done', output: parsed(event.content) }
  // a question's answer was told by hearth.answered; a result without one means that it went unanswered
  if (item.kind === 'card' && item.status === 'open') return { ...item, status: 'expired' }
  return item
}

function setRun(view: Conversation, entry: ConversationEntry, status: 'queued' | 'running' | 'waiting', reason?: Why): Conversation {
  const { runId, agentId, speaker, segment } = entry.event.metadata
  if (runId === undefined) return view
  const since = view.runs[runId]?.since ?? entry.at
  const why = reason ?? view.runs[runId]?.why ?? null
  return { ...view, runs: { ...view.runs, [runId]: { runId, agentId: agentId ?? '', speaker: speaker ?? '', segment: segment ?? 1, status, since, why } } }
}

/** A run that ended leaves nothing open behind, whatever it forgot to close. */
function endRun(view: Conversation, { runId }: Meta): Conversation {
  if (runId === undefined) return view
  const { [runId]: _, ...runs } = view.runs
  const left = Object.keys(view.open).filter((id) => itemOf(view, id)?.runId === runId)
  return left.reduce((now, id) => settle(now, id, ended), { ...view, runs })
}

/** Waiting for people: texts stand still, questions stay open. */
function quiet(view: Conversation, { runId }: Meta): Conversation {
  const left = Object.keys(view.open).filter((id) => {
    const item = itemOf(view, id)
    return item?.runId === runId && item?.kind === 'message'
  })
  return left.reduce((now, id) => settle(now, id, ended), view)
}

function ended(item: Item): Item {
  switch (item.kind) {
    case 'message':
      return { ...item, streaming: false }
    case 'toolCall':
      return item.status === 'running' ? { ...item, status: 'stopped' } : item
    case 'card':
      return item.status === 'open' || item.status === 'loading' ? { ...item, status: 'expired' } : item
    case 'notice':
      return item
  }
}

/** `off` says where the delta belongs, so a delta that comes again, or comes compacted, changes nothing. */
function joined(text: string, delta: string, off: number | undefined): string {
  return off === undefined || off === text.length ? text + delta : text.slice(0, off) + delta
}

function parsed(text: string) {
  try {
    return JSON.parse(text)
  } catch {
    return text
  }
}

function parsedObject(text: string): JsonObject {
  const value = parsed(text)
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? value : {}
}
