import { describe, expect, it } from 'vitest'
import { execute } from '../execute.ts'
import { flow, node, planned, walkLocally, within } from '../flow.test-kit.ts'
import { answerLocally, createLocalRun, createLocalWorld } from '../local-world.ts'
import { digest } from '../test-blocks.test-kit.ts'

const items = ['x', 'y', 'z']

describe('[engine.containers] For Each and Map', () => {
  it.each(['control.for-each', 'control.map'])('%s does each item by its own path and keeps the order', async (block) => {
    const made = flow({ each: node(block, { items }), work: within('each', node('kit.external')) }, [
      ['each.item', 'work.a'],
      ['each.index', 'work.b'],
      ['work.text', 'each.result'],
    ])
    const { outcome, steps } = await walkLocally(made)
    const results = items.map((item, i) => digest(['external', { a: item, b: i, salt: '' }]))
    expect(outcome).toEqual({ status: 'completed', output: { each: { results, failures: [], count: 3 } } })
    expect(steps).toEqual(['each/0/work', 'each/1/work', 'each/2/work', 'each/~end'])
  })

  it('sees what is around it, and the result before', async () => {
    const made = flow({ out: node('kit.external'), each: node('control.for-each', { items }), work: within('each', node('kit.pure')) }, [
      ['out.text', 'work.a'],
      ['each.previous', 'work.b'],
      ['each.item', 'work.c'],
      ['work.text', 'each.result'],
    ])
    const { outcome } = await walkLocally(made)
    // The first has nothing before it, so what takes "previous" is skipped, and so on.
    expect(outcome).toEqual({ status: 'completed', output: { each: { results: [], failures: [], count: 3 } } })
  })

  it.each(['control.for-each', 'control.map'])('%s stops at a failure with its inner path, or collects it', async (block) => {
    const made = (onItemFailure: string) =>
      flow({ each: node(block, { items, onItemFailure }), bad: within('each', node('kit.failing')) }, [
        ['each.item', 'bad.a'],
        ['bad.text', 'each.result'],
      ])
    const stopped = await walkLocally(made('stop'))
    expect(stopped.outcome).toMatchObject({ status: 'failed', path: 'each', error: { code: 'block-failed', details: { path: 'each/0/bad' } } })
    const collected = await walkLocally(made('collect'))
    expect(collected.outcome).toMatchObject({
      status: 'completed',
      output: { each: { results: [], count: 3, failures: [{ index: 0, code: 'block-failed', path: 'each/0/bad' }, { index: 1 }, { index: 2 }] } },
    })
  })

  it('keeps at most so many items of a Map under way', async () => {
    let now = 0
    let most = 0
    const made = flow({ each: node('control.map', { items: Array.from({ length: 9 }, (_, i) => i), atOnce: 2 }), work: within('each', node('kit.drawn')) }, [])
    const random = {
      next: () => {
        now += 1
        most = Math.max(most, now)
        queueMicrotask(() => {
          now -= 1
        })
        return 1
      },
      id: () => '',
    }
    await walkLocally(made, { hands: { random } })
    expect(most).toBeLessThanOrEqual(2)
  })

  it('goes through ten thousand items, finds the end again, and refuses more', async () => {
    const made = (size: number) =>
      flow({ each: node('control.for-each', { items: Array.from({ length: size }, (_, i) => i) }), work: within('each', node('kit.pure')) }, [
        ['each.item', 'work.a'],
        ['work.text', 'each.result'],
      ])
    const run = createLocalRun()
    const first = await walkLocally(made(10_000), { run })
    expect(first.outcome).toMatchObject({ status: 'completed', output: { each: { count: 10_000 } } })
    const told = run.events.size
    expect((await walkLocally(made(10_000), { run })).outcome).toEqual(first.outcome)
    expect(run.events.size).toBe(told)
    expect((await walkLocally(made(10_001))).outcome).toMatchObject({ status: 'failed', path: 'each', error: { code: 'limit-reached' } })
  }, 60_000)

  it('holds containers in containers', async () => {
    const made = flow(
      {
        outer: node('control.for-each', { items }),
        list: within('outer', node('kit.list', { size: 2 })),
        inner: within('outer', node('control.map')),
        work: within('inner', node('kit.external')),
      },
      [
        ['outer.item', 'list.a'],
        ['list.items', 'inner.items'],
        ['inner.item', 'work.a'],
        ['outer.index', 'work.b'],
        ['work.text', 'inner.result'],
        ['inner.count', 'outer.result'],
      ],
    )
    const { outcome, steps } = await walkLocally(made)
    expect(outcome).toEqual({ status: 'completed', output: { outer: { results: [2, 2, 2], failures: [], count: 3 } } })
    expect(steps).toContain('outer/2/inner/1/work')
  })
})

