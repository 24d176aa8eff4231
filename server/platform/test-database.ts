import { randomBytes } from 'node:crypto'
import pg from 'pg'
import { closeDatabase } from './db.ts'

/**
 * A fresh, migrated database for one test file, on the server that e2e/database-setup.ts started. Points this
 * process's DATABASE_URL at it. Call `drop` in afterAll.
 */
export async function testDatabase(): Promise<{ url: string; drop(): Promise<void> }> {
  const server = process.env.TEST_SERVER_URL
  if (!server) throw new Error('TEST_SERVER_URL is not set: run this through `npm run test:db`')
  const name = `t_${randomBytes(6).toString('hex')}`
  await onServer(server, `create database ${name} template hearth_template`)
  const url = server.replace(/\/[^/]*$/, `/${name}`)
  process.env.DATABASE_URL = url
  process.env.HEARTH_SECRET ??= 'ab'.repeat(32)
  await closeDatabase()
  return {
    url,
    async drop() {
      await closeDatabase()
      await onServer(server, `drop database if exists ${name} with (force)`)
    },
  }
}

async function onServer(url: string, statement: string): Promise<void> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  try {
    await client.query(statement)
  } finally {
    await client.end()
  }
}
