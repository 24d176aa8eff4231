import { describe, expect, it } from 'vitest'
import {
  type ConversationEntry,
  emptyConversation,
  entriesOf,
  fold,
  itemsOf,
  messageEntries,
  type RoomEvent,
  roomFact,
  routedEntry,
} from '../conversation/index.ts'
import type { EngineEvent } from '../engine/events.ts'
import type { Question } from '../engine/hands.ts'
import { asGuestSees } from './as-guest-sees.ts'

const ctx = { roomId: 'room', runId: 'run', segment: 1, agentId: 'agent', agentName: 'Desk' }
const at = '2026-01-01T12:00:00.000Z'
const question = (change: Partial<Question>): Question => ({
  kind: 'question',
  title: 'Which one?',
  component: 'Form',
  props: {},
  responseSchema: {},
  ...change,
})
const asks = (wait: string, change: Partial<Question>): EngineEvent => ({
  kind: 'human.requested',
  path: wait,
  wait,
  toolCallId: wait,
  question: question(change),
})

function seen(bodies: RoomEvent[], names = false): ConversationEntry[] {
  return bodies.flatMap((event, i) => asGuestSees({ seq: i + 1, at, event }, { guestId: 'g', names }) ?? [])
}
const told = (...events: EngineEvent[]): RoomEvent[] => events.flatMap((event) => entriesOf(event, ctx)).map(({ body }) => body)
const said = (personId: string, name: string, text: string, guest = false) =>
  messageEntries({ id: text, roomId: 'room', personId, name, text, guest }).map(({ body }) => body)

describe('[links.guest-view] what a guest sees', () => {
  it('is what is said to them, and not which tools were used, what a run gave out, or why an agent was chosen', () => {
    const call = { id: 'c', name: 'customer_lookup', input: { key: 'internal' } }
    const events: RoomEvent[] = [
      ...said('g', 'Guest', 'Hello', true),
      routedEntry('room', { messageId: 'Hello', turnId: 't', agentId: 'agent', agent: 'Desk', by: 'rule', reason: 'internal' }, 'run').body,
      ...told(
        { kind: 'run.started', segment: 1, epoch: 1 } as EngineEvent,
        { kind: 'node.started', path: 'look', node: 'look', block: 'x', attempt: 1, input: {}, toolCall: call } as unknown as EngineEvent,
        { kind: 'node.completed', path: 'look', output: { secret: 'internal' }, toolCall: call } as unknown as EngineEvent,
        { kind: 'run.completed', output: { balance: 'internal' } } as unknown as EngineEvent,
      ),
    ]
    expect(JSON.stringify(events)).toContain('internal')
    const entries = seen(events)
    expect(JSON.stringify(entries)).not.toMatch(/internal|customer_lookup/)
    expect(itemsOf(fold(emptyConversation, entries)).map((item) => item.kind)).toEqual(['message'])
  })

  it('is no cause of a failure', () => {
    const entries = seen(
      told({ kind: 'run.failed', error: { code: 'no-model', message: 'nothing answers at 10.0.0.1', retry: 'never' } } as unknown as EngineEvent),
    )
    expect(JSON.stringify(entries)).not.toContain('10.0.0.1')
    expect(itemsOf(fold(emptyConversation, entries))).toMatchObject([{ kind: 'notice', notice: 'failed', code: 'internal' }])
  })

  it('names people of the workspace when the link says so, and else nobody', () => {
    const events = [...said('p1', 'Ada Lovelace', 'I am here now'), ...said('g', 'Guest', 'Fine', true)]
    const joined = roomFact(
      { roomId: 'room', authorId: 'person:p1', speaker: 'Ada Lovelace' },
      { type: 'CUSTOM', name: 'hearth.joined', value: { kind: 'person', id: 'p1', name: 'Ada Lovelace' } },
    ).body
    const hidden = seen([joined, ...events])
    expect(JSON.stringify(hidden)).not.toMatch(/Ada|p1/)
    expect(itemsOf(fold(emptyConversation, hidden)).map(({ speaker, authorId }) => [speaker, authorId])).toEqual([
      ['Team', 'person:team'],
      ['Guest', 'guest:g'],
    ])
    const open = seen([joined, ...events], true)
    expect(itemsOf(fold(emptyConversation, open)).map(({ speaker }) => speaker)).toEqual(['Ada Lovelace', 'Ada Lovelace', 'Guest'])
  })

  it('is who answers a question only as far as it is them', () => {
    const staff = { who: { roles: ['admin'], people: ['boss@example.org'] }, escalate: { at, who: { people: ['chief@example.org'] } } }
    const entries = seen(told(asks('w1', {}), asks('w2', staff), asks('w3', { kind: 'approval' })))
    expect(JSON.stringify(entries)).not.toMatch(/@example|admin/)
    const asked = entries.flatMap(({ event }) => (event.type === 'TOOL_CALL_START' ? [event.metadata.question?.who] : []))
    expect(asked).toEqual([undefined, { roles: ['operator'] }, { roles: ['operator'] }])
  })

  it('is that staff decided, not what they wrote for each other', () => {
    const answer = { outcome: 'approved' as const, value: { comment: 'internal' }, by: { id: 'p1', name: 'Ada' }, at }
    const entries = seen(
      told(asks('w', { kind: 'approval' }), { kind: 'human.answered', path: 'w', wait: 'w', toolCallId: 'w', answer } as unknown as EngineEvent),
    )
    expect(JSON.stringify(entries)).not.toMatch(/internal|Ada|p1/)
    expect(itemsOf(fold(emptyConversation, entries))).toMatchObject([
      { kind: 'card', status: 'answered', answer: { outcome: 'approved', by: { name: 'Team' } } },
    ])
  })
})
