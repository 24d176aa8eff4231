import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { z } from 'zod'
import { type Block, defineBlock } from '../engine/define-block.ts'
import { flow, node } from '../engine/flow.test-kit.ts'
import { kitCatalogue } from '../engine/test-blocks.test-kit.ts'
import type { WaitCall } from '../engine/world.ts'
import { AppError } from '../kernel/errors.ts'
import type { Principal } from '../kernel/principal.ts'
import { openLedger } from '../memory/records/index.ts'
import { asSystem, inWorkspace } from '../platform/db.ts'
import { testDatabase } from '../platform/test-database.ts'
import { closeOverdue } from '../runs/close-overdue.ts'
import { handsFor } from '../runs/hands.ts'
import { recordOpening } from '../runs/opening.ts'
import { recorderOf } from '../runs/recorder.ts'
import { agentWith, begin, eventsOf, eventually, somebody, stateOf, stepsOf } from '../runs/runs.test-kit.ts'
import { closeDurable, createDbosWorld, type DbosWorld, park, type TakenUp, takeUp } from './index.ts'
import { markStuck } from './stuck.ts'

let database: Awaited<ReturnType<typeof testDatabase>>
let ada: Principal
beforeAll(async () => {
  database = await testDatabase()
  ada = await somebody()
  await inWorkspace(ada.workspaceId, (tx) => openLedger(tx, ada.workspaceId, 'Ada'))
})
afterAll(async () => {
  await closeDurable()
  await database?.drop()
})

const aRun = async () => await begin(ada, await agentWith(ada, flow({ draw: node('kit.drawn') }), kitCatalogue))
async function open(runId: string, segment = 1): Promise<{ world: DbosWorld; taken: TakenUp }> {
  const taken = await takeUp(runId, segment)
  if (!taken) throw new Error('the run cannot be taken up')
  const world: DbosWorld = createDbosWorld(taken, { recorder: recorderOf(taken), hands: (context) => handsFor(taken, world, context) })
  recordOpening(taken, world)
  return { world, taken }
}
const waitsOf = (runId: string) =>
  asSystem(
    (tx) => tx.sql<{ path: string; kind: string; status: string; deadline: string | null }>`
      select path, kind, status, deadline from run_wait where run_id = ${runId} order by path`,
  )
const told = async (runId: string, kind: string) => (await eventsOf(runId)).filter((event) => event.kind === kind)
const question: WaitCall & { kind: 'human' } = {
  ...{ path: 'race/0/ask', kind: 'human' },
  question: { kind: 'question', title: '?', component: 'QuestionCard', props: {}, responseSchema: {} },
}

