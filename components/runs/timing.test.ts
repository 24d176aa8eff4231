import { expect, it } from 'vitest'
import type { EngineEvent } from '../../server/engine/events.ts'
import type { RunEntry } from '../../server/runs/contract.ts'
import { pausesOf, spanOf, spansOf, workingTime } from './timing.ts'

const start = Date.parse('2026-11-16T09:14:00Z')
const day = 86_400_000
const entry = (seq: number, after: number, event: EngineEvent): RunEntry => ({ seq, at: new Date(start + after).toISOString(), event })

const waited = [
  entry(1, 0, { kind: 'run.started', epoch: 1, segment: 1 }),
  entry(2, 500, { kind: 'run.waiting', segment: 1, waits: [] }),
  entry(3, 500 + 2 * day, { kind: 'run.resumed', epoch: 2, segment: 2, answers: [] }),
  entry(4, 700 + 2 * day, { kind: 'run.completed', output: null }),
]

it('counts two days of waiting as no working time', () => {
  const working = workingTime(pausesOf(waited, start + 3 * day))
  expect(working(start + 700 + 2 * day) - working(start)).toBe(700)
})

it('stands still while a run waits', () => {
  const open = waited.slice(0, 2)
  const working = workingTime(pausesOf(open, start + day))
  expect(working(start + day) - working(start)).toBe(500)
})

it('knows no pause in a run that never waited', () => {
  expect(
    pausesOf(
      [waited[0], waited[3]].filter((one) => one !== undefined),
      start + day,
    ),
  ).toEqual([])
})

it('takes the measured duration of a step whose events were stored together', () => {
  const at = new Date(start + 100).toISOString()
  expect(spanOf({ path: 'a', status: 'done', retries: 0, logs: [], startedAt: at, endedAt: at, ms: 40 }, start)).toEqual({
    start: start + 60,
    end: start + 100,
  })
})

it('lets a step that has not ended reach until now', () => {
  expect(spanOf({ path: 'a', status: 'running', retries: 0, logs: [], startedAt: new Date(start).toISOString() }, start + 90)).toEqual({
    start,
    end: start + 90,
  })
})

it('lets a step with parts reach over all of them, whenever its own events were stored', () => {
  const at = (ms: number) => new Date(start + ms).toISOString()
  const node = (path: string, ended: number, ms: number) => ({
    path,
    status: 'done' as const,
    retries: 0,
    logs: [],
    startedAt: at(ended),
    endedAt: at(ended),
    ms,
  })
  const outline = [
    { depth: 0, node: node('agent', 100, 0) },
    { depth: 1, node: node('agent/turn-1', 60, 50) },
    { depth: 2, node: node('agent/turn-1/tool', 140, 20) },
    { depth: 0, node: node('reply', 150, 5) },
  ]
  expect(spansOf(outline, start + 500).map((span) => span && [span.start - start, span.end - start])).toEqual([
    [10, 140],
    [10, 140],
    [120, 140],
    [145, 150],
  ])
})
