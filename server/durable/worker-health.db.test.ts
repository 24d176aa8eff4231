import pg from 'pg'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { freePort } from '../platform/embedded-postgres.ts'
import { testDatabase } from '../platform/test-database.ts'
import { eventually, startWorkerProcess } from '../runs/runs.test-kit.ts'
import { closeDurable } from './index.ts'

let database: Awaited<ReturnType<typeof testDatabase>>
beforeAll(async () => {
  database = await testDatabase()
})
afterAll(async () => {
  await closeDurable()
  await database?.drop()
})

it('[durable.worker-health] a worker is ready while it takes runs, not while the database is away, nor once it was told to end', async () => {
  const port = await freePort()
  const worker = await startWorkerProcess(undefined, { HEARTH_WORKER_PORT: String(port), HEARTH_LEASE_TTL_MS: '600000' })
  const ask = async (path: string) => (await fetch(`http://127.0.0.1:${port}${path}`).catch(() => undefined))?.status
  const comesTo = (status: number) => eventually(async () => ((await ask('/ready')) === status ? true : undefined), `the worker to answer ${status}`)
  await comesTo(200)
  expect(await fetch(`http://127.0.0.1:${port}/ready`).then((answer) => answer.json())).toEqual({ live: true, ready: true, runs: 0 })
  expect(await ask('/elsewhere')).toBe(404)

  // nobody may connect, and the connection of its lease is cut
  const url = new URL(process.env.DATABASE_URL ?? '')
  const name = url.pathname.slice(1)
  url.pathname = '/postgres'
  const elsewhere = new pg.Client({ connectionString: url.href })
  await elsewhere.connect()
  try {
    await elsewhere.query(`alter database ${pg.escapeIdentifier(name)} allow_connections false`)
    await elsewhere.query("select pg_terminate_backend(pid) from pg_stat_activity where datname = $1 and application_name = 'hearth-lease'", [name])
    await comesTo(503)
    expect(await ask('/health')).toBe(200)
  } finally {
    await elsewhere.query(`alter database ${pg.escapeIdentifier(name)} allow_connections true`)
    await elsewhere.end()
  }
  await comesTo(200)
  worker.child.kill('SIGTERM')
  await eventually(async () => ((await ask('/ready')) === 200 ? undefined : true), 'the worker to be ready no more')
  await worker.ended
})
