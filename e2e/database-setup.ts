import { createHash } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import { prepareDatabase } from '../server/durable/prepare.ts'
import { startEmbeddedPostgres } from '../server/platform/embedded-postgres.ts'

/** Vitest global set-up: one PostgreSQL for all test files and one migrated template that each file copies. */
export default async function setup(): Promise<() => Promise<void>> {
  const given = process.env.TEST_SERVER_URL
  const own = given ? undefined : await startEmbeddedPostgres(join(tmpdir(), `hearth-test-${process.getuid?.() ?? 0}`, `pg-${process.pid}`))
  const server = given ?? own?.url ?? ''
  process.env.TEST_SERVER_URL = server
  const client = new pg.Client({ connectionString: server })
  await client.connect()
  await client.query('select pg_advisory_lock(4711)')
  try {
    const template = server.replace(/\/[^/]*$/, '/hearth_template')
    const wanted = fingerprint()
    const { rows } = await client.query("select shobj_description(oid, 'pg_database') as mark from pg_database where datname = 'hearth_template'")
    if (rows[0]?.mark !== wanted) {
      await client.query('drop database if exists hearth_template with (force)')
      await client.query('create database hearth_template')
      await prepareDatabase(template)
      await client.query(`comment on database hearth_template is '${wanted}'`)
    }
  } finally {
    await client.query('select pg_advisory_unlock(4711)')
    await client.end()
  }
  return async () => {
    await own?.stop()
  }
}

function fingerprint(): string {
  const folder = new URL('../prisma/migrations', import.meta.url)
  const hash = createHash('sha256')
  for (const file of readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((f) => f.isFile())
    .map((f) => join(f.parentPath, f.name))
    .sort())
    hash.update(readFileSync(file))
  return hash.digest('hex')
}
