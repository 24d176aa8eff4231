import type { JsonObject } from '../kernel/json.ts'
import { add, amend, change, remove, settle } from './pages.ts'
import type { ConversationEntry, Forked, Meta, RoomEvent, Routed, Why } from './room-event.ts'
import { type CardItem, type Conversation, type Item, itemOf, type Marks, type Spent } from './view.ts'

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
      return event.outcome ? setRun(quiet(view, event.metadata), entry, 'waiting') : endRun(took(view, entry), event.metadata)
    case 'RUN_ERROR': {
      const cancelled = event.code === 'cancelled'
      const ended = endRun(took(view, entry), event.metadata)
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
      return settle(view, event.messageId, (item) =>
        item.kind === 'message' ? { ...item, streaming: false, ...(event.metadata.stopped ? { stopped: true } : {}) } : item,
      )
    case 'REASONING_MESSAGE_START':
      return add(view, { ...common(view, entry, event.messageId), kind: 'thought', text: '', streaming: true, until: null }, true)
    case 'REASONING_MESSAGE_CONTENT':
      return change(view, event.messageId, (item) => (item.kind === 'thought' ? { ...item, text: joined(item.text, event.delta, event.metadata.off) } : item))
    case 'REASONING_MESSAGE_END':
      return settle(view, event.messageId, (item) => (item.kind === 'thought' ? { ...item, streaming: false, until: entry.at } : item))
    case 'TOOL_CALL_START':
      return add(withoutDraft(view, event), toolItem(view, entry, event), true)
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
    case 'hearth.usage':
      return spent(view, event)
    case 'hearth.superseded':
      return remove(view, event.value.id)
    case 'hearth.answered': {
      const { answer, waitId } = event.value
      if (itemOf(view, waitId)?.kind === 'toolCall')
        return settle(view, waitId, (item) =>
          item.kind === 'toolCall' ? { ...item, status: answer.outcome === 'answered' ? 'done' : 'stopped', output: answer.value } : item,
        )
      return change(view, waitId, (item) => (item.kind === 'card' ? { ...item, status: answer.outcome === 'expired' ? 'expired' : 'answered', answer } : item))
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
    case 'hearth.turn-taken':
      return taken(view, event)
    case 'hearth.turn-edited':
      return { ...view, queue: view.queue.map((turn) => (turn.turnId === event.value.turnId ? { ...turn, text: event.value.text } : turn)) }
    case 'hearth.turn-dropped':
      return { ...view, queue: view.queue.filter(({ turnId }) => turnId !== event.value.turnId) }
    case 'hearth.joined':
    case 'hearth.left':
      return { ...add(view, membership(view, entry, event), false), changed: entry.seq }
    case 'hearth.card-state':
      return { ...view, shared: { ...view.shared, [event.value.card]: event.value.state } }
    case 'hearth.file-removed':
      return { ...view, gone: { ...view.gone, [event.value.file]: true } }
    case 'hearth.reacted':
      return reacted(view, event)
    case 'hearth.forked':
      return forked(view, entry, event.value)
    case 'hearth.branched':
      return branched(view, entry, event)
    case 'hearth.changed':
      return { ...view, changed: entry.seq }
    default:
      return view
  }
}

/** Whose turn a message is: told at the message, kept for what the run will say, and taken from the queue. */
function routed(view: Conversation, entry: ConversationEntry, value: Routed): Conversation {
  const { messageId, turnId, by, reason, former = [] } = value
  const { runId } = entry.event.metadata
  const queue = view.queue.filter((turn) => turn.turnId !== turnId)
  const replaced = former.length === 0 ? view.former : { ...view.former, ...Object.fromEntries(former.map((run) => [run, true as const])) }
  const named = setRun({ ...view, queue, former: replaced }, entry, 'queued', { by, reason })
  if (by === 'limit')
    return add(named, { ...common(view, entry, `limit:${entry.seq}`), runId: runId ?? null, kind: 'notice', notice: 'limit', code: by, text: reason }, false)
  return amend(named, messageId, (item) => (item.kind === 'message' ? { ...item, routed: [...item.routed, value] } : item))
}

function reacted(view: Conversation, { value, metadata }: Extract<RoomEvent, { name: 'hearth.reacted' }>): Conversation {
  const { messageId, emoji, on } = value
  const { authorId, speaker = '' } = metadata
  const marks = view.marks[messageId] ?? noMarks
  const reactions = { ...marks.reactions, [`${emoji} ${authorId}`]: { emoji, authorId, name: speaker, on } }
  return { ...view, marks: { ...view.marks, [messageId]: { ...marks, reactions } } }
}

/** What was going on there goes on there, and ended here. */
function forked(view: Conversation, entry: ConversationEntry, { room, title, seq }: Forked): Conversation {
  const alone: Conversation = { ...view, queue: [] }
  const ended = Object.keys(view.runs).reduce((now, runId) => endRun(now, { ...entry.event.metadata, runId }), alone)
  const text = 'All before this was said in another room.'
  return add(
    ended,
    { ...common(view, entry, `forked:${entry.seq}`), kind: 'notice', notice: 'forked', code: 'forked', text, room: { id: room, title, seq } },
    false,
  )
}

