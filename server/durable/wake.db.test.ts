import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, expect, it } from 'vitest'
import type { Principal } from '../kernel/principal.ts'
import { ownConnection } from '../platform/db.ts'
import { announce } from '../platform/notify.ts'
import { testDatabase } from '../platform/test-database.ts'
import { agentWith, begin, eventually, flowOf, somebody, stateOf } from '../runs/runs.test-kit.ts'
import { closeDurable } from './index.ts'
import { takeOnAnnouncement } from './wake.ts'

let database: Awaited<ReturnType<typeof testDatabase>>
let ada: Principal
beforeAll(async () => {
  database = await testDatabase()
  ada = await somebody()
})
afterAll(async () => {
  await closeDurable()
  await database?.drop()
})

it('[durable.claimed] a worker takes runs up with their places in the queue, and waits for none that somebody has in hand', async () => {
  const agent = await agentWith(ada, flowOf({ nodes: { id: { block: 'random.id' } } }))
  const [free, busy] = [await begin(ada, agent), await begin(ada, agent)]
  const seen = new Map<string, number | undefined>()
  const holder = await ownConnection()
  await holder.query('begin')
  await holder.query('select from run where id = $1 for no key update', [busy])
  const stop = takeOnAnnouncement(randomUUID(), async (runId, _, taken) => void seen.set(runId, taken?.epoch))
  try {
    await eventually(async () => {
      announce('hearth_queue', ['look'])
      return seen.size === 2 || undefined
    }, 'both to be given to the worker')
    expect(Object.fromEntries(seen)).toEqual({ [free]: 1, [busy]: undefined })
    expect(await stateOf(free)).toMatchObject({ status: 'running', epoch: 1 })
    expect(await stateOf(busy)).toMatchObject({ status: 'queued', epoch: 0 })
  } finally {
    stop()
    await holder.end()
  }
})
