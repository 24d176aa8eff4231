import { describe, expect, it } from 'vitest'
import { fold } from './fold.ts'
import type { RoomEvent } from './room-event.ts'
import { roomFact, routedEntry } from './room-fact.ts'
import { asEntries, shown } from './talk.test-kit.ts'
import { messageEntries } from './user-message.ts'
import { emptyConversation, itemsOf } from './view.ts'

const roomId = 'r'
const ben = { roomId, authorId: 'person:p1', speaker: 'Ben' }
const said = (id: string, text: string) => messageEntries({ id, roomId, personId: 'p1', name: 'Ben', text }).map(({ body }) => body)
const routed = (messageId: string, turnId: string, runId: string) =>
  routedEntry(roomId, { messageId, turnId, agentId: 'a', agent: 'Ada', by: 'mention', reason: 'The message names it.' }, runId).body
const queued = (turnId: string, text: string) =>
  roomFact(ben, { type: 'CUSTOM', name: 'hearth.turn-queued', value: { turnId, messageId: `m-${turnId}`, text, agent: 'Ada', said: false } }, { agentId: 'a' })
    .body
const answer = (runId: string): RoomEvent[] =>
  shown(
    [
      { kind: 'run.started', epoch: 1, segment: 1 },
      { kind: 'stream.opened', path: 'a', attempt: '1.1', stream: 'a/1.1/0', channel: 'text', demo: false },
      { kind: 'stream.chunk', stream: 'a/1.1/0', off: 0, text: 'Yes.' },
      { kind: 'stream.closed', stream: 'a/1.1/0', channel: 'text', superseded: false },
      { kind: 'run.completed', output: null },
    ],
    runId,
  )

describe('turns in the view', () => {
  it('tells with each answer why it was this agent, and with each message whose turn it became', () => {
    const items = itemsOf(fold(emptyConversation, asEntries([...said('m1', 'hello'), routed('m1', 't1', 'run-1'), ...answer('run-1')])))
    expect(items).toMatchObject([
      { text: 'hello', routed: [{ agentId: 'a', by: 'mention' }] },
      { text: 'Yes.', why: { by: 'mention', reason: 'The message names it.' } },
    ])
  })

  it('shows what waits, in its last words, until its turn comes or it is dropped', () => {
    const facts: RoomEvent[] = [
      queued('t1', 'one'),
      queued('t2', 'two'),
      queued('t3', 'three'),
      roomFact(ben, { type: 'CUSTOM', name: 'hearth.turn-edited', value: { turnId: 't2', text: 'zwei' } }).body,
      roomFact(ben, { type: 'CUSTOM', name: 'hearth.turn-dropped', value: { turnId: 't3' } }).body,
      ...said('m-t1', 'one'),
      routed('m-t1', 't1', 'run-1'),
    ]
    const view = fold(emptyConversation, asEntries(facts))
    expect(view.queue).toMatchObject([{ turnId: 't2', text: 'zwei', author: 'Ben', agent: 'Ada' }])
    for (let cut = 0; cut <= facts.length; cut++) {
      const entries = asEntries(facts)
      expect(fold(fold(emptyConversation, entries.slice(0, cut)), entries.slice(cut))).toEqual(view)
    }
  })

  it('says who came and went, and where the room changed last', () => {
    const view = fold(
      emptyConversation,
      asEntries([
        roomFact(ben, { type: 'CUSTOM', name: 'hearth.joined', value: { kind: 'agent', id: 'a', name: 'Ada' } }).body,
        roomFact(ben, { type: 'CUSTOM', name: 'hearth.left', value: { kind: 'person', id: 'p1', name: 'Ben' } }).body,
        roomFact(ben, { type: 'CUSTOM', name: 'hearth.changed', value: { what: 'policy' } }).body,
      ]),
    )
    expect(itemsOf(view).map((item) => item.kind === 'notice' && item.text)).toEqual(['Ben added Ada.', 'Ben left.'])
    expect(view.changed).toBe(3)
  })
})