describe('[engine.containers] Repeat Until', () => {
  const made = (most: number) =>
    flow(
      {
        again: node('control.repeat', { initial: 'seed', most }),
        next: within('again', node('kit.external')),
        enough: within('again', node('kit.at-least', { least: 3 })),
      },
      [
        ['again.state', 'next.a'],
        ['again.index', 'enough.n'],
        ['next.text', 'again.state'],
        ['enough.yes', 'again.stop'],
      ],
    )
  it('hands its state on until it is told to stop', async () => {
    const { outcome, steps } = await walkLocally(made(10))
    const turn = (state: string): string => digest(['external', { a: state, salt: '' }])
    expect(outcome).toEqual({ status: 'completed', output: { again: { final: turn(turn(turn(turn('seed')))), count: 4 } } })
    expect(steps).toHaveLength(5)
  })
  it('fails when it is never told', async () => {
    expect((await walkLocally(made(2))).outcome).toMatchObject({ status: 'failed', path: 'again', error: { code: 'limit-reached', details: { limit: 2 } } })
  })
})

describe('[engine.containers] Try', () => {
  it('gives the result, or the failure as a value', async () => {
    const made = (block: string) => flow({ t: node('control.try'), work: within('t', node(block)) }, [['work.text', 't.result']])
    expect((await walkLocally(made('kit.external'))).outcome).toMatchObject({ status: 'completed', output: { t: { result: expect.any(String) } } })
    const { outcome, events } = await walkLocally(made('kit.failing'))
    expect(outcome).toEqual({ status: 'completed', output: { t: { failure: { code: 'block-failed', message: 'It was meant to fail.', path: 't/0/work' } } } })
    expect(events).toContainEqual(expect.objectContaining({ kind: 'node.failed', path: 't/0/work', handled: true }))
  })
})

describe('[engine.retry]', () => {
  const made = (options: Record<string, number | boolean>, block = node('kit.flaky', { succeedsAt: 3 })) =>
    flow({ r: node('control.retry', { backoffMs: 0, ...options }), work: within('r', block) }, [
      ...(block.block === 'kit.flaky' ? ([['r.attempt', 'work.attempt']] as [string, string][]) : []),
      ['work.text', 'r.result'],
    ])
  it('does everything in it anew, each time under its own path, and says how often', async () => {
    const { outcome, steps, events } = await walkLocally(made({ attempts: 5 }))
    expect(outcome).toMatchObject({ status: 'completed', output: { r: { tries: 3, result: expect.any(String) } } })
    expect(steps).toEqual(['r/0/work', 'r/1/work', 'r/2/work', 'r/~end'])
    expect(events.filter(({ kind }) => kind === 'node.retried')).toHaveLength(2)
  })
  it('gives up when the tries are used up, or the failure will not pass', async () => {
    expect((await walkLocally(made({ attempts: 2 }))).outcome).toMatchObject({
      status: 'failed',
      error: { code: 'outside-failed', details: { path: 'r/1/work' } },
    })
    expect((await walkLocally(made({ attempts: 5 }, node('kit.failing')))).steps).toEqual(['r/0/work', 'r/~end'])
    expect((await walkLocally(made({ attempts: 3, always: true }, node('kit.failing')))).steps).toHaveLength(4)
  })
  it('parks in a long pause, and goes on after it', async () => {
    const run = createLocalRun()
    expect((await walkLocally(made({ attempts: 5, backoffMs: 3_600_000 }), { run })).outcome).toEqual({ status: 'waiting' })
    expect(run.asked.get('r/~backoff-0')).toMatchObject({ kind: 'timer', afterMs: 3_600_000 })
    answerLocally(run, 'r/~backoff-0', { outcome: 'answered', value: null, at: '2026-01-01T00:00:00.000Z' })
    expect((await walkLocally(made({ attempts: 2, backoffMs: 3_600_000 }, node('kit.flaky', { succeedsAt: 2 })), { run })).outcome).toMatchObject({
      status: 'completed',
    })
  })
  it("tries a node's own step anew, and ends an attempt that takes too long", async () => {
    const slow = { ...node('kit.external', { pauseMs: 60_000 }), timeoutMs: 5, retry: { attempts: 2, backoffMs: 0, factor: 1 } }
    const { outcome, events } = await walkLocally(flow({ slow }))
    expect(outcome).toMatchObject({ status: 'failed', error: { code: 'timed-out' } })
    expect(events.filter(({ kind }) => kind === 'node.retried')).toHaveLength(1)
  })
})

