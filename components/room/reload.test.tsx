import { QueryClient, QueryClientProvider } from '@tanstack/react-query'
import { createElement } from 'react'
import { renderToStaticMarkup } from 'react-dom/server'
import { beforeAll, describe, expect, it } from 'vitest'
import {
  type Conversation,
  type ConversationEntry,
  compact,
  emptyConversation,
  fold,
  messageEntries,
  openQuestions,
  type RoomEvent,
  roomFact,
  routedEntry,
} from '../../server/conversation/index.ts'
import { agentId, approval, asEntries, roomId, shown } from '../../server/conversation/talk.test-kit.ts'
import type { EngineEvent } from '../../server/engine/events.ts'
import { LazyCard } from '../genui/index.ts'
import { cardKeeping } from './card-keeping.ts'
import { CardView } from './card-view.tsx'
import { QueuedTurns } from './queued-turns.tsx'
import type { Reader } from './reader.ts'
import { Transcript } from './transcript.tsx'

const reader: Reader = {
  ...{ workspace: 'ada', me: 'person:p1', room: roomId, acts: undefined },
  agents: { [agentId]: { name: 'Ada', icon: 'bot' } },
  card: (item) => createElement(CardView, { item, workspace: 'ada', barred: undefined, keep: cardKeeping(async () => undefined).own }),
}

/** What draws cards comes with the first of them: here it is there before the first is looked at. */
beforeAll(async () => {
  renderToStaticMarkup(createElement(LazyCard, { id: 'first', component: 'Notice', props: {}, state: { phase: 'shown' } }))
  await import('../genui/domain-card.tsx')
})

/** All that a person sees of a room, and all that the page knows of it. */
function screenOf(view: Conversation): string {
  const transcript = createElement(Transcript, { conversation: view, reader })
  const line = createElement(QueuedTurns, { queue: view.queue, workspace: 'ada', room: roomId, personId: 'p1', mayPost: true })
  // a page draws its lists in the order they came, and ids of its own say nothing
  const html = renderToStaticMarkup(createElement(QueryClientProvider, { client: new QueryClient() }, transcript, line)).replaceAll(
    /(id|for|aria-\w+)="[^"]*"/g,
    '',
  )
  return JSON.stringify({ html, runs: view.runs, queue: view.queue, shared: view.shared, questions: openQuestions(view) })
}

const by = { id: 'p1', name: 'Ben' }
const said = (id: string, text: string) =>
  messageEntries({
    id,
    roomId,
    personId: 'p1',
    name: 'Ben',
    text,
    files: [{ id: '0198f000-0000-7000-8000-000000000001', name: 'a.txt', type: 'text/plain', bytes: 3 }],
  }).map(({ body }) => body)
const at = '2026-11-21T09:00:00.000Z'
const stream = (name: string) => ({ path: name, attempt: '1.1', stream: `${name}/1.1/0` })
const speaks = (name: string, ...texts: string[]): EngineEvent[] => {
  let off = 0
  return [
    { kind: 'stream.opened', ...stream(name), channel: 'text', demo: false },
    ...texts.map((text): EngineEvent => {
      const chunk: EngineEvent = { kind: 'stream.chunk', stream: stream(name).stream, off, text }
      off += text.length
      return chunk
    }),
  ]
}
const closed = (name: string, superseded = false): EngineEvent => ({ kind: 'stream.closed', stream: stream(name).stream, channel: 'text', superseded })
const fact = (value: Parameters<typeof roomFact>[1]) => roomFact({ roomId, authorId: 'person:p1', speaker: 'Ben' }, value).body as RoomEvent

