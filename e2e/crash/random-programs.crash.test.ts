import { setTimeout as sleep } from 'node:timers/promises'
import { isDeepStrictEqual } from 'node:util'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { untilPassed } from '../../server/durable/index.ts'
import type { RandomProgram } from '../../server/engine/random-program.test-kit.ts'
import { emptyRun, foldRun } from '../../server/engine/run-state.ts'
import type { Principal } from '../../server/kernel/principal.ts'
import { ledgerOver, openLedger } from '../../server/memory/records/index.ts'
import { asSystem, inWorkspace } from '../../server/platform/db.ts'
import { eventsOf, somebody } from '../../server/runs/runs.test-kit.ts'
import { setService } from '../../server/services/index.ts'
import { type Caretaker, startCaretaker } from './caretaker.test-kit.ts'
import { type Fleet, median, shortLease, startFleet } from './fleet.test-kit.ts'
import { type Live, startLive } from './live.test-kit.ts'
import { type Outside, startOutside } from './outside.test-kit.ts'
import { type OwnServer, startOwnServer } from './own-server.test-kit.ts'
import { type Course, courseOf, programsOf, progress, start, undisturbed } from './program.test-kit.ts'
import { seeded } from './seeded.test-kit.ts'

/** At least so many programs and so many kills; programs go on until both are reached. */
const programs = Number(process.env.HEARTH_CRASH_PROGRAMS ?? '100')
const wantedKills = Number(process.env.HEARTH_CRASH_PROGRAM_KILLS ?? '50')
/** Walks this one program again and again, for whoever looks into a failure. */
const only = process.env.HEARTH_CRASH_PROGRAM
const seedOfKills = Number(process.env.HEARTH_CRASH_SEED ?? '11')
/** A kill and what follows from it take some seven seconds, on a busy machine twice that. */
const longest = 600_000 + wantedKills * 20_000
const atOnce = 20
/** Something must come of the runs between two kills, or they would be taken for runs that bring their workers down. */
const stepsBetweenKills = atOnce
/** A hundred programs hold each of these. */
const mustHold = [
  ...['control.for-each', 'control.map', 'control.repeat', 'control.try', 'control.retry', 'control.timeout', 'control.race', 'control.sleep'],
  ...['kit.ask', 'kit.calls', 'kit.gives', 'kit.transactional', 'kit.posts', 'kit.posts-again'],
]
/** What acts outside takes up to this long, so that kills fall into it; sleeps last long enough for a run to be put away. */
const lengths = { pauseMs: 250, sleepMs: 2500 }

let server: OwnServer
let outside: Outside
let ada: Principal
let programOf: (seed: number) => RandomProgram
let fleet: Fleet
let live: Live
let caretaker: Caretaker
const random = seeded(seedOfKills)

beforeAll(async () => {
  server = await startOwnServer()
  outside = await startOutside()
  ada = await somebody()
  await inWorkspace(ada.workspaceId, (tx) => openLedger(tx, ada.workspaceId, 'Ada'))
  // these fail on purpose, many runs at once: their circuit stays closed
  await setService(ada, { service: new URL(outside.url).host, rate: null, circuit: { failures: 0, seconds: 1 } })
  programOf = await programsOf(ada, { ...lengths, services: outside.url })
  const script = new URL('kit-worker.ts', import.meta.url).pathname
  fleet = await startFleet(2, { script, env: { HEARTH_ALLOW_PRIVATE_ADDRESSES: '1' }, leaseMs: shortLease })
  live = await startLive(ada)
  caretaker = startCaretaker(ada, seeded(seedOfKills + 1))
})
afterAll(async () => {
  caretaker?.stop()
  await fleet?.stop()
  await live?.stop()
  outside?.stop()
  await server?.stop()
})

const walked: Course[] = []
let whole = false
let told = 0
const misheard: string[] = []
/** Steps of which the page of their run says that they may have been done twice, as `run/path`. */
const perhapsTwice = new Set<string>()
const blocks = new Map<string, number>()
const kills = { worker: 0, live: 0, postgres: 0 }
const takeovers: number[] = []

it('[crash.replay] random programs come to the same outcome, outputs and step ids, whatever is killed meanwhile', { timeout: longest }, async () => {
  let begun = 0
  let over = false
  const killed = () => kills.worker + kills.live + kills.postgres
  const enough = () => begun >= programs && killed() >= wantedKills
  const working = Promise.all(
    Array.from({ length: atOnce }, async () => {
      while (!enough() && !over) {
        const nth = begun++
        await compare(only === undefined ? 1000 + nth : Number(only), nth)
      }
    }),
  ).finally(() => {
    over = true // also when a program went wrong
  })
  working.catch(() => undefined) // told below, when the killing has ended
  let before = 0
  let tellAt = 50
  while (!enough() && !over) {
    await sleep(20 + random() * 480) // a moment nobody chose
    const { steps, held } = await progress()
    if (held > 0 || steps < before + stepsBetweenKills) continue
    before = steps
    await killSomebody()
    if (killed() >= tellAt) {
      console.log(`${walked.length} programs and ${killed()} kills so far`)
      tellAt += 50
    }
  }
  await working
  whole = true
  console.log(
    `${walked.length} random programs of ${sum(walked.map(({ steps }) => steps.length))} steps in all; ${killed()} kills: ${kills.worker} of a busy worker, ` +
      `${kills.live} of the live process, ${kills.postgres} of PostgreSQL; take-over median ${median(takeovers)} ms with a lease of ${fleet.leaseMs} ms; ${fleet.gaveUp} workers gave up their lease`,
  )
  if (only === undefined && programs >= 100) expect([...blocks.keys()]).toEqual(expect.arrayContaining(mustHold))
  console.log(`they held: ${[...blocks].map(([block, times]) => `${times} ${block}`).join(', ')}`)
})

