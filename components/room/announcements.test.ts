import { expect, it } from 'vitest'
import { type Conversation, emptyConversation, fold, messageEntries, prepend, type RoomEvent } from '../../server/conversation/index.ts'
import { approval, asEntries, roomId, shown } from '../../server/conversation/talk.test-kit.ts'
import type { EngineEvent } from '../../server/engine/events.ts'
import { announcements } from './announcements.ts'

const started: EngineEvent = { kind: 'run.started', epoch: 1, segment: 1 }
const opens = (stream: string): EngineEvent => ({ kind: 'stream.opened', path: 'a', attempt: '1.1', stream, channel: 'text', demo: false })
const says = (stream: string, ...pieces: string[]): EngineEvent[] =>
  pieces.map((text, i) => ({ kind: 'stream.chunk', stream, off: pieces.slice(0, i).join('').length, text }))
const closes = (stream: string, superseded = false): EngineEvent => ({ kind: 'stream.closed', stream, channel: 'text', superseded })
const said = (id: string, text: string) => messageEntries({ id, roomId, personId: 'p1', name: 'Ben', text }).map(({ body }) => body)
/** What one event shows comes at once. */
const each = (events: readonly EngineEvent[], run: string) => events.map((event) => shown([event], run)).filter((bodies) => bodies.length > 0)
const before = [said('m1', 'Hello'), ...each([started, opens('old'), ...says('old', 'An old answer.'), closes('old')], 'run-0')]

/** All that is read out while this comes bit by bit, after the room opened with the first so many. */
function heard(bits: readonly RoomEvent[][], opened: number): string[] {
  const tell = announcements()
  const all: string[] = []
  let view: Conversation = emptyConversation
  for (const at of bits.keys()) {
    view = fold(view, asEntries(bits.slice(0, at + 1).flat()))
    if (at >= opened - 1) all.push(tell(view), tell(view))
  }
  return all.filter((words) => words !== '')
}

it('[room.announced] reads out each message once, when it is whole, and that something waits; no words as they stream, no tools, nothing old', () => {
  const events: EngineEvent[] = [
    started,
    opens('a'),
    ...says('a', 'You ', 'have **5 EUR**', ', see [the ledger](/ada/ledger).'),
    closes('a'),
    { kind: 'node.started', path: 'tool', attempt: '1.1', block: 'time.now', input: {}, toolCall: { id: 'c', name: 'clock', input: {} } },
    { kind: 'human.requested', path: 'ask', wait: 'w1', toolCallId: 'call', question: approval() },
    { kind: 'run.waiting', segment: 1, waits: [{ wait: 'w1', path: 'ask', toolCallId: 'call', question: approval() }] },
  ]
  expect(heard([...before, said('m2', 'And now?'), ...each(events, 'run-1')], before.length)).toEqual([
    'Ada: You have 5 EUR, see the ledger.',
    'Ada waits for your answer: Send 25.00 EUR to Anna',
  ])
})

it('[room.announced] loses no message when two agents speak beside each other, and tells of no half one', () => {
  const bits = [
    ...each([started, opens('a'), ...says('a', 'First')], 'run-1'),
    ...each([started, opens('b'), ...says('b', 'Second'), closes('b'), opens('c'), ...says('c', 'half'), closes('c', true)], 'run-2'),
    ...each([closes('a')], 'run-1'),
  ]
  expect(heard([...before, ...bits], before.length)).toEqual(['Ada: Second', 'Ada: First'])
  // what grew when the room opened is news when it is whole
  expect(heard([...before, ...bits], before.length + 3)).toEqual(['Ada: Second', 'Ada: First'])
})

it('[room.announced] sums up what came all at once, and is silent about what comes from further up', () => {
  const tell = announcements()
  const answers = ['one', 'two', 'three', 'four', 'five'].map((name) => shown([started, opens(name), ...says(name, name), closes(name)], `run-${name}`))
  const entries = asEntries([...before.flat(), ...answers.flat()])
  const old = before.flat().length
  const newer = entries.slice(old)
  const first = fold(emptyConversation, newer.slice(0, 4))
  expect(tell(first)).toBe('')
  const whole = prepend(fold(emptyConversation, entries.slice(0, old)), first, old)
  expect(tell(whole)).toBe('')
  expect(tell(fold(whole, newer))).toBe('4 new messages. The last: Ada: five')
})
