import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { closeDurable } from '../../server/durable/index.ts'
import { prepareDatabase } from '../../server/durable/prepare.ts'
import { closeDatabase } from '../../server/platform/db.ts'
import { type EmbeddedPostgres, startEmbeddedPostgres } from '../../server/platform/embedded-postgres.ts'
import { type Fleet, startFleet } from './fleet.test-kit.ts'
import { seeded } from './seeded.test-kit.ts'
import { expectWhole, seen, talk, talker } from './talk.test-kit.ts'

const kills = Number(process.env.HEARTH_CRASH_POSTGRES_KILLS ?? '6')
const folder = mkdtempSync(join(tmpdir(), 'hearth-crash-'))
const dataDir = join(folder, 'postgres')
let server: EmbeddedPostgres
let fleet: Fleet

beforeAll(async () => {
  server = await startEmbeddedPostgres(dataDir)
  process.env.DATABASE_URL = server.url
  process.env.HEARTH_SECRET ??= 'ab'.repeat(32)
  await closeDatabase()
  await prepareDatabase(server.url)
  fleet = await startFleet(2)
})
afterAll(async () => {
  await fleet?.stop()
  await closeDurable()
  await closeDatabase()
  await server?.stop()
  rmSync(folder, { recursive: true, force: true })
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
    process.kill(server.pid, 'SIGKILL')
    await sleep(random() * 1500)
    const again = await startEmbeddedPostgres(dataDir)
    expect(again.port).toBe(server.port)
    server = again
  }
  killing = false
  await Promise.all(talking)
  for (const each of talks) await expectWhole(each, undisturbed)
  console.log(
    `${kills} kills of PostgreSQL; ${talks.reduce((sum, each) => sum + each.sent, 0)} transfers, each once; ${fleet.restarts} workers ended themselves and were started again`,
  )
})
