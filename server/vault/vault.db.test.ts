import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { inWorkspace } from '../platform/db.ts'
import { testDatabase } from '../platform/test-database.ts'
import { deleteSecret, openSecret, sealSecret } from './index.ts'

let database: Awaited<ReturnType<typeof testDatabase>>
const workspaceId = randomUUID()
const other = randomUUID()
const by = randomUUID()
beforeAll(async () => {
  database = await testDatabase()
})
afterAll(() => database.drop())

const put = (name: string, value: string, into = workspaceId) =>
  inWorkspace(into, (tx) => sealSecret(tx, { workspaceId: into, name, kind: 'openai', value, by }))
const get = (name: string, from = workspaceId) => inWorkspace(from, (tx) => openSecret(tx, from, name))

it('[vault.sealed] gives back what was put in, and the row holds none of it', async () => {
  await put('key', 'sk-très-secret')
  expect(await get('key')).toBe('sk-très-secret')
  const [row] = await inWorkspace(workspaceId, (tx) => tx.sql<{ sealed: Buffer }>`select sealed from secret where name = 'key'`)
  expect(row?.sealed.includes('secret')).toBe(false)
})

it('takes a new value as a new version', async () => {
  await put('turned', 'old')
  await put('turned', 'new')
  expect(await get('turned')).toBe('new')
  const rows = await inWorkspace(workspaceId, (tx) => tx.sql<{ version: number }>`select version from secret where name = 'turned'`)
  expect(rows).toEqual([{ version: 2 }])
})

it('[vault.bound] opens no row that was moved to another workspace or name, nor an old version put back', async () => {
  await put('mine', 'value')
  await inWorkspace(workspaceId, (tx) => tx.sql`update secret set name = 'yours' where name = 'mine'`)
  await expect(get('yours')).rejects.toMatchObject({ code: 'unavailable' })
  await put('a', 'one')
  const [old] = await inWorkspace(workspaceId, (tx) => tx.sql<{ sealed: Buffer }>`select sealed from secret where name = 'a'`)
  await put('a', 'two')
  await inWorkspace(workspaceId, (tx) => tx.sql`update secret set sealed = ${old?.sealed} where name = 'a'`)
  await expect(get('a')).rejects.toMatchObject({ code: 'unavailable' })
})

it('shows another workspace nothing', async () => {
  await put('here', 'value')
  await expect(get('here', other)).rejects.toMatchObject({ code: 'not-found' })
})

it('forgets what is deleted', async () => {
  await put('gone', 'value')
  expect(await inWorkspace(workspaceId, (tx) => deleteSecret(tx, workspaceId, 'gone'))).toBe(true)
  await expect(get('gone')).rejects.toMatchObject({ code: 'not-found' })
})

it('two writers at once leave a secret that opens', async () => {
  await put('busy', 'zero')
  await Promise.all([put('busy', 'one'), put('busy', 'two')])
  expect(['one', 'two']).toContain(await get('busy'))
})
