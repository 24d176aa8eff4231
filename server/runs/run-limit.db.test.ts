import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { closeDurable } from '../durable/index.ts'
import { type Concurrency, flowSchema } from '../engine/flow.ts'
import type { JsonObject } from '../kernel/json.ts'
import type { Principal } from '../kernel/principal.ts'
import { asSystem } from '../platform/db.ts'
import { testDatabase } from '../platform/test-database.ts'
import { answerWait, cancelRun, getRun } from './index.ts'
import { agentWith, begin, eventsOf, eventually, somebody, startWorkerProcess, stateOf, until, type WorkerProcess } from './runs.test-kit.ts'

let database: Awaited<ReturnType<typeof testDatabase>>
let worker: WorkerProcess
let ada: Principal
beforeAll(async () => {
  database = await testDatabase()
  worker = await startWorkerProcess()
})
afterAll(async () => {
  await worker?.stop()
  await closeDurable()
  await database?.drop()
})
beforeEach(async () => {
  ada = await somebody()
})

/** Waits for a yes; so a run is at work for as long as the test wants. */
const asking = (concurrency: Concurrency) =>
  agentWith(
    ada,
    flowSchema.parse({ schema: 1, nodes: { ask: { block: 'human.approval', inputs: { title: { kind: 'literal', value: 'Go?' } } } }, wires: [], concurrency }),
  )
const perCustomer = (beyond: Concurrency['beyond'], most = 1): Concurrency => ({ most, key: 'input.customer', beyond })
async function finish(run: string): Promise<void> {
  await until(run, 'waiting')
  const { waits } = await getRun(ada, { workspace: ada.workspaceSlug, run })
  await answerWait(ada, { wait: waits[0]?.id ?? '', outcome: 'approved', value: {} })
  await until(run, 'completed')
}
const heldBack = async (run: string) => (await getRun(ada, { workspace: ada.workspaceSlug, run })).heldBack

describe('runs at once with the same key', () => {
  it('[runs.key-queue] wait their turn in order, while other keys go on; a run that waits for people keeps its place', async () => {
    const agent = await asking(perCustomer('queue'))
    const [first, second, third] = [
      await begin(ada, agent, { customer: 'anna' }),
      await begin(ada, agent, { customer: 'anna' }),
      await begin(ada, agent, { customer: 'anna' }),
    ]
    const other = await begin(ada, agent, { customer: 'ben' })
    await until(first, 'waiting')
    await until(other, 'waiting')
    for (const run of [second, third]) expect([(await stateOf(run)).status, await heldBack(run)]).toEqual(['queued', { most: 1 }])
    await finish(first)
    await until(second, 'waiting')
    expect((await stateOf(third)).status).toBe('queued')
    await finish(second)
    await finish(third)
  })

  it('[runs.key-cancelled] pass their place on when they are cancelled or fail, wherever they stood', async () => {
    const agent = await asking(perCustomer('queue'))
    const runs: string[] = []
    for (let i = 0; i < 4; i++) runs.push(await begin(ada, agent, { customer: 'anna' }))
    const [first = '', second = '', third = '', fourth = ''] = runs
    await until(first, 'waiting')
    await cancelRun(ada, { run: second })
    await cancelRun(ada, { run: first })
    await until(third, 'waiting')
    expect((await stateOf(fourth)).status).toBe('queued')
    await cancelRun(ada, { run: third })
    await finish(fourth)
  })

  it('[runs.key-never-more] are never more than they may be, however many begin at the same moment', async () => {
    const agent = await asking(perCustomer('queue', 2))
    const runs = await Promise.all(Array.from({ length: 12 }, () => begin(ada, agent, { customer: 'anna' })))
    let most = 0
    for (let done = 0; done < runs.length; ) {
      const waiting = await eventually(async () => {
        const rows = await asSystem(
          (tx) =>
            tx.sql<{
              id: string
              status: string
            }>`select id, status from run where id = any(${runs}::uuid[]) and not held_back and status not in ('completed')`,
        )
        most = Math.max(most, rows.length)
        return rows.find(({ status }) => status === 'waiting')
      }, 'a run to wait')
      await finish(waiting.id)
      done += 1
    }
    expect(most).toBe(2)
  })

  it('[runs.key-drop] are refused with a clear answer when the flow wants no more; the same start again is no second one', async () => {
    const agent = await asking(perCustomer('drop'))
    const first = await begin(ada, agent, { customer: 'anna' }, { idempotencyKey: 'one' })
    await expect(begin(ada, agent, { customer: 'anna' })).rejects.toMatchObject({
      code: 'run-dropped',
      retry: 'later',
      message: expect.stringContaining('is at work already'),
      details: { run: first },
    })
    expect(await begin(ada, agent, { customer: 'anna' }, { idempotencyKey: 'one' })).toBe(first)
    await begin(ada, agent, { customer: 'ben' })
    await finish(first)
    await begin(ada, agent, { customer: 'anna' })
  })

  it('[runs.key-replace] cancel the oldest for the newest when the flow wants that', async () => {
    const agent = await asking(perCustomer('replace'))
    const first = await begin(ada, agent, { customer: 'anna' })
    await until(first, 'waiting')
    const second = await begin(ada, agent, { customer: 'anna' })
    await until(first, 'cancelled')
    expect((await eventsOf(first)).at(-1)).toEqual({ kind: 'run.cancelled', by: 'a newer run with the same key' })
    await finish(second)
  })

  it('stand in one line without a key, and where the key cannot be worked out', async () => {
    const all = await asking({ most: 1, beyond: 'drop' })
    await begin(ada, all, { customer: 'anna' })
    await expect(begin(ada, all, { customer: 'ben' })).rejects.toMatchObject({ code: 'run-dropped' })
    const keyed = await asking(perCustomer('drop'))
    const odd: JsonObject = { client: 'anna' }
    await begin(ada, keyed, odd)
    await expect(begin(ada, keyed, odd)).rejects.toMatchObject({ code: 'run-dropped' })
  })
})