describe('[engine.timeout]', () => {
  const made = (limitMs: number, block = 'kit.ask') =>
    flow({ t: node('control.timeout', { limitMs }), work: within('t', node(block)) }, [['work.text', 't.result']])
  it('stops what takes too long, closes its questions, and ends the same way again', async () => {
    const run = createLocalRun()
    const { outcome } = await walkLocally(made(1), { run })
    expect(outcome).toMatchObject({ status: 'failed', path: 't', error: { code: 'timed-out' } })
    expect([...run.withdrawn]).toEqual(['t/0/work/answer'])
    expect((await walkLocally(made(1), { run })).outcome).toEqual(outcome)
  })
  it('gives the result when it comes in time, and closes the timer', async () => {
    const run = createLocalRun()
    const { outcome } = await walkLocally(made(3_600_000, 'kit.external'), { run })
    expect(outcome).toMatchObject({ status: 'completed', output: { t: { result: expect.any(String) } } })
    expect([...run.withdrawn]).toEqual(['t/~limit'])
  })
  it('waits for people and for the timer at once', async () => {
    const run = createLocalRun()
    expect((await walkLocally(made(3_600_000), { run })).outcome).toEqual({ status: 'waiting' })
    answerLocally(run, 't/~limit', { outcome: 'answered', value: null, at: '2026-01-01T00:00:00.000Z' })
    expect((await walkLocally(made(3_600_000), { run })).outcome).toMatchObject({ status: 'failed', error: { code: 'timed-out' } })
  })
  it('holds for a composite node, too', async () => {
    const run = createLocalRun()
    const { outcome } = await walkLocally(flow({ ask: { ...node('kit.ask'), timeoutMs: 1 } }), { run })
    expect(outcome).toMatchObject({ status: 'failed', path: 'ask', error: { code: 'timed-out' } })
    expect([...run.withdrawn]).toEqual(['ask/answer'])
  })
})

describe('[engine.race]', () => {
  const made = flow(
    {
      r: node('control.race'),
      ask: within('r', node('kit.ask')),
      sleep: within('r', node('control.sleep', { ms: 1 })),
      slow: within('r', node('kit.external', { pauseMs: 60_000 })),
    },
    [
      ['ask.text', 'r.a'],
      ['sleep.value', 'r.b'],
      ['slow.text', 'r.c'],
    ],
  )
  it('takes the first value, gives the rest up, and never runs again', async () => {
    const run = createLocalRun()
    const { outcome } = await walkLocally(made, { run })
    expect(outcome).toEqual({ status: 'completed', output: { r: { winner: 'b', value: true } } })
    expect([...run.withdrawn]).toEqual(['r/0/ask/answer'])
    expect(run.checkpoints.has('r/0/slow')).toBe(false)
    const told = run.events.size
    expect((await walkLocally(made, { run })).outcome).toEqual(outcome)
    expect(run.events.size).toBe(told)
  })
  it('is won by a later arm when the first one fails, and fails when all do', async () => {
    const arms = (b: string) =>
      flow({ r: node('control.race'), bad: within('r', node('kit.failing')), b: within('r', node(b)) }, [
        ['bad.text', 'r.a'],
        ['b.text', 'r.b'],
      ])
    expect((await walkLocally(arms('kit.external'))).outcome).toMatchObject({ status: 'completed', output: { r: { winner: 'b' } } })
    expect((await walkLocally(arms('kit.failing'))).outcome).toMatchObject({ status: 'failed', path: 'r', error: { details: { path: 'r/0/b' } } })
  })
})

it('[engine.stop] ends at once with its result, whatever else is under way', async () => {
  const run = createLocalRun()
  const made = flow(
    { first: node('kit.external'), end: node('control.stop', { result: { ok: true } }), slow: node('kit.external', { pauseMs: 60_000 }), ask: node('kit.ask') },
    [['first.done', 'end.after']],
  )
  const { outcome } = await walkLocally(made, { run })
  expect(outcome).toEqual({ status: 'completed', output: { ok: true } })
  expect((await walkLocally(made, { run })).outcome).toEqual(outcome)
  expect(run.checkpoints.has('slow')).toBe(false)
})

it('[engine.live-answer] goes on at once with an answer that comes while another arm works', async () => {
  const run = createLocalRun()
  const world = createLocalWorld({ run })
  const made = flow({ ask: node('kit.ask'), slow: node('kit.external', { pauseMs: 60_000 }), end: node('control.stop') }, [['ask.text', 'end.result']])
  const walking = execute({ ...planned(made), input: {}, world })
  while (!run.asked.has('ask/answer')) await new Promise((resolve) => setTimeout(resolve, 0))
  answerLocally(run, 'ask/answer', { outcome: 'answered', value: 1, at: '2026-01-01T00:00:00.000Z' })
  expect(await walking).toMatchObject({ status: 'completed' })
  expect(run.epoch).toBe(1)
})
