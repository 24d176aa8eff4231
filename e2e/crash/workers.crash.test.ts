import { setTimeout as sleep } from 'node:timers/promises'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { closeDurable } from '../../server/durable/index.ts'
import { leaseTtlMs } from '../../server/durable/protocol.ts'
import { testDatabase } from '../../server/platform/test-database.ts'
import { type Fleet, median, shortLease, startFleet } from './fleet.test-kit.ts'
import { seeded } from './seeded.test-kit.ts'
import { expectWhole, seen, talk, talker } from './talk.test-kit.ts'

const kills = Number(process.env.HEARTH_CRASH_KILLS ?? '24')
/** The first of them happen under the lease that people's workers have, to tell how long a take-over takes; the others under a short one. */
const killsAtFullLease = Math.min(kills, 10)
const rooms = Number(process.env.HEARTH_CRASH_ROOMS ?? '4')
const seed = Number(process.env.HEARTH_CRASH_SEED ?? '1')

let database: Awaited<ReturnType<typeof testDatabase>>
let fleet: Fleet

beforeAll(async () => {
  database = await testDatabase()
  fleet = await startFleet(2)
})
afterAll(async () => {
  await fleet?.stop()
  await closeDurable()
  await database?.drop()
})

it('[crash.workers] killing workers loses nothing and does nothing twice: every run ends, money moves once, every text is whole', async () => {
  const calm = await talker()
  await talk(calm)
  const undisturbed = await seen(calm)
  expect(undisturbed).toContain('card TransactionReceipt shown')

  const talks = await Promise.all(Array.from({ length: rooms }, talker))
  const random = seeded(seed)
  let killing = true
  const talking = talks.map(async (each) => {
    while (killing) await talk(each)
  })
  const atFullLease = await killSome(killsAtFullLease, random)
  await fleet.stop()
  fleet = await startFleet(2, { leaseMs: shortLease })
  const atShortLease = await killSome(kills - killsAtFullLease, random)
  killing = false
  await Promise.all(talking)

  for (const each of talks) await expectWhole(each, undisturbed)
  expect(atFullLease.length).toBeGreaterThan(0)
  const sent = talks.reduce((sum, each) => sum + each.sent, 0)
  console.log(
    `${kills} kills, ${atFullLease.length + atShortLease.length} of a busy worker; take-over median ${median(atFullLease)} ms with a lease of ${leaseTtlMs()} ms, ${median(atShortLease)} ms with one of ${fleet.leaseMs} ms; ${sent} transfers in ${rooms} rooms, each once; ${fleet.gaveUp} workers gave up their lease`,
  )
})

/** Kills one worker after another; answers how long each take-over took, of those that held runs. */
async function killSome(count: number, random: () => number): Promise<number[]> {
  const took: (number | undefined)[] = []
  for (let i = 0; i < count; i++) {
    await sleep(50 + random() * 350) // a moment nobody chose
    took.push(await fleet.kill(random()))
  }
  return took.filter((ms) => ms !== undefined)
}
