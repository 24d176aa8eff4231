import { afterAll, beforeAll, expect, it } from 'vitest'
import { somebody } from '../runs/runs.test-kit.ts'
import { asSystem, inWorkspace, readWorkspace } from './db.ts'
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
  const begun = Promise.withResolvers<void>()
  const cutOff = begun.promise.then(hangUp)
  const cut = inWorkspace(workspaceId, async (tx) => {
    await tx.sql`select 1`
    const gone = new Promise((done) => tx.client.once('end', done))
    begun.resolve()
    await cutOff
    await gone
    return tx.sql`select 1`
  })
  await expect(cut).rejects.toThrow(/connection|queryable/i)
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

const names = 'select name from workspace'

it('[platform.one-moment] a page is read as it all was at one moment, whatever is written meanwhile', async () => {
  const { workspaceId } = await somebody()
  const begun = Promise.withResolvers<void>()
  const renamed = begun.promise.then(() => asSystem((tx) => tx.sql`update workspace set name = 'Renamed' where id = ${workspaceId}`))
  const [first, then] = await readWorkspace(workspaceId, async (tx) => {
    const before = (await tx.client.query(names)).rows
    begun.resolve()
    await renamed
    return [before, (await tx.client.query(names)).rows]
  })
  expect(first).toHaveLength(1)
  expect(then).toEqual(first)
  expect((await inWorkspace(workspaceId, (tx) => tx.client.query(names))).rows).toEqual([{ name: 'Renamed' }])
  await expect(readWorkspace(workspaceId, (tx) => tx.sql`update agent set name = 'No'`)).rejects.toThrow(/read-only/)
})

it('refuses a transaction inside another, which could wait for it for ever', async () => {
  const { workspaceId } = await somebody()
  await expect(inWorkspace(workspaceId, () => asSystem((tx) => tx.sql`select 1`))).rejects.toThrow('inside another')
})
