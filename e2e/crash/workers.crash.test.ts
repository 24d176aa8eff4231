import { setTimeout as sleep } from 'node:timers/promises'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { closeDurable } from '../../server/durable/index.ts'
import { testDatabase } from '../../server/platform/test-database.ts'
import { type Fleet, median, seeded, startFleet } from './fleet.test-kit.ts'
import { expectWhole, seen, talk, talker } from './talk.test-kit.ts'

const kills = Number(process.env.HEARTH_CRASH_KILLS ?? '12')
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
  const takeovers: number[] = []
  let killing = true
  const talking = talks.map(async (each) => {
    while (killing) await talk(each)
  })
  for (let i = 0; i < kills; i++) {
    await sleep(50 + random() * 350) // a moment nobody chose
    const took = await fleet.kill(random())
    if (took !== undefined) takeovers.push(took)
  }
  killing = false
  await Promise.all(talking)

  for (const each of talks) await expectWhole(each, undisturbed)
  expect(takeovers.length).toBeGreaterThan(0)
  const sent = talks.reduce((sum, each) => sum + each.sent, 0)
  console.log(`${kills} kills, ${takeovers.length} of a busy worker, take-over median ${median(takeovers)} ms; ${sent} transfers in ${rooms} rooms, each once`)
})
