import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { EngineEvent } from '../engine/events.ts'
import { compact } from './compact.ts'
import { fold } from './fold.ts'
import type { ConversationEntry } from './room-event.ts'
import { approval, asEntries, randomTalk, shown } from './talk.test-kit.ts'
import { messageEntries } from './user-message.ts'
import { emptyConversation, type Item, itemsOf, openQuestions } from './view.ts'

const see = (entries: readonly ConversationEntry[]) => fold(emptyConversation, entries)
const seeRun = (events: EngineEvent[]) => see(asEntries(shown(events)))
const text = (stream: string, ...pieces: string[]): EngineEvent[] => [
  { kind: 'stream.opened', path: 'a', attempt: '1.1', stream, channel: 'text', demo: false },
  ...pieces.map((piece, i): EngineEvent => ({ kind: 'stream.chunk', stream, off: pieces.slice(0, i).join('').length, text: piece })),
]
const started: EngineEvent = { kind: 'run.started', epoch: 1, segment: 1 }

describe('fold, over rooms made by chance', () => {
  const talks = fc.integer({ min: 0, max: 2 ** 31 })

  it('[conversation.prefix] gives the same view in one go, in any two parts, and when parts come twice', () => {
    fc.assert(
      fc.property(talks, fc.nat(), fc.nat(), (seed, a, b) => {
        const { entries } = randomTalk(seed)
        const [from, to] = [a % (entries.length + 1), b % (entries.length + 1)]
        const whole = see(entries)
        expect(fold(see(entries.slice(0, from)), entries.slice(from))).toEqual(whole)
        expect(fold(see(entries.slice(0, from)), entries.slice(Math.min(from, to)))).toEqual(whole)
        expect(fold(whole, entries)).toBe(whole)
      }),
    )
  })

  it('[conversation.compact] gives the same view from joined tokens, and may go on from any of them', () => {
    fc.assert(
      fc.property(talks, fc.nat(), (seed, cut) => {
        const { entries } = randomTalk(seed)
        const at = cut % (entries.length + 1)
        expect(see(compact(entries))).toEqual(see(entries))
        expect(fold(see(compact(entries.slice(0, at))), entries.slice(at))).toEqual(see(entries))
      }),
    )
  })

  it('keeps items in the order they began, none twice, and nothing open after every run has ended', () => {
    fc.assert(
      fc.property(talks, (seed) => {
        const { entries, runs } = randomTalk(seed)
        const view = see(entries)
        const seqs = itemsOf(view).map((item) => item.seq)
        expect(seqs).toEqual([...seqs].sort((a, b) => a - b))
        expect(new Set(itemsOf(view).map((item) => item.id)).size).toBe(seqs.length)
        const waiting = runs.filter((run) => run.end === 'waiting').map((run) => run.runId)
        expect(Object.keys(view.runs).sort()).toEqual(waiting.sort())
        expect(Object.keys(view.open).filter((id) => !waiting.some((run) => id.startsWith(run)))).toEqual([])
      }),
    )
  })

  it('shows no text of a superseded stream', () => {
    fc.assert(
      fc.property(talks, (seed) => {
        const { entries } = randomTalk(seed)
        const gone = entries.flatMap(({ event }) => (event.type === 'CUSTOM' && event.name === 'hearth.superseded' ? event.value.id : []))
        expect(itemsOf(see(entries)).filter((item) => gone.includes(item.id))).toEqual([])
      }),
    )
  })
})

