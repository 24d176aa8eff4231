import { HttpAgent } from '@ag-ui/client'
import fc from 'fast-check'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { type AguiEvent, compactEvents, eventsToMessages, eventsToState, eventsToSurfaces } from '../conversation/index.ts'
import { randomTalk } from '../conversation/talk.test-kit.ts'
import type { Json } from '../kernel/json.ts'
import { patchBetween } from '../kernel/json-patch.ts'
import { throughClient } from './clients.test-kit.ts'
import { RoomProjection } from './project-room.ts'
import type { OutEvent } from './project-run.ts'

const began: OutEvent = { type: 'RUN_STARTED', threadId: 't', runId: 'r' }
const ended: OutEvent = { type: 'RUN_FINISHED', threadId: 't', runId: 'r' }
const warned = vi.spyOn(console, 'warn')
afterEach(() => {
  expect(warned.mock.calls).toEqual([])
})
/** Without what a reducer need not know: who said it where. */
const told = (messages: readonly object[]): unknown =>
  JSON.parse(JSON.stringify(messages, (key, value: unknown) => (key === 'metadata' || key === 'subagentRunId' ? undefined : value)))

describe('the reducers for other front ends', () => {
  it('[reducers.messages] give the messages that the official client has after the same events, in one go or in parts', async () => {
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 0, max: 2 ** 31 }), fc.nat(), async (seed, cut) => {
        const { entries } = randomTalk(seed)
        const room = new RoomProjection({ threadId: 't', runId: 'r', stateAt: 0 })
        room.knows(entries)
        const events = [...room.begin(), ...entries.flatMap((entry) => room.push(entry)), ...room.end()]
        const agent = await throughClient(HttpAgent, events)
        const whole = eventsToMessages(events as AguiEvent[])
        expect(told(whole)).toEqual(told(agent.messages))
        const fewer = compactEvents(events as AguiEvent[])
        expect(fewer.length).toBeLessThanOrEqual(events.length)
        expect(eventsToMessages(fewer)).toEqual(whole)
        const at = cut % (events.length + 1)
        expect(eventsToMessages(events.slice(at) as AguiEvent[], eventsToMessages(events.slice(0, at) as AguiEvent[]))).toEqual(whole)
      }),
      { numRuns: 20 },
    )
  }, 60_000)

  it('[reducers.state] give the state that the official client has after the same events', async () => {
    const object = fc.dictionary(
      fc.string({ minLength: 1, maxLength: 4 }).filter((key) => key !== '__proto__'),
      fc.jsonValue({ maxDepth: 2 }),
      { maxKeys: 4 },
    )
    await fc.assert(
      fc.asyncProperty(fc.array(object, { minLength: 1, maxLength: 6 }), async (states) => {
        const clean = states.map((state) => JSON.parse(JSON.stringify(state)) as Json)
        const deltas = clean.slice(1).map((state, i) => ({ type: 'STATE_DELTA', delta: patchBetween(clean[i] ?? {}, state) }))
        const events = [began, { type: 'STATE_SNAPSHOT', snapshot: clean[0] }, ...deltas, ended]
        const agent = await throughClient(HttpAgent, events)
        expect(eventsToState(events as AguiEvent[])).toEqual(agent.state)
        expect(agent.state).toEqual(clean.at(-1))
      }),
      { numRuns: 40 },
    )
  }, 60_000)

  it('[reducers.surfaces] give A2UI surfaces of both carriers, changed by replacing and by patches, gone when deleted', () => {
    const make = (surfaceId: string) => ({ version: 'v0.9', createSurface: { surfaceId, catalogId: 'basic' } })
    const draw = (surfaceId: string) => ({ version: 'v0.9', updateComponents: { surfaceId, components: [{ id: 'root', component: 'Text', text: 'hi' }] } })
    const events: AguiEvent[] = [
      { type: 'ACTIVITY_SNAPSHOT', messageId: 'a', activityType: 'a2ui-surface', content: { a2ui_operations: [make('one')] } },
      { type: 'ACTIVITY_DELTA', messageId: 'a', activityType: 'a2ui-surface', patch: [{ op: 'add', path: '/a2ui_operations/-', value: draw('one') }] },
      { type: 'ACTIVITY_SNAPSHOT', messageId: 'b', activityType: 'a2ui', content: { messages: [{ beginRendering: { surfaceId: 'two', root: 'r' } }] } },
      {
        type: 'ACTIVITY_SNAPSHOT',
        messageId: 'c',
        activityType: 'a2ui-surface',
        content: { a2ui_operations: [make('gone'), { version: 'v0.9', deleteSurface: { surfaceId: 'gone' } }] },
      },
      { type: 'ACTIVITY_SNAPSHOT', messageId: 'd', activityType: 'something-else', content: {} },
    ]
    expect(eventsToSurfaces(events)).toEqual([
      { surfaceId: 'one', messages: [make('one'), draw('one')] },
      { surfaceId: 'two', messages: [{ beginRendering: { surfaceId: 'two', root: 'r' } }] },
    ])
  })
})
