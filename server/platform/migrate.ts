import { createHash, randomUUID } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import pg from 'pg'

const folder = fileURLToPath(new URL('../../prisma/migrations', import.meta.url))

/**
 * Brings a database up to date and returns the names it applied. Writes Prisma's own `_prisma_migrations` rows under
 * Prisma's own lock, so `prisma migrate status` agrees; production needs no Prisma CLI.
 */
export async function migrate(databaseUrl: string): Promise<string[]> {
  const client = new pg.Client({ connectionString: databaseUrl })
  await client.connect()
  try {
    await client.query('select pg_advisory_lock(72707369)')
    await client.query(`create table if not exists _prisma_migrations (id varchar(36) primary key, checksum varchar(64) not null,
      finished_at timestamptz, migration_name varchar(255) not null, logs text, rolled_back_at timestamptz,
      started_at timestamptz not null default now(), applied_steps_count integer not null default 0)`)
    const { rows } = await client.query<{ migration_name: string }>(
      'select migration_name from _prisma_migrations where finished_at is not null and rolled_back_at is null',
    )
    const done = new Set(rows.map((row) => row.migration_name))
    const applied: string[] = []
    for (const name of readdirSync(folder, { withFileTypes: true })
      .filter((entry) => entry.isDirectory())
      .map((entry) => entry.name)
      .sort()) {
      if (done.has(name)) continue
      const script = readFileSync(join(folder, name, 'migration.sql'), 'utf8')
      await client.query('begin')
      try {
        await client.query(script)
        await client.query(
          'insert into _prisma_migrations (id, checksum, migration_name, started_at, finished_at, applied_steps_count) values ($1, $2, $3, now(), now(), 1)',
          [randomUUID(), createHash('sha256').update(script).digest('hex'), name],
        )
        await client.query('commit')
      } catch (error) {
        await client.query('rollback')
        throw new Error(`migration ${name} failed: ${error instanceof Error ? error.message : String(error)}`, { cause: error })
      }
      applied.push(name)
    }
    return applied
  } finally {
    await client.end()
  }
}
