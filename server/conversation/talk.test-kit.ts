import type { EngineEvent } from '../engine/events.ts'
import type { Question } from '../engine/hands.ts'
import { entriesOf } from './entries-of.ts'
import type { ConversationEntry, RoomEvent } from './room-event.ts'
import { messageEntries } from './user-message.ts'

export type Talk = {
  entries: ConversationEntry[]
  runs: { runId: string; segments: number /** How the run ended, if it did. */; end: 'completed' | 'failed' | 'cancelled' | 'waiting' }[]
}

export const roomId = '01900000-0000-7000-8000-000000000001'
export const agentId = '01900000-0000-7000-8000-00000000000a'

/** A room's entries as a feed would give them back. */
export function asEntries(bodies: readonly RoomEvent[]): ConversationEntry[] {
  return bodies.map((event, i) => ({ seq: i + 1, at: new Date(1_700_000_000_000 + i * 1000).toISOString(), event: JSON.parse(JSON.stringify(event)) }))
}

/** What one run shows, from its events. */
export function shown(events: readonly EngineEvent[], runId = 'run-1'): RoomEvent[] {
  return events.flatMap((event) => entriesOf(event, { roomId, runId, segment: 1, agentId, agentName: 'Ada' })).map((entry) => entry.body)
}

export function approval(title = 'Send 25.00 EUR to Anna'): Question {
  return { kind: 'approval', title, component: 'TransferConfirm', props: { to: 'Anna' }, responseSchema: {} }
}

/**
 * A whole room by chance, the same for the same seed: people and up to three runs speak at once; texts, cards, tool calls and
 * questions overlap; workers die in the middle and others take over.
 */
export function randomTalk(seed: number): Talk {
  const below = chance(seed)
  const runs = Array.from({ length: 1 + below(3) }, (_, i) => randomRun(below, `run-${i}`))
  const people = Array.from({ length: below(4) }, (_, i) => [
    messageEntries({ id: `said-${i}`, roomId, personId: 'p1', name: 'Ben', text: `hello ${i} 🙂` }).map((entry) => entry.body),
  ])
  const bodies = shuffled(below, [...runs.map((run) => run.bodies), ...people])
  return { entries: asEntries(bodies), runs: runs.map(({ bodies: _, ...run }) => run) }
}

function randomRun(below: Below, runId: string): Talk['runs'][number] & { bodies: RoomEvent[][] } {
  const events: EngineEvent[][] = [[{ kind: 'run.created', trigger: 'chat', input: {}, revision: 'r', planHash: 'h' }]]
  const segments = 1 + below(3)
  let answers: { wait: string; path: string; toolCallId: string; answer: { outcome: 'approved'; value: null; at: string } }[] = []
  for (let segment = 1; segment <= segments; segment++) {
    const epoch = segment
    events.push([segment === 1 ? { kind: 'run.started', epoch, segment } : { kind: 'run.resumed', epoch, segment, answers }])
    const arms = Array.from({ length: below(4) }, (_, i) => randomArm(below, `s${segment}-${i}`))
    const acts = shuffled(below, arms)
    events.push(...(below(4) === 0 ? interrupted(below, acts, { epoch: epoch + 10, segment }) : acts).map((event) => [event]))
    if (segment === segments && below(3) > 0) continue
    const waits = Array.from({ length: 1 + below(2) }, (_, i) => ({
      wait: `${runId}-w${segment}-${i}`,
      path: `ask-${segment}-${i}`,
      toolCallId: 'call',
      question: approval(),
    }))
    events.push(...waits.map((wait): EngineEvent[] => [{ kind: 'human.requested', ...wait }]))
    events.push([{ kind: 'run.waiting', segment, waits }])
    if (segment === segments) return { runId, segments, end: 'waiting', bodies: bodiesOf(events, runId) }
    answers = waits.map(({ wait, path, toolCallId }) => ({
      wait,
      path,
      toolCallId,
      answer: { outcome: 'approved', value: null, at: '2026-11-21T00:00:00.000Z' },
    }))
    events.push(...answers.map((answer): EngineEvent[] => [{ kind: 'human.answered', ...answer }]))
  }
  const end = (['completed', 'failed', 'cancelled'] as const)[below(3)] ?? 'completed'
  const last: EngineEvent =
    end === 'completed'
      ? { kind: 'run.completed', output: null }
      : end === 'failed'
        ? { kind: 'run.failed', error: { code: 'block-failed', message: 'no', retry: 'never' } }
        : { kind: 'run.cancelled' }
  return { runId, segments, end, bodies: bodiesOf([...events, [last]], runId) }
}

function bodiesOf(events: EngineEvent[][], runId: string): RoomEvent[][] {
  return events.map((group) => shown(group, runId))
}

