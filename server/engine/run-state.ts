import type { ErrorData } from '../kernel/errors.ts'
import type { Json } from '../kernel/json.ts'
import type { EngineEvent, EventOf } from './events.ts'
import type { Answer, Question, ToolCall } from './hands.ts'

export type RunStatus = 'queued' | 'running' | 'waiting' | 'paused' | 'completed' | 'failed' | 'cancelled'

export type NodeState = {
  path: string
  block?: string
  status: 'running' | 'waiting' | 'done' | 'failed' | 'skipped'
  /** The service it had to wait for, and until when. */
  waitsFor?: { service: string; until: string }
  progress?: { done: number; total?: number; message?: string }
  attempt?: string
  input?: Json
  output?: Json
  error?: ErrorData
  /** A wire, or the block that called it, took the failure. */
  handled?: boolean
  /** How often it failed in a passing way and was tried again. */
  retries: number
  /** How often it was begun again because whoever was at it went away before its end was written down. */
  again?: number
  rejected?: { port: string; reason: string }
  toolCall?: ToolCall
  /** ISO 8601, from the feed's entries when the fold is given them. */
  startedAt?: string
  endedAt?: string
  /** What the step itself measured. */
  ms?: number
  logs: { message: string; data?: Json; at?: string }[]
}
export type WaitState = {
  wait: string
  path: string
  toolCallId: string
  question: Question
  status: 'open' | 'answered' | 'expired'
  answer?: Answer
  askedAt?: string
}
/** Something other than people that the run waits for. */
export type OpeningState = { wait: string; path: string; on: EventOf<'wait.opened'>['on']; until?: string; topic?: string; since?: string }
/** A flow inside this run, by the path it is at. */
export type ChildState = { path: string; agent: string; run?: string; status: 'running' | 'completed' | 'failed'; error?: ErrorData }

export type RunState = {
  status: RunStatus
  nodes: Record<string, NodeState>
  waits: Record<string, WaitState>
  /** Open waits for moments, events, signals and other runs. */
  openings: Record<string, OpeningState>
  children: Record<string, ChildState>
  /** Text that streams show or showed, by stream; superseded ones are gone. */
  streams: Record<string, { path: string; text: string; open: boolean }>
  /** `costMicros`: millionths of a US dollar, of the calls whose price is known; `unpriced` are the others. */
  usage: { inputTokens: number; outputTokens: number; calls: number; costMicros: number; unpriced: number }
  demo: boolean
  segment: number
  /** How often another worker had to take the run up. */
  recoveries: number
  input?: Json
  output?: Json
  error?: ErrorData
  failedAt?: string
}

export const emptyRun: RunState = {
  status: 'queued',
  nodes: {},
  waits: {},
  openings: {},
  children: {},
  streams: {},
  usage: { inputTokens: 0, outputTokens: 0, calls: 0, costMicros: 0, unpriced: 0 },
  demo: false,
  segment: 1,
  recoveries: 0,
}

/** The state of a run after one more event: the same fold for live view, reload, audit and replay. `at` is the entry's time. */
export function foldRun(state: RunState, event: EngineEvent, at?: string): RunState {
  switch (event.kind) {
    case 'run.created':
      return { ...state, input: event.input }
    case 'run.queued':
      return { ...state, status: 'queued' }
    case 'run.started':
    case 'run.resumed':
      return { ...state, status: 'running', segment: event.segment }
    case 'run.recovered':
      return { ...state, status: 'running', segment: event.segment, recoveries: state.recoveries + 1 }
    case 'run.waiting':
      return { ...state, status: 'waiting', segment: event.segment }
    case 'run.completed':
      return { ...state, status: 'completed', output: event.output }
    case 'run.failed':
      return { ...state, status: 'failed', error: event.error, ...(event.path === undefined ? {} : { failedAt: event.path }) }
    case 'run.cancelled':
      return { ...state, status: 'cancelled' }
    case 'run.paused':
      return { ...state, status: 'paused', segment: event.segment }
    case 'wire.transferred':
    case 'human.agreed':
    case 'human.reminded':
    case 'human.escalated':
    case 'secret.used':
    case 'message.taken':
    case 'permission.denied':
      return state
    case 'node.ready':
      return withNode(state, event.path, { waitsFor: { service: event.waitsFor, until: event.until } })
    case 'node.progress': {
      const { done, total, message } = event
      return withNode(state, event.path, {
        progress: { done, ...(total === undefined ? {} : { total }), ...(message === undefined ? {} : { message }) },
      })
    }
    case 'wait.opened':
      return withOpening(withAsker(state, event.path, 'waiting'), event, at)
    case 'wait.closed':
      return withoutOpening(withAsker(state, event.path, 'running'), event.wait)
    case 'child.started':
    case 'child.completed':
    case 'child.failed':
      return withChild(state, event)
    case 'node.started': {
      const again = timesBegunAgain(state.nodes[event.path], event.attempt)
      const known = { ...what(event), input: event.input, ...(again > 0 ? { again } : {}), ...(at ? { startedAt: at } : {}) }
      return withNode(state, event.path, { status: 'running', ...known })
    }
    case 'node.completed':
      return withNode(state, event.path, { status: 'done', ...what(event), output: event.output, ms: event.ms, ...(at ? { endedAt: at } : {}) })
    case 'node.failed':
      return withNode(state, event.path, {
        status: 'failed',
        ...what(event),
        error: event.error,
        handled: event.handled,
        ms: event.ms,
        ...(at ? { endedAt: at } : {}),
      })
    case 'node.retried': {
      const { attempt: _ended, ...node } = nodeAt(state, event.path)
      return { ...state, nodes: { ...state.nodes, [event.path]: { ...node, retries: node.retries + 1 } } }
    }
    case 'node.skipped':
      return withNode(state, event.path, { status: 'skipped' })
    case 'node.log':
      return withNode(state, event.path, {
        logs: [
          ...(state.nodes[event.path]?.logs ?? []),
          { message: event.message, ...(event.data === undefined ? {} : { data: event.data }), ...(at ? { at } : {}) },
        ],
      })
    case 'wire.rejected':
      return withNode(state, event.path, { rejected: { port: event.port, reason: event.reason } })
    case 'stream.opened':
      return { ...state, demo: state.demo || event.demo, streams: { ...state.streams, [event.stream]: { path: event.path, text: '', open: true } } }
    case 'stream.chunk':
      return withChunk(state, event)
    case 'stream.closed':
      return withClosed(state, event)
    case 'human.requested': {
      const { wait, path, toolCallId, question } = event
      return {
        ...withAsker(state, path, 'waiting'),
        waits: { ...state.waits, [wait]: { wait, path, toolCallId, question: question as Question, status: 'open', ...(at ? { askedAt: at } : {}) } },
      }
    }
    case 'human.answered':
      return withWait(withAsker(state, event.path, 'running'), event.wait, {
        status: event.answer.outcome === 'expired' ? 'expired' : 'answered',
        answer: event.answer as Answer,
      })
    case 'human.expired':
      return withWait(state, event.wait, { status: 'expired' })
    case 'usage.recorded':
      return {
        ...state,
        demo: state.demo || event.demo,
        usage: {
          inputTokens: state.usage.inputTokens + event.inputTokens,
          outputTokens: state.usage.outputTokens + event.outputTokens,
          calls: state.usage.calls + 1,
          costMicros: state.usage.costMicros + (event.costMicros ?? 0),
          unpriced: state.usage.unpriced + (event.costMicros === undefined ? 1 : 0),
        },
      }
  }
}