/** Two agents at work, a card answered, a stream done again after a crash, a run that fails, a hand-over, a message in line, a card filled together. */
function recorded(): ConversationEntry[] {
  const ask: EngineEvent = {
    kind: 'human.requested',
    wait: 'w1',
    path: 'ask',
    toolCallId: 'call',
    question: { ...approval(), component: 'ApprovalCard', props: { message: 'Send it?' } },
  }
  const waits = [{ wait: 'w1', path: 'ask', toolCallId: 'call', question: approval() }]
  const answer = { outcome: 'approved' as const, value: { comment: 'Yes' }, by, at }
  const card: EngineEvent[] = [
    { kind: 'stream.opened', ...stream('card'), channel: 'card', component: 'Balance', demo: false },
    { kind: 'stream.chunk', stream: stream('card').stream, off: 0, props: { accounts: [] } },
    { kind: 'stream.closed', stream: stream('card').stream, channel: 'card', superseded: false },
  ]
  return asEntries([
    fact({ type: 'CUSTOM', name: 'hearth.joined', value: { kind: 'person', id: 'p1', name: 'Ben' } }),
    ...said('m1', 'Send 25 EUR to Anna'),
    routedEntry(roomId, { messageId: 'm1', turnId: 't1', agentId, agent: 'Ada', by: 'mention', reason: 'It was named.' }, 'run-1').body as RoomEvent,
    ...shown([{ kind: 'run.started', epoch: 1, segment: 1 }, ...speaks('intro', 'One ', '**moment**')], 'run-1'),
    ...shown([{ kind: 'run.started', epoch: 1, segment: 1 }, ...speaks('other', 'Meanwhile, ')], 'run-2'),
    ...shown([closed('intro'), ask, { kind: 'run.waiting', segment: 1, waits }], 'run-1'),
    fact({ type: 'CUSTOM', name: 'hearth.turn-queued', value: { turnId: 't2', messageId: 'm2', text: 'And Ben', agent: 'Ada', said: false } }),
    ...shown([{ kind: 'run.recovered', epoch: 2, segment: 1 }, closed('other', true), ...speaks('again', 'Meanwhile, ', 'once more, @Bob')], 'run-2'),
    ...shown([{ kind: 'human.answered', wait: 'w1', path: 'ask', toolCallId: 'call', answer }], 'run-1'),
    fact({ type: 'CUSTOM', name: 'hearth.turn-edited', value: { turnId: 't2', text: 'And Grace' } }),
    ...shown([{ kind: 'run.resumed', epoch: 2, segment: 2, answers: [{ wait: 'w1', path: 'ask', toolCallId: 'call', answer }] }, ...card], 'run-1'),
    ...shown([closed('again'), { kind: 'run.completed', output: null }], 'run-2'),
    routedEntry(roomId, { messageId: 'again', turnId: 't3', agentId, agent: 'Bob', by: 'handover', reason: 'Ada handed over to it.' }, 'run-3')
      .body as RoomEvent,
    ...shown([{ kind: 'run.started', epoch: 1, segment: 1 }, ...speaks('bob', 'I will ')], 'run-3'),
    ...shown([{ kind: 'run.failed', error: { code: 'block-failed', message: 'The ledger is away.', retry: 'never' } }], 'run-3'),
    fact({ type: 'CUSTOM', name: 'hearth.card-state', value: { card: 'w1', state: { typed: { seats: '2' } } } }),
    ...shown([{ kind: 'run.completed', output: null }], 'run-1'),
    fact({ type: 'CUSTOM', name: 'hearth.turn-dropped', value: { turnId: 't2' } }),
    fact({ type: 'CUSTOM', name: 'hearth.left', value: { kind: 'person', id: 'p1', name: 'Ben' } }),
  ])
}

/** What the page knows, whatever order objects were made in. */
const stateOf = (view: Conversation) => ({ ...view, open: Object.keys(view.open).sort() })

describe('reload', () => {
  it('[rooms.reload-anywhere] at every entry of a recorded conversation gives the identical screen and state', () => {
    const entries = recorded()
    expect(entries.length).toBeGreaterThan(40)
    const end = fold(emptyConversation, entries)
    const text = screenOf(end)
    for (const words of ['Send 25 EUR to Anna', 'once more, @Bob', 'The ledger is away.', 'Approved', 'a.txt', 'Balance'])
      expect(text.includes(words), words).toBe(true)
    expect(text.includes('<p>Meanwhile,</p>'), 'what a crash cut off is gone').toBe(false)
    let live = emptyConversation
    for (const [at, entry] of entries.entries()) {
      live = fold(live, [entry])
      // the snapshot comes compacted over the wire; what follows it, from the feed, and some of it twice
      const snapshot = JSON.parse(JSON.stringify(compact(entries.slice(0, at + 1)))) as ConversationEntry[]
      const anew = fold(emptyConversation, snapshot)
      expect(stateOf(anew), `state at ${at + 1}`).toEqual(stateOf(live))
      expect(screenOf(anew) === screenOf(live), `screen at ${at + 1}`).toBe(true)
      expect(stateOf(fold(anew, entries.slice(Math.max(0, at - 2)))), `read on from ${at + 1}`).toEqual(stateOf(end))
    }
  }, 60_000)
})