/** What one arm of a run does, in order. */
function randomArm(below: Below, path: string): EngineEvent[] {
  const at = { path, attempt: '1.1' }
  const stream = `${path}/1.1/0`
  const kind = below(5)
  if (kind === 0) {
    const pieces = Array.from({ length: below(6) }, (_, i) => `${'word '.repeat(1 + below(3))}${i} `)
    let off = 0
    const chunks = pieces.map((text): EngineEvent => {
      const chunk: EngineEvent = { kind: 'stream.chunk', stream, off, text }
      off += text.length
      return chunk
    })
    return [
      { kind: 'stream.opened', ...at, stream, channel: 'text', demo: below(2) === 0 },
      ...chunks,
      { kind: 'stream.closed', stream, channel: 'text', superseded: false },
    ]
  }
  if (kind === 1) {
    return [
      { kind: 'stream.opened', ...at, stream, channel: 'card', component: 'Balance', demo: false },
      { kind: 'stream.chunk', stream, off: 0, props: { accounts: [] } },
      { kind: 'stream.closed', stream, channel: 'card', superseded: false },
    ]
  }
  if (kind === 2) {
    return [
      { kind: 'stream.opened', ...at, stream, channel: 'reasoning', demo: false },
      { kind: 'stream.chunk', stream, off: 0, channel: 'reasoning', text: 'Let me ' },
      { kind: 'stream.chunk', stream, off: 7, channel: 'reasoning', text: 'think.' },
      { kind: 'stream.closed', stream, channel: 'reasoning', superseded: false },
      { kind: 'usage.recorded', ...at, model: 'm', demo: false, inputTokens: 10, outputTokens: 5, costMicros: 20 },
    ]
  }
  if (kind === 3) return drawn(below, path)
  const toolCall = { id: 'call_1', name: 'ledger_balances', input: { account: 'main' } }
  const done: EngineEvent = below(2)
    ? { kind: 'node.completed', ...at, block: 'ledger.balances', output: { n: 1 }, ms: 1, toolCall }
    : { kind: 'node.failed', ...at, block: 'ledger.balances', error: { code: 'not-found', message: 'none', retry: 'never' }, ms: 1, handled: true, toolCall }
  return [{ kind: 'node.started', ...at, block: 'ledger.balances', input: {}, toolCall }, done]
}

/** A model writes a card, piece by piece; then the block shows it, or what was written does not do. */
function drawn(below: Below, path: string): EngineEvent[] {
  const at = { path: `${path}/turn-1`, attempt: '1.1' }
  const stream = `${path}/1.1/0`
  const args = '{"accounts":[]}'
  const tool = { path: `${path}/turn-1-tool-1`, attempt: '1.1', block: 'show.balance' }
  const toolCall = { id: 'call_1', name: 'show_balance', input: { accounts: [] }, draft: stream }
  const card = `${tool.path}/1.1/0`
  const done: EngineEvent[] = below(2)
    ? [
        { kind: 'stream.opened', path: tool.path, attempt: '1.1', stream: card, channel: 'card', component: 'Balance', demo: false },
        { kind: 'stream.chunk', stream: card, off: 0, props: { accounts: [] } },
        { kind: 'stream.closed', stream: card, channel: 'card', superseded: false },
        { kind: 'node.completed', ...tool, output: { shown: true }, ms: 1, toolCall },
      ]
    : [{ kind: 'node.failed', ...tool, error: { code: 'invalid-input', message: 'no', retry: 'never' }, ms: 1, handled: true, toolCall }]
  return [
    { kind: 'stream.opened', ...at, stream, channel: 'card', component: 'Balance', draft: true, demo: false },
    { kind: 'stream.chunk', stream, off: 0, args: args.slice(0, 8) },
    { kind: 'stream.chunk', stream, off: 8, args: args.slice(8) },
    { kind: 'stream.closed', stream, channel: 'card', draft: true, superseded: false },
    { kind: 'node.started', ...tool, input: { accounts: [] }, toolCall },
    ...done,
  ]
}

/** The worker dies somewhere in the middle: what was growing is closed as superseded by the next, which does it again. */
function interrupted(below: Below, acts: EngineEvent[], { epoch, segment }: { epoch: number; segment: number }): EngineEvent[] {
  const before = acts.slice(0, below(acts.length + 1))
  const open = new Map<string, Ending>()
  for (const event of before) {
    if (event.kind === 'stream.opened') open.set(event.stream, { channel: event.channel, ...(event.draft ? { draft: true } : {}) })
    if (event.kind === 'stream.closed') open.delete(event.stream)
  }
  const again = acts.filter((event) => !('stream' in event) || ![...before].some((done) => done.kind === 'stream.closed' && done.stream === event.stream))
  const renamed = again.map((event) => ('stream' in event && open.has(event.stream) ? { ...event, stream: event.stream.replace('/1.1/', '/2.1/') } : event))
  const left = renamed.filter((event) => !before.includes(event))
  const closed = [...open].map(([stream, how]): EngineEvent => ({ kind: 'stream.closed', stream, ...how, superseded: true }))
  return [...before, { kind: 'run.recovered', epoch, segment }, ...closed, ...left]
}

type Ending = { channel: 'text' | 'card' | 'reasoning'; draft?: boolean }
type Below = (n: number) => number

/** Weaves lists into one, each keeping its own order. */
function shuffled<T>(below: Below, lists: readonly (readonly (T | readonly T[])[])[]): T[] {
  const rest = lists.map((list) => [...list])
  const woven: T[] = []
  while (rest.some((list) => list.length > 0)) {
    const list = rest.filter((candidate) => candidate.length > 0)[below(rest.filter((candidate) => candidate.length > 0).length)]
    const next = list?.shift()
    if (Array.isArray(next)) woven.push(...next)
    else if (next !== undefined) woven.push(next as T)
  }
  return woven
}

/** mulberry32 */
function chance(seed: number): Below {
  let state = seed >>> 0
  return (n) => {
    state = (state + 0x6d2b79f5) >>> 0
    let t = state
    t = Math.imul(t ^ (t >>> 15), t | 1)
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61)
    return n === 0 ? 0 : ((t ^ (t >>> 14)) >>> 0) % n
  }
}