describe('a run that waits', () => {
  it('[durable.timer] stays with its worker for a moment, and the next worker finds the timer fired', async () => {
    const run = await aRun()
    const first = await open(run)
    const { answer } = await first.world.wait({ path: 'pause', kind: 'timer', afterMs: 30 })
    expect(await answer).toMatchObject({ outcome: 'answered', value: null })
    expect((await waitsOf(run))[0]).toMatchObject({ kind: 'timer', status: 'answered' })
    const second = await open(run)
    const again = await second.world.wait({ path: 'pause', kind: 'timer', afterMs: 30 })
    expect(await again.answer).toEqual(await answer)
    expect((await told(run, 'wait.opened')).length).toBe(1)
    expect(await told(run, 'wait.closed')).toMatchObject([{ path: 'pause', outcome: 'answered' }])
  })

  it.each(['fires while', 'has fired when'])('[durable.timer] is not put away over a timer that %s its last arm comes to rest', async (when) => {
    const run = await aRun()
    const { world, taken } = await open(run)
    const { answer } = await world.wait({ path: 'nap', kind: 'timer', afterMs: 1600 }) // not waited for on the spot
    if (when === 'has fired when') await answer
    else await eventually(async () => world.missed()[0], 'the timer to fire')
    await park(taken, world) // the walk has not moved since
    world.close()
    expect(await stateOf(run)).toMatchObject({ status: 'queued', segment: 2 })
    const next = await open(run, 2)
    expect(await (await next.world.wait({ path: 'nap', kind: 'timer', afterMs: 1600 })).answer).toMatchObject({ outcome: 'answered' })
    await next.world.journal.record()
    expect(await told(run, 'run.resumed')).toHaveLength(1)
    next.world.close()
  })

  it('[durable.timer] is put away for longer, counts from when it was first reached, and goes on when its moment has come', async () => {
    const nap = { path: 'nap', kind: 'timer', afterMs: 600_000 } as const
    const run = await aRun()
    const first = await open(run)
    await first.world.wait(nap)
    const [before] = await waitsOf(run)
    first.world.close()
    const second = await open(run) // another worker takes it up
    await second.world.wait(nap)
    expect((await waitsOf(run))[0]?.deadline).toBe(before?.deadline)
    second.world.close()
    await park(second.taken, second.world)
    expect((await stateOf(run)).status).toBe('waiting')
    expect(await told(run, 'run.waiting')).toMatchObject([{ waits: [] }])
    expect(await closeOverdue()).toBe(0)
    await asSystem((tx) => tx.sql`update run_wait set deadline = deadline - interval '10 minutes' where run_id = ${run}`)
    expect(await closeOverdue()).toBe(1)
    expect(await stateOf(run)).toMatchObject({ status: 'queued', segment: 2 })
    const third = await open(run, 2)
    const { answer } = await third.world.wait(nap)
    expect(await answer).toMatchObject({ outcome: 'answered', value: null })
    await third.world.journal.record()
    expect(await told(run, 'run.resumed')).toMatchObject([{ answers: [] }])
  })

  it('is told at once of a run that has ended already, and waits for one that has not', async () => {
    const [other, run] = [await aRun(), await aRun()]
    await asSystem((tx) => tx.sql`update run set status = 'completed', output = '{"n": 1}' where id = ${other}`)
    const { world } = await open(run)
    const { answer } = await world.wait({ path: 'end', kind: 'run', run: other })
    expect((await answer).value).toEqual({ status: 'completed', output: { n: 1 } })
    await world.wait({ path: 'never', kind: 'run', run })
    expect(world.pending()).toHaveLength(1)
  })

  it('[durable.withdraw] closes what it asked for an arm that lost, and nothing else', async () => {
    const run = await aRun()
    const { world } = await open(run)
    await world.wait(question)
    await world.wait({ path: 'race/1/event', kind: 'event', topic: 'news' })
    await world.wait({ path: 'racer', kind: 'event', topic: 'news' })
    await world.withdraw('race')
    expect((await waitsOf(run)).map(({ path, status }) => [path, status])).toEqual([
      ['race/0/ask', 'cancelled'],
      ['race/1/event', 'cancelled'],
      ['racer', 'open'],
    ])
    expect(await told(run, 'human.expired')).toMatchObject([{ path: 'race/0/ask' }])
    expect(await told(run, 'wait.closed')).toMatchObject([{ path: 'race/1/event', outcome: 'withdrawn' }])
    expect([...world.asked.keys()]).toEqual([])
  })

  it('keeps the first decision, for every worker', async () => {
    const run = await aRun()
    const { world } = await open(run)
    const both = await Promise.all([world.decide('race/~winner', { port: 'a' }), world.decide('race/~winner', { port: 'b' })])
    expect(both).toEqual([{ port: 'a' }, { port: 'a' }])
    expect(await (await open(run)).world.decide('race/~winner', { port: 'b' })).toEqual({ port: 'a' })
  })
})

it('[durable.stuck] marks a run that a worker holds and of which nothing is heard, until it moves again', async () => {
  const run = await aRun()
  const { world } = await open(run)
  await world.journal.record()
  expect(await markStuck(10)).toEqual([])
  await asSystem((tx) => tx.sql`update run set created_at = created_at - interval '1 hour' where id = ${run}`)
  await asSystem((tx) => tx.sql`update feed_entry set at = at - interval '1 hour' where feed_id = ${run}`)
  expect(await markStuck(10)).toEqual([run])
  expect(await markStuck(10)).toEqual([])
  world.emit('log', { kind: 'node.log', path: 'draw', attempt: '1.1', message: 'still here' })
  await world.journal.record()
  await markStuck(10)
  const [row] = await asSystem((tx) => tx.sql`select stuck_since from run where id = ${run}`)
  expect(row?.stuck_since).toBeNull()
})