describe('fold', () => {
  it('[conversation.token-cost] touches nothing but the growing message when a token comes', () => {
    const before = Array.from({ length: 3000 }, (_, i) =>
      messageEntries({ id: `m${i}`, roomId: 'r', personId: 'p', name: 'Ben', text: 'hi' }).map((entry) => entry.body),
    ).flat()
    const entries = asEntries([...before, ...shown([started, ...text('s', 'one ', 'two')])])
    const then = see(entries.slice(0, -1))
    const now = fold(then, entries)
    const same = itemsOf(now).filter((item, i) => item === itemsOf(then)[i])
    expect(same.length).toBe(itemsOf(now).length - 1)
    expect(now.pages.filter((page, i) => page === then.pages[i]).length).toBe(now.pages.length - 1)
    expect(Math.max(...now.pages.map((page) => page.length))).toBe(50)
  })

  it('joins a text by its offsets, whatever comes again', () => {
    const [open, first, second] = shown(text('s', 'Hello ', 'world'))
    if (!open || !first || !second) throw new Error('three entries')
    expect(itemsOf(see(asEntries([open, first, second, second, first, second])))).toMatchObject([
      { kind: 'message', text: 'Hello world', streaming: true, role: 'assistant', speaker: 'Ada' },
    ])
  })

  it('[conversation.superseded] forgets what a dead worker showed and keeps what its successor says', () => {
    const view = seeRun([
      started,
      ...text('a/1.1/0', 'Your bal'),
      { kind: 'run.recovered', epoch: 2, segment: 1 },
      { kind: 'stream.closed', stream: 'a/1.1/0', channel: 'text', superseded: true },
      ...text('a/2.1/0', 'Your balance is 5'),
      { kind: 'stream.closed', stream: 'a/2.1/0', channel: 'text', superseded: false },
      { kind: 'run.completed', output: null },
    ])
    expect(itemsOf(view)).toMatchObject([
      { kind: 'notice', notice: 'recovered' },
      { kind: 'message', text: 'Your balance is 5', streaming: false },
    ])
  })

  it('keeps half an answer that somebody stopped, marked so', () => {
    const stopped: EngineEvent = { kind: 'stream.closed', stream: 's', channel: 'text', superseded: false, stopped: true }
    expect(itemsOf(seeRun([started, ...text('s', 'You ', 'have'), stopped, { kind: 'run.cancelled', by: 'Ben' }]))).toMatchObject([
      { kind: 'message', text: 'You have', streaming: false, stopped: true },
      { kind: 'notice', notice: 'cancelled' },
    ])
  })

  const asked = { path: 'agent/ask', wait: 'w1', toolCallId: 'call_1' }
  const asking: EngineEvent[] = [
    started,
    { kind: 'human.requested', ...asked, question: approval() },
    { kind: 'run.waiting', segment: 1, waits: [{ ...asked, question: approval() }] },
  ]
  const answer = { outcome: 'declined' as const, value: null, by: { id: 'p1', name: 'Ben' }, at: '2026-11-21T00:00:00.000Z' }

  it('shows a question as an open card while the run waits', () => {
    const view = seeRun(asking)
    expect(openQuestions(view)).toMatchObject([
      { component: 'TransferConfirm', props: { to: 'Anna' }, status: 'open', waitId: 'w1', question: { kind: 'approval', title: 'Send 25.00 EUR to Anna' } },
    ])
    expect(Object.values(view.runs)).toMatchObject([{ status: 'waiting' }])
  })

  it('shows the answer, and whose it is, before the run has gone on', () => {
    const view = seeRun([...asking, { kind: 'human.answered', ...asked, answer }])
    expect(itemsOf(view)).toMatchObject([{ kind: 'card', status: 'answered', answer }])
    expect(openQuestions(view)).toEqual([])
  })

  it('keeps the answered card when the run goes on and ends', () => {
    const view = seeRun([
      ...asking,
      { kind: 'human.answered', ...asked, answer },
      { kind: 'run.resumed', epoch: 2, segment: 2, answers: [{ ...asked, answer }] },
      { kind: 'run.completed', output: null },
    ])
    expect(itemsOf(view)).toMatchObject([{ kind: 'card', status: 'answered', answer }])
    expect(view.runs).toEqual({})
  })

  it('closes an unanswered question when its run is cancelled, and says so', () => {
    const view = seeRun([...asking, { kind: 'run.cancelled', by: 'Ben' }])
    expect(itemsOf(view)).toMatchObject([
      { kind: 'card', status: 'expired' },
      { kind: 'notice', notice: 'cancelled', text: 'Stopped by Ben.' },
    ])
  })

  it('shows a tool call with what went in and what came out', () => {
    const toolCall = { id: 'call_1', name: 'ledger_balances', input: { account: 'main' } }
    const at = { path: 'agent/tool-1', attempt: '1.1', block: 'ledger.balances', toolCall }
    const view = seeRun([started, { kind: 'node.started', ...at, input: {} }, { kind: 'node.completed', ...at, output: { total: '5' }, ms: 3 }])
    expect(itemsOf(view)).toMatchObject([{ kind: 'toolCall', name: 'ledger_balances', input: { account: 'main' }, output: { total: '5' }, status: 'done' }])
  })

  it('does not show a tool call twice when it is made again after a crash', () => {
    const toolCall = { id: 'call_1', name: 'ledger_balances', input: {} }
    const at = { path: 'agent/tool-1', attempt: '1.1', block: 'ledger.balances', toolCall }
    const item: Item | undefined = itemsOf(
      seeRun([
        started,
        { kind: 'node.started', ...at, input: {} },
        { kind: 'node.started', ...at, attempt: '2.1', input: {} },
        { kind: 'node.completed', ...at, output: {}, ms: 3 },
      ]),
    )[1]
    expect(item).toBeUndefined()
  })

  it('passes over events it does not know', () => {
    const unknown = { type: 'CUSTOM', name: 'hearth.later', value: {}, metadata: { roomId: 'r', authorId: 'x' } } as never
    expect(itemsOf(see(asEntries([unknown])))).toEqual([])
  })
})
