import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { type ConversationEntry, type Meta, messageEntries, type RoomEvent } from '../conversation/index.ts'
import { asEntries, randomTalk, roomId } from '../conversation/talk.test-kit.ts'
import { clients, isTerminal, throughClient, throughVerifiers } from './clients.test-kit.ts'
import { RoomProjection } from './project-room.ts'
import { type OutEvent, RunProjection } from './project-run.ts'

const warnings = (['warn', 'error'] as const).map((level) => vi.spyOn(console, level).mockImplementation(() => undefined))
beforeEach(() => {
  for (const warning of warnings) warning.mockClear()
})
afterEach(() => vi.clearAllMocks())

const ids = { threadId: 't', runId: 'r' }
const began: OutEvent = { type: 'RUN_STARTED', ...ids }
const ended: OutEvent = { type: 'RUN_FINISHED', ...ids }
const says: OutEvent = { type: 'TEXT_MESSAGE_START', messageId: 'm', role: 'assistant' }
const word: OutEvent = { type: 'TEXT_MESSAGE_CONTENT', messageId: 'm', delta: 'word' }
const said: OutEvent = { type: 'TEXT_MESSAGE_END', messageId: 'm' }
const call: OutEvent = { type: 'TOOL_CALL_START', toolCallId: 'c', toolCallName: 'f' }
const helper: OutEvent = { type: 'SUBAGENT_STARTED', subagentRunId: 's', name: 'Helper' }
const helped: OutEvent = { type: 'SUBAGENT_FINISHED', subagentRunId: 's' }

/** What the clients make of raw streams: what our projections have to know. */
const matrix: [what: string, events: OutEvent[], modern: 'ok' | 'throws', legacy: 'ok' | 'throws'][] = [
  ['something before RUN_STARTED', [says, began, ended], 'throws', 'throws'],
  ['no terminal event', [began, says, word, said], 'ok', 'ok'],
  ['an empty stream', [], 'ok', 'ok'],
  ['an open text at the end', [began, says, word, ended], 'throws', 'throws'],
  ['an open call at the end', [began, call, ended], 'throws', 'throws'],
  ['an open step at the end', [began, { type: 'STEP_STARTED', stepName: 'x' }, ended], 'throws', 'throws'],
  ['an open subagent at the end', [began, helper, ended], 'throws', 'throws'],
  ['a run inside a run', [began, began, ended], 'throws', 'throws'],
  ['runs back to back', [began, ended, began, ended], 'ok', 'ok'],
  ['a run after an error', [began, { type: 'RUN_ERROR', message: 'no' }, began, ended], 'ok', 'ok'],
  ['a text after the end', [began, ended, says], 'throws', 'throws'],
  ['an error with open texts', [began, says, word, { type: 'RUN_ERROR', message: 'no' }], 'ok', 'ok'],
  ['interleaved texts and calls', [began, says, call, word, { type: 'TOOL_CALL_END', toolCallId: 'c' }, said, ended], 'ok', 'ok'],
  ['a text begun twice', [began, says, says, said, ended], 'throws', 'throws'],
  ['a word without a beginning', [began, word, ended], 'throws', 'throws'],
  ['a subagent used again', [began, helper, helped, helper, helped, ended], 'throws', 'throws'],
  ['calls left to the client', [began, { ...ended, outcome: { type: 'success', pendingToolCallIds: [] } }], 'ok', 'throws'],
  ['the outcome cancelled', [began, { ...ended, outcome: { type: 'cancelled' } }], 'ok', 'throws'],
]

describe.each([
  ['1.0.0', 2],
  ['0.0.59', 3],
] as const)('the client %s, as it is', (version, column) => {
  const Client = (clients.find(([name]) => name === version) ?? clients[0])[1]
  it.each(matrix.map((row) => [row[0], row[1], row[column]] as const))('%s', async (_, events, expected) => {
    expect(
      await throughClient(Client, events).then(
        () => 'ok',
        () => 'throws',
      ),
    ).toBe(expected)
  })
})

