import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import { closeDurable } from '../../server/durable/index.ts'
import { prepareDatabase } from '../../server/durable/prepare.ts'
import { closeDatabase } from '../../server/platform/db.ts'
import { startEmbeddedPostgres } from '../../server/platform/embedded-postgres.ts'

/** A PostgreSQL of our own with a prepared database; this process and those it starts use it. */
export async function benchServer(): Promise<{ url: string; stop(): Promise<void> }> {
  const folder = mkdtempSync(join(tmpdir(), 'hearth-bench-'))
  const server = await startEmbeddedPostgres(join(folder, 'postgres'))
  const url = server.url.replace(/\/postgres$/, '/bench')
  process.env.DATABASE_URL = url
  process.env.HEARTH_SECRET ??= 'be'.repeat(32)
  const client = new pg.Client({ connectionString: server.url })
  await client.connect()
  await client.query('create database bench')
  await client.end()
  await prepareDatabase(url)
  return {
    url,
    async stop() {
      await closeDurable()
      await closeDatabase()
      await server.stop()
      rmSync(folder, { recursive: true, force: true })
    },
  }
}
