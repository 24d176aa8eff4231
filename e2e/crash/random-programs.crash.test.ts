import { setTimeout as sleep } from 'node:timers/promises'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { closeDurable, waitIdOf } from '../../server/durable/index.ts'
import { walkLocally } from '../../server/engine/flow.test-kit.ts'
import type { Hands } from '../../server/engine/hands.ts'
import { answerTo, randomFlow } from '../../server/engine/random-flow.test-kit.ts'
import { kitCatalogue } from '../../server/engine/test-blocks.test-kit.ts'
import type { Principal } from '../../server/kernel/principal.ts'
import { openLedger } from '../../server/memory/records/index.ts'
import { asSystem, inWorkspace } from '../../server/platform/db.ts'
import { testDatabase } from '../../server/platform/test-database.ts'
import { answerWait, listWaits } from '../../server/runs/index.ts'
import { agentWith, begin, eventually, somebody, stateOf, stepsOf } from '../../server/runs/runs.test-kit.ts'
import { type Fleet, median, shortLease, startFleet } from './fleet.test-kit.ts'
import { seeded } from './seeded.test-kit.ts'

/** At least so many flows and so many kills of a busy worker; flows go on until both are reached. */
const flows = Number(process.env.HEARTH_CRASH_FLOWS ?? '100')
const wantedKills = Number(process.env.HEARTH_CRASH_FLOW_KILLS ?? '50')
const atOnce = 20
/** External blocks take up to this long, so that kills fall into them; well under the longest time between two kills, or a run might be taken for one that brings its workers down. */
const pauseMs = 250

let database: Awaited<ReturnType<typeof testDatabase>>
let fleet: Fleet
let ada: Principal

beforeAll(async () => {
  database = await testDatabase()
  const env = { HEARTH_LEASE_TTL_MS: String(shortLease) }
  fleet = await startFleet(2, { script: new URL('kit-worker.ts', import.meta.url).pathname, env })
  ada = await somebody()
  await inWorkspace(ada.workspaceId, (tx) => openLedger(tx, ada.workspaceId, 'Ada'))
})
afterAll(async () => {
  await fleet?.stop()
  await closeDurable()
  await database?.drop()
})

/** The same flow undisturbed, in memory. */
async function undisturbed(seed: number) {
  const { flow, input } = randomFlow(seed, { pauseMs })
  const transfers: string[] = []
  const ledger = { transfer: async ({ key }: { key: string }) => void transfers.push(key) } as unknown as Hands['ledger']
  const random = { next: Math.random, id: () => crypto.randomUUID() }
  const { outcome, steps } = await walkLocally(flow, { input, answers: ({ path }) => answerTo(path), hands: { ledger, random } })
  return { outcome, steps: steps.toSorted(), transfers: transfers.length }
}

async function disturbed(seed: number) {
  const { flow, input } = randomFlow(seed, { pauseMs })
  const run = await begin(ada, await agentWith(ada, flow, kitCatalogue), input)
  await eventually(
    async () => {
      const { status } = await stateOf(run)
      if (status === 'waiting') await answerSome(run)
      return ['completed', 'failed', 'cancelled'].includes(status) ? true : undefined
    },
    `flow ${seed} to end`,
    240_000,
  ).catch(async (error: unknown) => {
    throw new Error(await placeOf(run), { cause: error })
  })
  const { status, output, error } = await stateOf(run)
  const outcome = status === 'completed' ? { status, output } : { status, error }
  const transfers = await asSystem((tx) => tx.sql`select from ledger_transfer where idempotency_key like ${`${run}/%`}`)
  return { outcome, steps: await stepsOf(run), transfers: transfers.length }
}

/** For whoever reads a failure: where the run stands, and who should be at it. */
async function placeOf(run: string): Promise<string> {
  const [row] = await asSystem(
    (tx) => tx.sql`select r.status, r.segment, r.epoch,
    (select json_agg(json_build_object('id', s.workflow_uuid, 'status', s.status, 'worker', s.executor_id)) from dbos.workflow_status s where s.workflow_uuid like ${`${run}:%`}) as queue,
    (select json_agg(json_build_object('worker', l.executor_id, 'age', clock_timestamp() - l.beat)) from worker_lease l) as leases,
    (select json_agg(json_build_object('path', w.path, 'status', w.status)) from run_wait w where w.run_id = r.id) as waits
    from run r where r.id = ${run}`,
  )
  return `stuck: ${JSON.stringify(row)}; ${fleet.workers().length} workers here`
}

/** One question a look, so that runs with several wait several times. */
async function answerSome(run: string): Promise<void> {
  const wait = (await listWaits(ada)).waits.find((each) => each.runId === run)
  if (!wait) return
  expect(wait.id).toBe(waitIdOf(run, wait.path))
  await answerWait(ada, { wait: wait.id, outcome: 'answered', value: answerTo(wait.path).value })
}

it('[crash.replay] random flows come to the same outputs by the same steps, killed or not', async () => {
  const random = seeded(11)
  const seeds: number[] = []
  const takeovers: number[] = []
  const enough = () => seeds.length >= flows && takeovers.length >= wantedKills
  let over = false
  const working = Promise.all(
    Array.from({ length: atOnce }, async () => {
      while (!enough()) {
        const seed = 1000 + seeds.length
        seeds.push(seed)
        const [result, calm] = await Promise.all([disturbed(seed), undisturbed(seed)])
        expect(result, `flow ${seed}`).toEqual(calm)
      }
    }),
  ).finally(() => {
    over = true // also when a flow went wrong
  })
  working.catch(() => undefined) // told below, when the killing has ended
  while (!enough() && !over) {
    await sleep(20 + random() * 480) // a moment nobody chose
    const took = await fleet.kill(random())
    if (took !== undefined) takeovers.push(took)
  }
  await working
  console.log(
    `${seeds.length} random flows, ${takeovers.length} kills of a busy worker, take-over median ${median(takeovers)} ms with a lease of ${shortLease} ms; ${fleet.gaveUp} workers gave up their lease`,
  )
})