function what({ block, attempt, toolCall }: EventOf<'node.started' | 'node.completed' | 'node.failed'>) {
  return { block, attempt, ...(toolCall ? { toolCall: toolCall as ToolCall } : {}) }
}

/** The epoch, which an attempt's name begins with, is another one when another worker begins it. A try whose end was told is over. */
function timesBegunAgain(before: NodeState | undefined, attempt: string): number {
  const epochOf = (name: string): string | undefined => name.split('.')[0]
  const lost = before?.status === 'running' && before.attempt !== undefined && epochOf(before.attempt) !== epochOf(attempt)
  return (before?.again ?? 0) + (lost ? 1 : 0)
}

const nodeAt = (state: RunState, path: string): NodeState => state.nodes[path] ?? { path, status: 'running', retries: 0, logs: [] }

function withNode(state: RunState, path: string, change: Partial<NodeState>): RunState {
  return { ...state, nodes: { ...state.nodes, [path]: { ...nodeAt(state, path), ...change } } }
}

/** The node that asks is the one its question's path begins with. */
function withAsker(state: RunState, path: string, status: 'waiting' | 'running'): RunState {
  const asker = path.slice(0, Math.max(0, path.lastIndexOf('/')))
  const before = state.nodes[asker]
  return before && (before.status === 'running' || before.status === 'waiting') ? withNode(state, asker, { status }) : state
}

function withWait(state: RunState, wait: string, change: Partial<WaitState>): RunState {
  const before = state.waits[wait]
  return before ? { ...state, waits: { ...state.waits, [wait]: { ...before, ...change } } } : state
}

/** Placed by its offset: folding a chunk twice changes nothing. */
function withChunk(state: RunState, { stream, off, text }: EventOf<'stream.chunk'>): RunState {
  const before = state.streams[stream]
  if (!before || text === undefined) return state
  return { ...state, streams: { ...state.streams, [stream]: { ...before, text: before.text.slice(0, off) + text + before.text.slice(off + text.length) } } }
}

function withClosed(state: RunState, { stream, superseded }: EventOf<'stream.closed'>): RunState {
  const { [stream]: before, ...others } = state.streams
  if (!before) return state
  return { ...state, streams: superseded ? others : { ...others, [stream]: { ...before, open: false } } }
}

function withOpening(state: RunState, { wait, path, on, until, topic }: EventOf<'wait.opened'>, since?: string): RunState {
  const opening = { wait, path, on, ...(until ? { until } : {}), ...(topic ? { topic } : {}), ...(since ? { since } : {}) }
  return { ...state, openings: { ...state.openings, [wait]: opening } }
}

function withoutOpening(state: RunState, wait: string): RunState {
  const { [wait]: _closed, ...openings } = state.openings
  return { ...state, openings }
}

function withChild(state: RunState, event: EventOf<'child.started' | 'child.completed' | 'child.failed'>): RunState {
  const { path, agent } = event
  const run = event.kind === 'child.started' ? event.run : state.children[path]?.run
  const status = event.kind === 'child.started' ? 'running' : event.kind === 'child.completed' ? 'completed' : 'failed'
  const child = { path, agent, status, ...(run ? { run } : {}), ...(event.kind === 'child.failed' ? { error: event.error } : {}) } as const
  return { ...state, children: { ...state.children, [path]: child } }
}
