import { afterAll, beforeAll, expect, it } from 'vitest'
import { closeDurable } from '../durable/index.ts'
import { markStuck } from '../durable/stuck.ts'
import type { Principal } from '../kernel/principal.ts'
import { asSystem } from '../platform/db.ts'
import { testDatabase } from '../platform/test-database.ts'
import { countRuns, getRun, listRuns } from './index.ts'
import { agentWith, begin, flowOf, somebody } from './runs.test-kit.ts'

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

it('[runs.stuck] a run of which nothing is heard is found, counted and says so, until it moves or ends', async () => {
  const agent = await agentWith(ada, flowOf({ nodes: { ok: { block: 'human.approval', inputs: { title: 'Go?' } } } }))
  const [silent, other] = [await begin(ada, agent), await begin(ada, agent)]
  const workspace = ada.workspaceSlug
  const found = async () => (await listRuns(ada, { workspace, stuck: 'true', limit: 50 })).runs.map(({ id }) => id)
  const since = async (run: string) => (await getRun(ada, { workspace, run })).stuckSince
  await asSystem(async (tx) => {
    await tx.sql`update run set status = 'running', created_at = created_at - interval '1 hour' where id in (${silent}, ${other})`
    await tx.sql`update feed_entry set at = at - interval '1 hour' where feed_id = ${silent}`
  })
  expect([await found(), await since(silent)]).toEqual([[], null])
  await markStuck()
  expect(await found()).toEqual([silent])
  expect(Date.parse((await since(silent)) ?? '')).toBeGreaterThan(0)
  expect(await since(other)).toBeNull()
  expect(await countRuns(ada, { workspace })).toMatchObject({ stuck: 1, status: { running: 2 } })

  await asSystem((tx) => tx.sql`update run set status = 'cancelled', finished_at = now() where id = ${silent}`)
  expect([await found(), await since(silent)]).toEqual([[], null])
})
