import { afterAll, beforeAll, expect, it } from 'vitest'
import { asSystem, inWorkspace, ownConnection } from '../server/platform/db.ts'
import { testDatabase } from '../server/platform/test-database.ts'
import { seedTenant } from './tenant.test-kit.ts'

let database: Awaited<ReturnType<typeof testDatabase>>
let tables: string[]
let ada: string
let bob: string
beforeAll(async () => {
  database = await testDatabase()
  ada = await seedTenant('ada')
  bob = await seedTenant('bob')
  const rows = await asSystem(
    (tx) => tx.sql<{ name: string }>`select table_name as name from information_schema.columns
    where table_schema = 'public' and column_name = 'workspace_id' and table_name in (select table_name from information_schema.tables where table_type = 'BASE TABLE') order by 1`,
  )
  tables = [...rows.map((row) => row.name), 'workspace']
})
afterAll(() => database.drop())

async function asApp<T>(work: (query: (text: string, values?: unknown[]) => Promise<Record<string, unknown>[]>) => Promise<T>): Promise<T> {
  const client = await ownConnection()
  try {
    await client.query('set role hearth_app')
    return await work(async (text, values) => (await client.query(text, values)).rows)
  } finally {
    await client.end()
  }
}

it('[tenancy.rls-everywhere] every table that names a workspace has a row policy for the role the application works under', async () => {
  const rows = await asSystem(
    (tx) => tx.sql<{ name: string; secured: boolean; policies: number }>`
    select c.relname as name, c.relrowsecurity as secured, (select count(*) from pg_policy p where p.polrelid = c.oid) as policies from pg_class c where c.relname = any(${tables}) and c.relkind = 'r'`,
  )
  expect(rows.length).toBe(tables.length)
  expect(rows.filter((row) => !row.secured || row.policies === 0)).toEqual([])
})

it('that role owns nothing, is no superuser and cannot step around policies', async () => {
  const [role] = await asSystem(
    (tx) =>
      tx.sql`select rolsuper, rolbypassrls, rolcreaterole, (select count(*) from pg_class where relowner = r.oid) as owned from pg_roles r where rolname = 'hearth_app'`,
  )
  expect(role).toEqual({ rolsuper: false, rolbypassrls: false, rolcreaterole: false, owned: 0 })
})

it('[tenancy.rls-silent] without a workspace set, it sees no row of any tenant', async () => {
  const seen = await asApp(async (query) => {
    const counts: Record<string, unknown> = {}
    for (const table of tables) counts[table] = (await query(`select count(*)::int as n from ${table}`))[0]?.n
    return counts
  })
  expect(seen).toEqual(Object.fromEntries(tables.map((table) => [table, 0])))
  const filled = await asSystem(
    async (tx) => (await tx.client.query(`select ${tables.map((table) => `(select count(*)::int from ${table}) as ${table}`).join(', ')}`)).rows[0],
  )
  for (const table of tables) expect(filled[table], `${table} has rows, so seeing none means something`).toBeGreaterThan(0)
})

it('with one workspace set, it sees that one only, whatever the query says', async () => {
  for (const table of tables) {
    const id = table === 'workspace' ? 'id' : 'workspace_id'
    const rows = await inWorkspace(bob, async (tx) => (await tx.client.query(`select distinct ${id} as id from ${table}`)).rows)
    expect(rows, table).toEqual([{ id: bob }])
    const foreign = await inWorkspace(bob, async (tx) => (await tx.client.query(`select 1 from ${table} where ${id} = $1`, [ada])).rowCount)
    expect(foreign, table).toBe(0)
  }
})

it('[tenancy.rls-writes] it can neither write into another workspace nor move a row there', async () => {
  await expect(
    inWorkspace(
      bob,
      (tx) => tx.sql`insert into agent (id, workspace_id, name, description, icon, draft, created_by)
    values (gen_random_uuid(), ${ada}, 'x', '', 'bot', '{}', gen_random_uuid())`,
    ),
  ).rejects.toMatchObject({ code: '42501' })
  await expect(inWorkspace(bob, (tx) => tx.sql`update agent set workspace_id = ${ada}`)).rejects.toMatchObject({ code: '42501' })
  expect(await inWorkspace(bob, (tx) => tx.sql`update agent set name = 'taken over' where workspace_id = ${ada} returning id`)).toEqual([])
  expect(await inWorkspace(bob, (tx) => tx.sql`delete from run where workspace_id = ${ada} returning id`)).toEqual([])
})

it('[tenancy.facts-stay] facts are only ever added: it can change or delete no entry, revision or booking', async () => {
  for (const table of ['feed_entry', 'revision', 'ledger_transfer', 'ledger_entry', 'pointer_move', 'comment', 'comment_change']) {
    await expect(
      inWorkspace(ada, (tx) => tx.client.query(`delete from ${table}`)),
      table,
    ).rejects.toMatchObject({ code: '42501' })
    await expect(
      inWorkspace(ada, (tx) => tx.client.query(`update ${table} set workspace_id = workspace_id`)),
      table,
    ).rejects.toMatchObject({ code: '42501' })
  }
})

it('a transaction’s workspace does not outlive it', async () => {
  await inWorkspace(ada, (tx) => tx.sql`select 1`)
  const after = await inWorkspace(bob, (tx) => tx.sql<{ id: string }>`select distinct workspace_id as id from agent`)
  expect(after).toEqual([{ id: bob }])
})
