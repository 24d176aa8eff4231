import { expect, it } from 'vitest'
import type { EngineEvent } from './events.ts'
import { flow, node, walkLocally } from './flow.test-kit.ts'
import { createLocalRun } from './local-world.ts'
import { answerTo } from './random-flow.test-kit.ts'
import { emptyRun, foldRun, type RunState } from './run-state.ts'

const fold = (events: EngineEvent[], from: RunState = emptyRun): RunState =>
  events.reduce((state, event, i) => foldRun(state, event, `2026-01-01T00:00:${String(i).padStart(2, '0')}Z`), from)

it('[run-state.fold] tells of a run what happened: nodes, questions, answers', async () => {
  const run = createLocalRun()
  const made = flow({ ask: node('kit.ask'), bad: node('kit.failing'), fix: node('kit.pure') }, [['bad.error', 'fix.a']])
  const first = await walkLocally(made, { run })
  const asked = fold(first.events)
  expect(asked.nodes.ask).toMatchObject({ status: 'waiting', block: 'kit.ask' })
  expect(asked.nodes['ask/before']).toMatchObject({ status: 'done', startedAt: expect.any(String), endedAt: expect.any(String) })
  expect(asked.waits['ask/answer']).toMatchObject({ status: 'open', question: { title: 'What now?' } })
  expect(asked.nodes.bad).toMatchObject({ status: 'failed', handled: true })

  run.answers.set('ask/answer', answerTo('ask/answer'))
  const all = (await walkLocally(made, { run })).events
  const done = fold(all)
  expect(done.nodes.ask).toMatchObject({ status: 'done' })
  expect(done.waits['ask/answer']).toMatchObject({ status: 'answered', answer: { by: { name: 'Kit' } } })
  expect(fold(all.slice(first.events.length), fold(first.events)).nodes.ask?.status).toBe('done')
})

it('[run-state.streams] places text by its offset, and forgets what a later attempt shows again', () => {
  const at = { path: 'a', attempt: '1.1', stream: 's' }
  const opened: EngineEvent = { kind: 'stream.opened', ...at, channel: 'text', demo: true }
  const chunks: EngineEvent[] = [
    { kind: 'stream.chunk', stream: 's', off: 0, text: 'Good ' },
    { kind: 'stream.chunk', stream: 's', off: 5, text: 'day' },
  ]
  const shown = fold([opened, ...chunks, ...chunks])
  expect(shown.streams.s?.text).toBe('Good day')
  expect(shown.demo).toBe(true)
  expect(fold([{ kind: 'stream.closed', stream: 's', channel: 'text', superseded: true }], shown).streams).toEqual({})
})

it('[run-state.fold] follows the run itself, its recoveries and what it used', () => {
  const started: EngineEvent[] = [
    { kind: 'run.created', trigger: 'chat', input: { text: 'x' }, revision: 'r', planHash: 'h' },
    { kind: 'run.queued' },
    { kind: 'run.started', epoch: 1, segment: 1 },
    { kind: 'run.recovered', epoch: 2, segment: 1 },
    { kind: 'usage.recorded', path: 'a', attempt: '2.1', model: 'm', demo: false, inputTokens: 3, outputTokens: 4, costMicros: 2.5 },
    { kind: 'run.waiting', segment: 1, waits: [] },
  ]
  expect(fold(started)).toMatchObject({
    status: 'waiting',
    recoveries: 1,
    usage: { inputTokens: 3, outputTokens: 4, calls: 1, costMicros: 2.5, unpriced: 0 },
    input: { text: 'x' },
  })
  expect(fold([...started, { kind: 'run.failed', error: { code: 'block-failed', message: 'x', retry: 'never' }, path: 'a' }])).toMatchObject({
    status: 'failed',
    failedAt: 'a',
  })
})
