import { afterAll, beforeAll, expect, it } from 'vitest'
import { asSystem, inWorkspace } from './db.ts'
import { announce, listen } from './notify.ts'
import { testDatabase } from './test-database.ts'

let database: Awaited<ReturnType<typeof testDatabase>>
beforeAll(async () => {
  database = await testDatabase()
})
afterAll(async () => {
  await database?.drop()
})

async function hangUp(): Promise<void> {
  await asSystem((tx) => tx.sql`select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid()`)
}

it('[db.hang-up] fails only the transaction whose connection died between two queries, and goes on with the next', async () => {
  const workspaceId = crypto.randomUUID()
  const cut = inWorkspace(workspaceId, async (tx) => {
    await tx.sql`select 1`
    const gone = new Promise((done) => tx.client.once('end', done))
    await hangUp()
    await gone
    return tx.sql`select 1`
  })
  await expect(cut).rejects.toThrow()
  expect(await inWorkspace(workspaceId, (tx) => tx.sql`select 1 as one`)).toEqual([{ one: 1 }])
})

it('hears announcements again after its listening connection died', async () => {
  const heard = new Set<string>()
  const stop = listen('hearth_feed', (ids) => {
    for (const id of ids) heard.add(id)
  })
  const hears = async (id: string) => {
    while (!heard.has(id)) {
      announce('hearth_feed', [id])
      await new Promise((done) => setTimeout(done, 20))
    }
  }
  await hears('one')
  await hangUp()
  await hears('two')
  stop()
  expect([...heard]).toEqual(['one', 'two'])
})
