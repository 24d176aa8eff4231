import pg from 'pg'
import { prepareDatabase } from '../server/durable/prepare.ts'
import { env } from '../server/platform/env.ts'

/** Makes the database when it is missing, then brings it to this version. */
const address = new URL(env.databaseUrl())
const name = decodeURIComponent(address.pathname.slice(1))
await createIfMissing()
const applied = await prepareDatabase(address.href)
console.log(JSON.stringify({ applied }))
process.exit(0)

async function createIfMissing(): Promise<void> {
  const probe = new pg.Client({ connectionString: address.href })
  try {
    await probe.connect()
  } catch (error) {
    if ((error as { code?: string }).code !== '3D000') throw error // 3D000: no such database
    const server = new URL(address)
    server.pathname = '/postgres'
    const client = new pg.Client({ connectionString: server.href })
    await client.connect()
    await client.query(`create database ${pg.escapeIdentifier(name)}`)
    await client.end()
  } finally {
    await probe.end().catch(() => undefined)
  }
}
