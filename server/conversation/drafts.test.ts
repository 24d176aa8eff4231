import { describe, expect, it } from 'vitest'
import type { EngineEvent } from '../engine/events.ts'
import { fold } from './fold.ts'
import { asEntries, shown } from './talk.test-kit.ts'
import { type CardItem, emptyConversation, itemsOf } from './view.ts'

const turn = { path: 'a/turn-1', attempt: '1.1' }
const tool = { path: 'a/turn-1-tool-1', attempt: '1.1', block: 'show.balance' }
const draft = 'a/turn-1/1.1/0'
const toolCall = { id: 'c1', name: 'show_balance', input: {}, draft }
const opened: EngineEvent = { kind: 'stream.opened', ...turn, stream: draft, channel: 'card', component: 'Balance', draft: true, demo: false }
const args = (off: number, text: string): EngineEvent => ({ kind: 'stream.chunk', stream: draft, off, args: text })
const closed = (superseded: boolean): EngineEvent => ({ kind: 'stream.closed', stream: draft, channel: 'card', draft: true, superseded })
const card: EngineEvent[] = [
  { kind: 'stream.opened', path: tool.path, attempt: '1.1', stream: 'card', channel: 'card', component: 'Balance', demo: false },
  { kind: 'stream.chunk', stream: 'card', off: 0, props: { accounts: [] } },
  { kind: 'stream.closed', stream: 'card', channel: 'card', superseded: false },
]
const started: EngineEvent = { kind: 'run.started', epoch: 1, segment: 1 }
const viewOf = (...events: EngineEvent[]) => fold(emptyConversation, asEntries(shown(events, 'run')))
const cardsOf = (...events: EngineEvent[]) => itemsOf(viewOf(...events)).filter((item): item is CardItem => item.kind === 'card')
const written: EngineEvent[] = [started, opened, args(0, '{"acc'), args(5, 'ounts":[]}'), closed(false)]
const begun: EngineEvent = { kind: 'node.started', ...tool, input: {}, toolCall }

describe('a card that a model is writing', () => {
  it('[rooms.card-draft] stands with what is there of it, until the card itself is shown in its place', () => {
    expect(cardsOf(started, opened, args(0, '{"acc'))).toMatchObject([{ component: 'Balance', status: 'loading', draft: true, args: '{"acc' }])
    expect(cardsOf(...written)).toMatchObject([{ status: 'loading', args: '{"accounts":[]}' }])
    const done: EngineEvent = { kind: 'node.completed', ...tool, output: {}, ms: 1, toolCall }
    for (const last of [[], [done], [done, { kind: 'run.completed', output: null } as EngineEvent]]) {
      const cards = cardsOf(...written, begun, ...card, ...last)
      expect(cards).toHaveLength(1)
      expect(cards[0]).toMatchObject({ status: 'shown', props: { accounts: [] } })
      expect(cards[0]?.draft).toBeUndefined()
    }
  })

  it('[rooms.card-draft] goes when a later attempt writes it again, when its block fails or asks first, and when the run pauses or ends', () => {
    const error = { code: 'invalid-input', message: 'no', retry: 'never' } as const
    const question = { kind: 'approval', title: 'Show it?', component: 'ApprovalCard', props: {}, responseSchema: {} } as const
    const asked: EngineEvent = { kind: 'human.requested', path: 'w', wait: 'w', toolCallId: 'c1', question, toolCall }
    const ends: EngineEvent[][] = [
      [started, opened, args(0, '{"a'), closed(true)],
      [...written, begun, { kind: 'node.failed', ...tool, error, ms: 1, handled: true, toolCall }],
      [...written, { kind: 'run.waiting', segment: 1, waits: [] }],
      [...written, { kind: 'run.completed', output: null }],
      [...written, { kind: 'run.cancelled' }],
    ]
    for (const events of ends) expect(cardsOf(...events)).toEqual([])
    expect(cardsOf(...written, asked)).toMatchObject([{ component: 'ApprovalCard', status: 'open' }])
  })

  it('[rooms.card-draft] takes the place of the draft of its own run and kind only', () => {
    const other = shown([started, ...card], 'other').map((event) => ('toolCallId' in event ? { ...event, toolCallId: `other:${event.toolCallId}` } : event))
    const both = fold(emptyConversation, asEntries([...shown(written, 'run'), ...other]))
    expect(itemsOf(both).map((item) => item.kind === 'card' && (item.draft ?? false))).toEqual([true, false])
  })
})

const thinks: EngineEvent[] = [
  { kind: 'stream.opened', ...turn, stream: 't', channel: 'reasoning', demo: false },
  { kind: 'stream.chunk', stream: 't', off: 0, channel: 'reasoning', text: 'Three ' },
  { kind: 'stream.chunk', stream: 't', off: 6, channel: 'reasoning', text: 'times two.' },
]

it('[rooms.thought] what a model thinks stands beside its answer, and goes when a later attempt thinks anew', () => {
  expect(itemsOf(viewOf(started, ...thinks))).toMatchObject([{ kind: 'thought', text: 'Three times two.', streaming: true, until: null }])
  const over: EngineEvent = { kind: 'stream.closed', stream: 't', channel: 'reasoning', superseded: false }
  expect(itemsOf(viewOf(started, ...thinks, over))).toMatchObject([{ streaming: false, until: expect.any(String) }])
  expect(itemsOf(viewOf(started, ...thinks, { ...over, superseded: true }))).toEqual([])
})

it('[rooms.spent] adds up what a run took: tokens, what is known of the cost, and the time', () => {
  const usage = (inputTokens: number, costMicros?: number): EngineEvent => ({
    ...{ kind: 'usage.recorded', ...turn, attempt: `1.${inputTokens}`, model: 'm', demo: false, inputTokens, outputTokens: 10 },
    ...(costMicros === undefined ? {} : { costMicros }),
  })
  const view = viewOf(started, usage(100, 250), usage(200), { kind: 'run.completed', output: null })
  expect(view.spent).toEqual({ run: { tokens: 320, costMicros: 250, unpriced: 1, from: expect.any(String), to: expect.any(String) } })
  expect(viewOf(started, { kind: 'run.completed', output: null }).spent, 'without a model there is nothing to tell').toEqual({})
})
