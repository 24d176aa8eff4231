import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { EngineEvent } from './events.ts'
import { execute } from './execute.ts'
import { flow as flowOf, node, planned } from './flow.test-kit.ts'
import type { Flow } from './flow.ts'
import type { Answer } from './hands.ts'
import { Died, mortal } from './mortal.test-kit.ts'
import { answerTo, chanceOf, randomFlow } from './random-flow.test-kit.ts'
import type { Outcome, World } from './world.ts'

/** One run of one World's making. Its blocks are those of test-blocks.test-kit.ts. */
export type Harness = {
  /** A worker takes the run up: what was committed is there, what was not is lost. `end` commits what is left, as the run's last commit does. */
  open(): Promise<{ world: World; end: () => Promise<void> | void }>
  answer(path: string, answer: Answer): Promise<void>
  /** Recorded paths. */
  steps(): Promise<string[]>
  /** Committed events, in order. */
  events(): Promise<EngineEvent[]>
  /** How many transfers the run's ledger holds. */
  transfers(): Promise<number>
  close?(): Promise<void>
}

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
      await walk(harness, flow, input)
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
        const expected = await walkToEnd(calm, flow, input)
        const killed = await walkToEnd(harness, flow, input, chanceOf(seed))
        expect(killed).toEqual(expected)
        expect((await harness.steps()).toSorted()).toEqual((await calm.steps()).toSorted())
        expect(await harness.transfers()).toBe(await calm.transfers())
        const ends = (await harness.events()).filter((event) => event.kind === 'node.completed').map(({ path }) => path)
        expect(ends).toEqual([...new Set(ends)])
        await calm.close?.()
      },
      60_000,
    )
  })
}

/** One stretch of work by one worker. */
async function walk(harness: Harness, flow: Flow, input = { text: '' }): Promise<Outcome> {
  const { world, end } = await harness.open()
  const outcome = await execute({ ...planned(flow), input, world })
  await end()
  return outcome
}

/** Until it ends: answers what is asked, and with `kills` lets workers die at random moments on the way. */
async function walkToEnd(harness: Harness, flow: Flow, input: { text: string }, kills?: ReturnType<typeof chanceOf>): Promise<Outcome> {
  const answered = new Set<string>()
  for (let deaths = 0; ; ) {
    const { world, end } = await harness.open()
    const mayDie = kills && deaths < 25
    const outcome = await execute({ ...planned(flow), input, world: mayDie ? mortal(world, () => kills.below(12) === 0) : world }).catch((error: unknown) => {
      if (!(error instanceof Died)) throw error
      deaths += 1
      return null
    })
    if (!outcome) continue
    await end()
    if (outcome.status !== 'waiting') return outcome
    for (const event of await harness.events()) {
      if (event.kind !== 'human.requested' || answered.has(event.path)) continue
      answered.add(event.path)
      await harness.answer(event.path, answerTo(event.path))
    }
  }
}

function kinds(events: EngineEvent[], path: string): string[] {
  return events.filter((event) => 'path' in event && event.path === path).map(({ kind }) => kind)
}