function branched(view: Conversation, entry: ConversationEntry, { value, metadata }: Extract<RoomEvent, { name: 'hearth.branched' }>): Conversation {
  const marks = view.marks[value.item] ?? noMarks
  const { room, title, seq, edited, item } = value
  const who = metadata.speaker ?? 'Somebody'
  const text = edited ? `${who} put an earlier message differently, in a branch.` : `${who} went on from an earlier message, in a branch.`
  const told = add(
    view,
    { ...common(view, entry, `branched:${entry.seq}`), kind: 'notice', notice: 'branched', code: 'branched', text, room: { id: room, title, seq } },
    false,
  )
  return { ...told, changed: entry.seq, marks: { ...view.marks, [item]: { ...marks, branches: [...marks.branches, value] } } }
}

const noMarks: Marks = { reactions: {}, branches: [] }

/** A message reached an agent at work: told at the message, and taken from the queue. */
function taken(view: Conversation, { value, metadata }: Extract<RoomEvent, { name: 'hearth.turn-taken' }>): Conversation {
  const { messageId, turnId } = value
  const agent = metadata.speaker ?? 'The agent'
  const routed: Routed = { messageId, turnId, agentId: metadata.agentId ?? null, agent, by: 'steered', reason: 'It took this up while it was at work.' }
  const left = { ...view, queue: view.queue.filter((turn) => turn.turnId !== turnId) }
  return amend(left, messageId, (item) => (item.kind === 'message' ? { ...item, routed: [...item.routed, routed] } : item))
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
    ...(as === 'draft' ? { draft: true as const } : {}),
  }
}

/** The card itself is here: what was drawn of it while the model wrote goes. */
function withoutDraft(view: Conversation, { toolCallName, metadata }: Extract<RoomEvent, { type: 'TOOL_CALL_START' }>): Conversation {
  if (metadata.as !== 'card' && metadata.as !== 'question') return view
  const draft = draftsOf(view, metadata.runId).find((item) => item.component === toolCallName)
  return draft ? remove(view, draft.id) : view
}

const draftsOf = (view: Conversation, runId: string | undefined): CardItem[] =>
  Object.keys(view.open)
    .flatMap((id) => itemOf(view, id) ?? [])
    .filter((item): item is CardItem => item.kind === 'card' && item.draft === true && item.runId === runId)
    .sort((a, b) => a.seq - b.seq)

/** A run that pauses or ends leaves nothing half drawn. */
const withoutDrafts = (view: Conversation, runId: string): Conversation => draftsOf(view, runId).reduce((now, { id }) => remove(now, id), view)

/** The arguments are whole: they become props or input, and the text they came as is let go. */
function withArguments(item: Item): Item {
  if (item.kind === 'toolCall') return { ...item, input: parsedObject(item.args), args: '' }
  if (item.kind !== 'card' || item.draft) return item // a draft is as good as its text until the real one comes
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

/** Adds up what the run's calls to models took. */
function spent(view: Conversation, { value, metadata: { runId } }: Extract<RoomEvent, { name: 'hearth.usage' }>): Conversation {
  if (runId === undefined) return view
  const known: Spent = view.spent[runId] ?? { tokens: 0, costMicros: 0, unpriced: 0 }
  const now = {
    ...known,
    tokens: known.tokens + value.inputTokens + value.outputTokens,
    costMicros: known.costMicros + (value.costMicros ?? 0),
    unpriced: known.unpriced + (value.costMicros === undefined ? 1 : 0),
  }
  return { ...view, spent: { ...view.spent, [runId]: now } }
}

/** How long the run took, when its models are told of at all. */
function took(view: Conversation, { at, event }: ConversationEntry): Conversation {
  const { runId } = event.metadata
  const known = runId === undefined ? undefined : view.spent[runId]
  const run = runId === undefined ? undefined : view.runs[runId]
  return runId === undefined || !known || !run ? view : { ...view, spent: { ...view.spent, [runId]: { ...known, from: run.since, to: at } } }
}

/** A run that ended leaves nothing open behind, whatever it forgot to close. */
function endRun(view: Conversation, { runId }: Meta): Conversation {
  if (runId === undefined) return view
  const drawn = withoutDrafts(view, runId)
  const { [runId]: _, ...runs } = drawn.runs
  const left = Object.keys(drawn.open).filter((id) => itemOf(drawn, id)?.runId === runId)
  return left.reduce((now, id) => settle(now, id, ended), { ...drawn, runs })
}

/** Waiting for people: texts stand still, questions stay open. */
function quiet(view: Conversation, { runId }: Meta): Conversation {
  const drawn = runId === undefined ? view : withoutDrafts(view, runId)
  const left = Object.keys(drawn.open).filter((id) => {
    const item = itemOf(drawn, id)
    return item?.runId === runId && (item?.kind === 'message' || item?.kind === 'thought')
  })
  return left.reduce((now, id) => settle(now, id, ended), drawn)
}

function ended(item: Item): Item {
  switch (item.kind) {
    case 'message':
    case 'thought':
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
