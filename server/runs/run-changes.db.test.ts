import { afterAll, beforeAll, expect, it } from 'vitest'
import { closeDurable } from '../durable/index.ts'
import type { Principal } from '../kernel/principal.ts'
import { asSystem } from '../platform/db.ts'
import { announce } from '../platform/notify.ts'
import { testDatabase } from '../platform/test-database.ts'
import { cancelRun, dismissRun, runChanges } from './index.ts'
import { agentWith, begin, eventually, flowOf, somebody } from './runs.test-kit.ts'

let database: Awaited<ReturnType<typeof testDatabase>>
let ada: Principal
let eve: Principal
beforeAll(async () => {
  database = await testDatabase()
  ada = await somebody()
  eve = await somebody()
})
afterAll(async () => {
  await closeDurable()
  await database?.drop()
})

it('[runs.changes] a follower hears that a run began, stands otherwise or was put aside, and nothing of another workspace or of what no list shows', async () => {
  const gone = new AbortController()
  const heard = { ada: 0, eve: 0 }
  const follow = async (name: keyof typeof heard, who: Principal) => {
    for await (const { event } of await runChanges(who, {}, gone)) if (event === 'changed') heard[name]++
  }
  const following = Promise.all([follow('ada', ada), follow('eve', eve)])
  const reached = (n: number, what: string) => eventually(async () => (heard.ada >= n ? true : undefined), what, 10_000)
  await reached(1, 'the beginning')

  const flow = flowOf({ nodes: { ok: { block: 'human.approval', inputs: { title: 'Go?' } } } })
  const agent = await agentWith(ada, flow)
  const run = await begin(ada, agent)
  await eventually(
    async () => {
      announce('hearth_feed', [run]) // the first may have come before anybody listened
      return heard.ada >= 2 ? true : undefined
    },
    'a run that began',
    10_000,
  )
  const before = heard.ada
  await cancelRun(ada, { run })
  await reached(before + 1, 'a run that was cancelled')
  await asSystem((tx) => tx.sql`update run set status = 'failed' where id = ${run}`)
  await dismissRun(ada, { run })
  await reached(before + 2, 'a run that was put aside')

  // hers comes after what changed nothing of the other's
  announce('hearth_feed', [run])
  await begin(eve, await agentWith(eve, flow))
  await eventually(async () => (heard.eve >= 2 ? true : undefined), 'the run of the other workspace', 10_000)
  expect(heard).toEqual({ ada: before + 2, eve: 2 })
  gone.abort()
  await following
})
