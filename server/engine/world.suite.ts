import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { EngineEvent } from './events.ts'
import { execute } from './execute.ts'
import { flow as flowOf, node, planned, within } from './flow.test-kit.ts'
import { answerTo, chanceOf, randomFlow } from './random-flow.test-kit.ts'
import { randomProgram } from './random-program.test-kit.ts'
import { doneBy, type Harness, walk, walkToEnd } from './walk-to-end.test-kit.ts'
import type { World } from './world.ts'

/** What every World must satisfy. `makeHarness` makes a fresh run, with nothing recorded yet. */
export function worldSuite(name: string, makeHarness: () => Promise<Harness>): void {
  describe(`${name} is a World`, () => {
    let harness: Harness
    beforeEach(async () => {
      harness = await makeHarness()
    })
    afterEach(async () => {
      await harness.close?.()
    })

    it('[engine.step-once] records each step once, and takes it as recorded when the run is taken up again', async () => {
      const flow = flowOf({ draw: node('kit.drawn') })
      const first = await walk(harness, flow)
      const again = await walk(harness, flow)
      expect(first).toMatchObject({ status: 'completed' })
      expect(again).toEqual(first)
      expect(await harness.steps()).toEqual(['draw'])
      expect(kinds(await harness.events(), 'draw')).toEqual(['node.started', 'node.completed'])
    })

    it('[engine.event-order] tells of a node after all that it waited for, and of each end after its start', async () => {
      const { flow, input } = randomFlow(7, { nodes: 30, waits: false })
      await walk(harness, flow, { input })
      const events = await harness.events()
      const at = (kind: string, path: string): number => events.findIndex((event) => event.kind === kind && 'path' in event && event.path === path)
      for (const path of await harness.steps()) {
        expect(at('node.started', path)).toBeGreaterThanOrEqual(0)
        expect(Math.max(at('node.completed', path), at('node.failed', path))).toBeGreaterThan(at('node.started', path))
      }
      const recorded = new Set(await harness.steps())
      for (const { from, to } of flow.wires.filter(({ from, to }) => recorded.has(from.node) && recorded.has(to.node))) {
        expect(at('node.started', to.node)).toBeGreaterThan(Math.max(at('node.completed', from.node), at('node.failed', from.node)))
      }
    })

    it('[engine.wait-survives] keeps a question over restarts, asks it once, and goes on with its answer', async () => {
      const flow = flowOf({ ask: node('kit.ask') })
      expect(await walk(harness, flow)).toEqual({ status: 'waiting' })
      expect(await walk(harness, flow)).toEqual({ status: 'waiting' })
      await harness.answer('ask/answer', answerTo('ask/answer'))
      expect(await walk(harness, flow)).toMatchObject({ status: 'completed' })
      expect((await harness.events()).filter(({ kind }) => kind === 'human.requested')).toHaveLength(1)
      expect(await harness.steps()).toEqual(['ask/before', 'ask/after'])
    })

    it('[engine.siblings-settle] lets the siblings of a failed arm come to their end before the run fails', async () => {
      const flow = flowOf({ bad: node('kit.failing'), fine: node('kit.external', { pauseMs: 20 }), next: node('kit.recorded') }, [['fine.text', 'next.a']])
      expect(await walk(harness, flow)).toMatchObject({ status: 'failed', path: 'bad', error: { code: 'block-failed' } })
      expect((await harness.steps()).toSorted()).toEqual(['bad', 'fine', 'next'])
    })

    it('[engine.failure-wins] fails with the first failure in canonical order, whichever came first, and although another arm waits', async () => {
      const flow = flowOf(
        {
          a: node('kit.ask'),
          b: node('kit.external', { pauseMs: 20 }),
          c: node('kit.failing', { message: 'second' }),
          d: node('kit.failing', { message: 'first' }),
          e: node('kit.compound', { asks: true }),
        },
        [['b.text', 'c.a']],
      )
      expect(await walk(harness, flow)).toMatchObject({ status: 'failed', path: 'c' })
    })

    it('[engine.waits-together] waits in two arms at once and takes their answers in any order', async () => {
      const flow = flowOf({ one: node('kit.ask'), two: node('kit.ask'), three: node('kit.compound', { asks: true }), join: node('kit.pure') }, [
        ['one.text', 'join.a'],
        ['two.text', 'join.b'],
        ['three.text', 'join.c'],
      ])
      expect(await walk(harness, flow)).toEqual({ status: 'waiting' })
      expect((await harness.events()).filter(({ kind }) => kind === 'human.requested')).toHaveLength(3)
      // The arm beside the question inside a block went on too.
      expect(await harness.steps()).toContain('three/chain-2')
      for (const path of ['two/answer', 'three/answer']) {
        await harness.answer(path, answerTo(path))
        expect(await walk(harness, flow)).toEqual({ status: 'waiting' })
      }
      await harness.answer('one/answer', answerTo('one/answer'))
      const outcome = await walk(harness, flow)
      expect(outcome).toMatchObject({ status: 'completed' })
      expect(await harness.transfers()).toBe(1)
    })

    it('[engine.skip] skips what was not chosen and what hangs on it, and joins what was', async () => {
      const flow = flowOf(
        { way: node('kit.branch'), yes: node('kit.external'), no: node('kit.external'), after: node('kit.recorded'), meet: node('kit.merge') },
        [
          ['way.yes', 'yes.a'],
          ['way.no', 'no.a'],
          ['yes.text', 'meet.a'],
          ['no.text', 'meet.b'],
          ['no.done', 'after.after'],
        ],
      )
      const outcome = await walk(harness, flow)
      const steps = await harness.steps()
      const chosen = steps.includes('yes') ? ['yes'] : ['no', 'after']
      expect(steps).toEqual(chosen)
      expect(outcome).toMatchObject({ status: 'completed', output: { meet: { text: expect.any(String) } } })
      const told = await harness.events()
      expect(told.filter(({ kind }) => kind === 'node.skipped').map((event) => 'path' in event && event.path)).toEqual(
        chosen[0] === 'yes' ? ['no', 'after'] : ['yes'],
      )
    })

    it('[engine.zombie] refuses the commit of a worker that lost the run, and keeps what the new one records', async () => {
      const flow = flowOf({ slow: node('kit.external'), next: node('kit.transactional') }, [['slow.text', 'next.a']])
      const zombie = await harness.open()
      const heir = await harness.open()
      await expect(execute({ ...planned(flow), input: {}, world: zombie.world })).rejects.toMatchObject({ code: 'lost-ownership' })
      expect(await harness.steps()).toEqual([])
      expect(await execute({ ...planned(flow), input: {}, world: heir.world })).toMatchObject({ status: 'completed' })
      await heir.end()
      expect(await harness.steps()).toEqual(['slow', 'next'])
      expect(await harness.transfers()).toBe(1)
    })

    it.each([1, 2, 3, 4, 5, 6, 7, 8])(
      '[engine.replay] gives the same outputs and the same steps when killed anywhere, flow %i',
      async (seed) => {
        const { flow, input } = randomFlow(seed, { nodes: 4 + 3 * seed, unhandled: seed % 4 === 0 })
        const calm = await makeHarness()
        const expected = await walkToEnd(calm, flow, { input })
        const killed = await walkToEnd(harness, flow, { input }, chanceOf(seed))
        expect(killed).toEqual(expected)
        expect((await harness.steps()).toSorted()).toEqual((await calm.steps()).toSorted())
        expect(await harness.transfers()).toBe(await calm.transfers())
        const ends = (await harness.events()).filter((event) => event.kind === 'node.completed').map(({ path }) => path)
        expect(ends).toEqual([...new Set(ends)])
        await calm.close?.()
      },
      60_000,
    )

    it.each([1, 2, 3, 4, 5, 6])(
      '[engine.replay] gives the same outputs and steps when killed anywhere in loops, races, limits, calls and streams, program %i',
      async (seed) => {
        const { flow, ...journey } = randomProgram(seed, { size: 4 })
        const calm = await makeHarness()
        const expected = await walkToEnd(calm, flow, journey)
        const killed = await walkToEnd(harness, flow, journey, chanceOf(seed))
        expect(killed).toEqual(expected)
        expect(doneBy(await harness.steps())).toEqual(doneBy(await calm.steps()))
        expect(await harness.transfers()).toBe(await calm.transfers())
        await calm.close?.()
      },
      60_000,
    )

    it('[engine.containers] walks each item below its own path and finds the end of a loop again', async () => {
      const flow = flowOf({ each: node('control.map', { items: ['x', 'y', 'z'], atOnce: 2 }), work: within('each', node('kit.external')) }, [
        ['each.item', 'work.a'],
        ['work.text', 'each.result'],
      ])
      const first = await walk(harness, flow)
      expect(first).toMatchObject({ status: 'completed', output: { each: { count: 3 } } })
      expect(doneBy(await harness.steps())).toEqual(['each/0/work', 'each/1/work', 'each/2/work'])
      const told = async (): Promise<number> => (await harness.events()).filter(({ kind }) => kind.startsWith('node.')).length
      const before = await told()
      expect(await walk(harness, flow)).toEqual(first)
      expect(await told()).toBe(before)
    })

    it('[engine.race] records who won, closes what was asked beside it, and ends the same way when it is taken up again', async () => {
      const flow = flowOf({ r: node('control.race'), ask: within('r', node('kit.ask')), quick: within('r', node('control.sleep', { ms: 30 })) }, [
        ['ask.text', 'r.a'],
        ['quick.value', 'r.b'],
      ])
      const first = await walk(harness, flow)
      expect(first).toEqual({ status: 'completed', output: { r: { winner: 'b', value: true } } })
      expect(await walk(harness, flow)).toEqual(first)
    })

    it('[engine.timeout] stops what takes too long, and again in the same way', async () => {
      const flow = flowOf({ t: node('control.timeout', { limitMs: 30 }), ask: within('t', node('kit.ask')), next: node('kit.external') }, [
        ['ask.text', 't.result'],
        ['t.error', 'next.a'],
      ])
      const first = await walk(harness, flow)
      expect(first).toMatchObject({ status: 'completed' })
      expect(await walk(harness, flow)).toEqual(first)
      expect((await harness.events()).filter((event) => event.kind === 'node.failed').map(({ path }) => path)).toEqual(['t'])
    })

    it('[engine.live-answer] goes on at once with an answer that comes while another arm works', async () => {
      const flow = flowOf({ ask: node('kit.ask'), slow: node('kit.external', { pauseMs: 60_000 }), end: node('control.stop') }, [['ask.text', 'end.result']])
      const { world, end } = await harness.open()
      const asked = Promise.withResolvers<void>()
      const watched: World = { ...world, wait: (call) => world.wait(call).finally(asked.resolve) }
      const walking = execute({ ...planned(flow), input: {}, world: watched })
      await asked.promise
      await harness.answer('ask/answer', answerTo('ask/answer'))
      expect(await walking).toMatchObject({ status: 'completed', output: { result: expect.any(String) } })
      await end()
    })

    it('[engine.stop] ends at once with its result, and the same way again', async () => {
      const flow = flowOf(
        { first: node('kit.external'), end: node('control.stop', { result: { ok: true } }), slow: node('kit.external', { pauseMs: 60_000 }) },
        [['first.done', 'end.after']],
      )
      expect(await walk(harness, flow)).toEqual({ status: 'completed', output: { ok: true } })
      expect(await walk(harness, flow)).toEqual({ status: 'completed', output: { ok: true } })
      expect(doneBy(await harness.steps())).toEqual(['first'])
    })
  })
}

function kinds(events: EngineEvent[], path: string): string[] {
  return events.filter((event) => 'path' in event && event.path === path).map(({ kind }) => kind)
}