const shared = { title: 'Odd', summary: 'For tests.', category: 'test', icon: 'flask', examples: [], input: z.object({}), output: z.object({}) }
function stepOf(block: Block, path = 'step') {
  return { path, block, input: {}, handled: false }
}

describe('a step', () => {
  it('[durable.retry] is tried as often as its node says, and later attempts are told', async () => {
    let calls = 0
    const flaky = defineBlock({
      ...{ ...shared, id: 'kit.flaky', effect: 'external' },
      run: () => {
        calls += 1
        if (calls < 5) throw new AppError('outside-failed')
        return {}
      },
    })
    const run = await aRun()
    const { world } = await open(run)
    expect(await world.step({ ...stepOf(flaky), retry: { attempts: 5, backoffMs: 1, factor: 1 } })).toEqual({ outcome: 'done', output: {} })
    await world.settled()
    expect((await told(run, 'node.retried')).length).toBe(4)
    calls = 0
    expect(await world.step({ ...stepOf(flaky, 'other'), retry: { attempts: 2, backoffMs: 1, factor: 1 } })).toMatchObject({
      outcome: 'failed',
      error: { code: 'outside-failed' },
    })
    calls = 0
    expect(await world.step(stepOf(flaky, 'once'))).toMatchObject({ outcome: 'failed' })
    expect(calls).toBe(1)
  })

  it('[durable.timeout] fails as timed out, its signal aborted, whatever the block does', async () => {
    let heard: AbortSignal | undefined
    const endless = defineBlock({
      ...{ ...shared, id: 'kit.endless', effect: 'external', needs: ['signal'] },
      run: ({ signal }) => {
        heard = signal
        return new Promise<Record<string, never>>(() => undefined)
      },
    })
    const run = await aRun()
    const { world } = await open(run)
    expect(await world.step({ ...stepOf(endless), timeoutMs: 20 })).toMatchObject({ outcome: 'failed', error: { code: 'timed-out' } })
    expect(heard?.aborted).toBe(true)
    await world.settled()
    expect(await stepsOf(run)).toEqual(['step'])
  })

  it('[durable.timeout] takes back what a transactional block wrote, also what it still wants to write afterwards', async () => {
    const written: unknown[] = []
    let goOn = (): void => undefined
    const slow = defineBlock({
      ...{ ...shared, id: 'kit.slow-books', effect: 'transactional', needs: ['ledger'] },
      run: async ({ ledger }) => {
        const order = { from: 'main', to: 'anna', amount: { amountMinor: '1', currency: 'EUR', decimals: 2 }, memo: 'late' }
        await ledger.transfer({ ...order, key: 'late-1' })
        await new Promise<void>((resolve) => {
          goOn = resolve
        })
        written.push(await ledger.transfer({ ...order, key: 'late-2' }).catch((error: unknown) => error))
        return {}
      },
    })
    const { world } = await open(await aRun())
    expect(await world.step({ ...stepOf(slow), timeoutMs: 300 })).toMatchObject({ outcome: 'failed', error: { code: 'timed-out' } })
    goOn()
    await eventually(async () => written[0], 'the block to try again')
    expect(written[0]).toMatchObject({ code: 'timed-out' })
    const rows = await asSystem((tx) => tx.sql`select from ledger_transfer where memo = 'late'`)
    expect(rows).toHaveLength(0)
  })

  it('that nobody needs any more is left without a trace of an end', async () => {
    const endless = defineBlock({ ...{ ...shared, id: 'kit.endless', effect: 'external' }, run: () => new Promise<Record<string, never>>(() => undefined) })
    const run = await aRun()
    const { world } = await open(run)
    const needed = new AbortController()
    const step = world.step({ ...stepOf(endless), signal: needed.signal })
    needed.abort(new AppError('cancelled', 'the race is lost'))
    await expect(step).rejects.toMatchObject({ message: 'the race is lost' })
    await world.journal.record()
    expect(await stepsOf(run)).toEqual([])
    expect(world.signal.aborted).toBe(false)
  })
})
