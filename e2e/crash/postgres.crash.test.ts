import { setTimeout as sleep } from 'node:timers/promises'
import { afterAll, beforeAll, it } from 'vitest'
import { type Fleet, startFleet } from './fleet.test-kit.ts'
import { type OwnServer, startOwnServer } from './own-server.test-kit.ts'
import { seeded } from './seeded.test-kit.ts'
import { expectWhole, seen, talk, talker } from './talk.test-kit.ts'

const kills = Number(process.env.HEARTH_CRASH_POSTGRES_KILLS ?? '6')
let server: OwnServer
let fleet: Fleet

beforeAll(async () => {
  server = await startOwnServer()
  fleet = await startFleet(2)
})
afterAll(async () => {
  await fleet?.stop()
  await server?.stop()
})

it('[crash.postgres] killing the database server loses nothing that was told to anybody, and all goes on when it is back', async () => {
  const calm = await talker()
  await talk(calm)
  const undisturbed = await seen(calm)

  const talks = await Promise.all(Array.from({ length: 3 }, talker))
  const random = seeded(7)
  let killing = true
  const talking = talks.map(async (each) => {
    while (killing) await talk(each)
  })
  for (let i = 0; i < kills; i++) {
    await sleep(500 + random() * 2000) // a moment nobody chose
    await server.kill(random() * 1500)
  }
  killing = false
  await Promise.all(talking)
  for (const each of talks) await expectWhole(each, undisturbed)
  console.log(
    `${kills} kills of PostgreSQL; ${talks.reduce((sum, each) => sum + each.sent, 0)} transfers, each once; ${fleet.restarts} workers ended themselves and were started again`,
  )
})