it('[crash.effects] what was killed meanwhile lost and doubled nothing: not a transfer, nor what a service does that honours the key', async () => {
  expect(whole, 'every program was walked').toBe(true)
  const expected = { transfers: countOf('transfers'), honours: countOf('honours'), ignores: countOf('ignores') }
  const { honours, ignores } = outside
  const doubled = [...ignores.done].flatMap(([key, times]) => (times > 1 ? [key] : []))
  console.log(`${doubled.length} were done more than once; the pages of their runs call ${perhapsTwice.size} so`)
  const moved = await inWorkspace(ada.workspaceId, async (tx) => Number((await ledgerOver(tx, ada.workspaceId).find('anna')).available.amountMinor))
  const opening = await asSystem(
    (tx) => tx.sql<{ amount: number }>`select coalesce(sum(e.amount_minor), 0)::int as amount from ledger_entry e join ledger_transfer t on t.id = e.transfer_id
      join ledger_account a on a.id = e.account_id and a.key = 'anna' where t.idempotency_key like 'opening:%'`,
  )
  const done = { transfers: moved - (opening[0]?.amount ?? 0), honours: sum([...honours.done.values()]), ignores: sum([...ignores.done.values()]) }
  console.log(
    `${done.transfers} transfers: ${lost(expected.transfers, done.transfers)}; ${done.honours} effects at the service that honours the key: ` +
      `${lost(expected.honours, done.honours)}, it was asked again ${honours.repeats} times; ${done.ignores} at the one that ignores it: ${lost(expected.ignores, done.ignores)}`,
  )
  expect(done).toEqual({ ...expected, ignores: expected.ignores + ignores.repeats })
  expect(ignores.done.size).toBe(expected.ignores)
  expect(
    [...doubled].filter((key) => !perhapsTwice.has(key)),
    'what was done twice and no page tells',
  ).toEqual([])
  // or the kills fell into nothing
  if (kills.worker >= 20) expect(honours.repeats).toBeGreaterThan(0)
})

it('[crash.live] who follows runs through a live process that is killed again and again hears every entry once, in order', () => {
  expect(whole, 'every program was walked').toBe(true)
  console.log(`${told} runs followed; ${live.cuts} connections lost, ${live.refusals} subscriptions ended while the database was away`)
  expect(misheard).toEqual([])
  expect(told).toBe(walked.length)
  // a kill may fall between two connections
  if (kills.live >= 5) expect(live.cuts).toBeGreaterThan(kills.live / 2)
})

async function compare(seed: number, nth: number): Promise<void> {
  const about = `program ${seed}, kills ${seedOfKills}. Alone: HEARTH_CRASH_PROGRAM=${seed} npm run test:crash -- random-programs`
  const program = programOf(seed)
  const calm = await undisturbed(program)
  for (const [block, times] of calm.blocks) blocks.set(block, (blocks.get(block) ?? 0) + times)
  const run = await start(ada, program, `program ${nth}`)
  live.follow(run)
  await caretaker.ended(run).catch((error: Error) => Promise.reject(new Error(`${about}: ${error.message}`, { cause: error })))
  const { entries, ...course } = await courseOf(run, { honours: outside.honours.done.keys(), ignores: outside.ignores.done.keys() })
  expect(course, about).toEqual(calm.course)
  walked.push(course)
  const events = await untilPassed(() => eventsOf(run))
  const { nodes } = events.reduce((state, event) => foldRun(state, event), emptyRun)
  for (const { path, block, again } of Object.values(nodes)) if (block === 'kit.posts-again' && again) perhapsTwice.add(`${run}/${path}`)
  const heard = await live.heardOf(run, entries)
  if (!isDeepStrictEqual(heard, events)) misheard.push(`program ${seed}, run ${run}`)
  told++
}

async function killSomebody(): Promise<void> {
  const pick = random()
  if (pick < 0.12) {
    fleet.excuse()
    await server.kill(random() * 600)
    kills.postgres++
  } else if (pick < 0.3) {
    await live.kill()
    kills.live++
  } else {
    const took = await fleet.kill(random())
    if (took === undefined) return
    takeovers.push(took)
    kills.worker++
  }
}

const sum = (list: readonly number[]): number => list.reduce((total, each) => total + each, 0)
const countOf = (what: 'transfers' | 'honours' | 'ignores'): number => sum(walked.map((course) => course[what].length))
const lost = (expected: number, done: number): string => `${Math.max(0, expected - done)} lost, ${Math.max(0, done - expected)} doubled`
