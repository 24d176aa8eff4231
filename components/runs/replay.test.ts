import { describe, expect, it } from 'vitest'
import type { EngineEvent } from '../../server/engine/events.ts'
import { flowSchema } from '../../server/engine/flow.ts'
import { emptyRun, foldRun, type RunState } from '../../server/engine/run-state.ts'
import type { RunEntry } from '../../server/runs/contract.ts'
import { compareRuns } from './compare-runs.ts'
import { lightsOf, nodeOfPath } from './lights-of.ts'
import { stateAt } from './state-at.ts'

const entriesOf = (events: EngineEvent[]): RunEntry[] =>
  events.map((event, i) => ({ seq: i + 1, at: new Date(Date.UTC(2026, 0, 1) + i * 1000).toISOString(), event }))
const question = { kind: 'approval' as const, title: 'Go?', component: 'ApprovalCard', props: {}, responseSchema: {} }
const about = { path: 'ok/answer', wait: 'w', toolCallId: 't' }
const told: EngineEvent[] = [
  { kind: 'run.created', trigger: 'manual', input: { text: 'hi' }, revision: 'r', planHash: 'p' },
  { kind: 'run.queued' },
  { kind: 'run.started', epoch: 1, segment: 1 },
  { kind: 'node.started', path: 'a', attempt: '1.1', block: 'x.y', input: { n: 1 } },
  { kind: 'stream.opened', path: 'a', attempt: '1.1', stream: 's', channel: 'text', demo: false },
  { kind: 'stream.chunk', stream: 's', off: 0, text: 'Hel' },
  { kind: 'stream.chunk', stream: 's', off: 3, text: 'lo' },
  { kind: 'node.retried', path: 'a', attempt: '1.1', error: { code: 'timed-out', message: 'late', retry: 'later' }, afterMs: 5 },
  { kind: 'stream.closed', stream: 's', channel: 'text', superseded: false },
  { kind: 'node.completed', path: 'a', attempt: '1.2', block: 'x.y', output: { n: 2 }, ms: 3 },
  { kind: 'node.started', path: 'ok', attempt: '1.1', block: 'human.approval', input: {} },
  { kind: 'human.requested', ...about, question },
  { kind: 'run.waiting', segment: 1, waits: [{ ...about, question }] },
  { kind: 'human.answered', ...about, answer: { outcome: 'approved', value: {}, at: '2026-01-01T00:00:00.000Z' } },
  { kind: 'run.resumed', epoch: 2, segment: 2, answers: [] },
  { kind: 'node.completed', path: 'ok', attempt: '2.1', block: 'human.approval', output: { approved: {} }, ms: 0 },
  { kind: 'node.skipped', path: 'c' },
  { kind: 'run.completed', output: { a: { n: 2 } } },
]

describe('replay', () => {
  it('[runs.replay] shows at every event just what the live view showed then', () => {
    const entries = entriesOf(told)
    let live: RunState = emptyRun
    for (const [i, { event, at }] of entries.entries()) {
      expect(stateAt(entries, i)).toEqual(live)
      live = foldRun(live, event, at)
    }
    expect(stateAt(entries, entries.length)).toEqual(live)
    expect(live.status).toBe('completed')
  })

  it('[runs.replay] lights the canvas by the state at that event', () => {
    const flow = flowSchema.parse({ schema: 1, nodes: { a: { block: 'x.y' }, ok: { block: 'human.approval' }, c: { block: 'x.y' } }, wires: [] })
    const entries = entriesOf(told)
    expect(lightsOf(flow, stateAt(entries, 3))).toEqual({})
    expect(lightsOf(flow, stateAt(entries, 4))).toEqual({ a: 'running' })
    expect(lightsOf(flow, stateAt(entries, 13))).toEqual({ a: 'done', ok: 'waiting' })
    expect(lightsOf(flow, stateAt(entries, entries.length))).toEqual({ a: 'done', ok: 'done', c: 'skipped' })
  })

  it('finds the node of a path in containers and below the blocks that called it', () => {
    const nodes = { each: { block: 'x' }, try: { block: 'x', parent: 'each' }, pay: { block: 'x', parent: 'try' } }
    const flow = flowSchema.parse({ schema: 1, nodes, wires: [] })
    expect(nodeOfPath(flow, 'each/3/try/0/pay')).toBe('pay')
    expect(nodeOfPath(flow, 'each/3/try/0/pay/asked')).toBe('pay')
    expect(nodeOfPath(flow, 'each/~end')).toBe('each')
    const state = stateAt(
      entriesOf([
        { kind: 'node.skipped', path: 'each/3/try/0/pay' },
        { kind: 'node.skipped', path: 'each/3/try/0/pay/asked' },
      ]),
      2,
    )
    expect(lightsOf(flow, state)).toEqual({ pay: 'skipped' })
  })
})

describe('two runs side by side', () => {
  it('[runs.compare] tells per step what only one has, what is the same and what differs', () => {
    const ends = (path: string, output: number, ms: number): EngineEvent[] => [
      { kind: 'node.started', path, attempt: '1.1', block: 'x.y', input: { b: 1, a: 2 } },
      { kind: 'node.completed', path, attempt: '1.1', block: 'x.y', output: { output }, ms },
    ]
    const a = stateAt(entriesOf([...ends('first', 1, 5), ...ends('changed', 1, 5), ...ends('gone', 1, 1)]), 99)
    const b = stateAt(entriesOf([...ends('first', 1, 900), ...ends('changed', 2, 5), ...ends('new', 1, 1)]), 99)
    expect(compareRuns(a, b).map(({ path, kind }) => [path, kind])).toEqual([
      ['first', 'same'],
      ['changed', 'different'],
      ['gone', 'only-a'],
      ['new', 'only-b'],
    ])
    expect(compareRuns(a, b)[1]).toMatchObject({ differs: ['output'] })
    expect(compareRuns(a, a).every(({ kind }) => kind === 'same')).toBe(true)
  })
})