/** Every way there is to see a room, as streams of events. `knowing`: what is there already is looked through first. */
function projections(entries: readonly ConversationEntry[], runIds: readonly string[], knowing: boolean): OutEvent[][] {
  const streams = runIds.map((engineRunId) => {
    const projection = new RunProjection({ threadId: 't', runId: 'r', engineRunId, modern: false })
    if (knowing) projection.knows(entries)
    const events = [...projection.begin(), ...entries.flatMap((entry) => projection.push(entry))]
    return projection.done ? events : [...events, ...projection.fail('gone', 'gone')]
  })
  const room = new RoomProjection({ threadId: 't', runId: 'r', stateAt: 0 })
  if (knowing) room.knows(entries)
  return [...streams, [...room.begin(), ...entries.flatMap((entry) => room.push(entry)), ...room.end()]]
}

async function accepted(events: OutEvent[], through: (events: OutEvent[]) => Promise<unknown>): Promise<void> {
  expect(events.filter(isTerminal).length).toBe(1)
  expect(events.findIndex(isTerminal)).toBe(events.length - 1)
  await through(events)
  expect(warnings.flatMap((warning) => warning.mock.calls)).toEqual([])
}

async function throughBoth(events: OutEvent[]): Promise<void> {
  for (const [, Client] of clients) await throughClient(Client, events)
}

/** The hazards of the matrix, as a feed may hold them. */
const meta: Meta = { roomId, authorId: 'agent:a', agentId: 'a', runId: 'run', segment: 1, speaker: 'Ada' }
const at = (event: object, more: Partial<Meta> = {}): RoomEvent => ({ ...event, metadata: { ...meta, ...more } }) as RoomEvent
const start = at({ type: 'RUN_STARTED', threadId: roomId, runId: 'run' })
const finish = at({ type: 'RUN_FINISHED', threadId: roomId, runId: 'run' })
const text = at({ type: 'TEXT_MESSAGE_START', messageId: 'm', role: 'assistant' })
const more = at({ type: 'TEXT_MESSAGE_CONTENT', messageId: 'm', delta: 'word' }, { off: 0 })
const tool = at({ type: 'TOOL_CALL_START', toolCallId: 'c', toolCallName: 'f' }, { as: 'tool' })
const person = messageEntries({ id: 'p', roomId, personId: 'p1', name: 'Ben', text: 'hi' }).map(({ body }) => body)
const other = (event: RoomEvent) => at(event, { runId: 'other', agentId: 'b', speaker: 'Bob' })
const hazards: [string, RoomEvent[]][] = [
  ['words before the run begins', [text, more, start, finish]],
  ['a run without an end', [start, text, more]],
  ['nothing at all', []],
  ['an end over an open text and call', [start, text, more, tool, finish]],
  ['a failure over an open text and call', [start, text, tool, at({ type: 'RUN_ERROR', message: 'no', code: 'internal' })]],
  ['a second beginning of the same run', [start, text, start, more, finish]],
  ['words after the end', [start, finish, text, more]],
  ['two agents and a person at once', [start, other(start), text, ...person, other({ ...text, messageId: 'n' } as RoomEvent), more, finish, other(finish)]],
  ['a text begun twice', [start, text, text, more, finish]],
  ['a word and an end without a beginning', [start, more, at({ type: 'TEXT_MESSAGE_END', messageId: 'm' }), finish]],
  ['a result without a call', [start, at({ type: 'TOOL_CALL_RESULT', messageId: 'x', toolCallId: 'x', content: '' }), finish]],
  ['a run that was taken up again', [start, finish, start, finish]],
  ['a run that was cancelled', [start, text, at({ type: 'RUN_ERROR', message: 'Stopped.', code: 'cancelled' })]],
  ['state that moves', [start, at({ type: 'STATE_DELTA', delta: [{ op: 'add', path: '/a', value: 1 }] }), finish]],
]

describe('the projections', () => {
  it.each(hazards)('[agui.matrix] give a legal stream of %s', async (_, events) => {
    for (const knowing of [true, false]) for (const stream of projections(asEntries(events), ['run'], knowing)) await accepted(stream, throughBoth)
  })

  it('[agui.programs] 500 random programs of agents pass the verifiers of both clients, as runs and as a room, without a warning and with one end', async () => {
    for (let seed = 1; seed <= 500; seed++) {
      const { entries, runs } = randomTalk(seed * 7919)
      const seen = seed % 3 === 0 ? entries.slice(seed % (entries.length + 1)) : entries
      const runIds = runs.map(({ runId }) => runId)
      for (const stream of projections(seen, runIds, seed % 2 === 0)) await accepted(stream, throughVerifiers)
    }
  }, 120_000)
})
