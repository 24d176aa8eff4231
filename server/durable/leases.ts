import pg from 'pg'
import { env } from '../platform/env.ts'
import { log } from '../platform/log.ts'
import { leaseTtlMs, protocol, protocolVersion } from './protocol.ts'

export type Lease = { release(): Promise<void> }

/**
 * Takes this process's place among the living, by the database's clock, and keeps it with a beat of its own connection, so
 * that a busy pool cannot starve it. Take it before the first run is taken. `lost` is called once when the lease
 * could not be kept: others may have taken our runs by then, so the process must end.
 */
export async function takeLease(executorId: string, lost: (why: string) => void): Promise<Lease> {
  const ttl = leaseTtlMs()
  let client: pg.Client | undefined
  let over = false
  let kept = Date.now()
  await beat(true)

  const timer = setInterval(() => void tick(), Math.max(100, Math.min(1000, ttl / 4)))
  let ticking = false
  return {
    async release() {
      over = true
      clearInterval(timer)
      await client?.query('delete from worker_lease where executor_id = $1', [executorId]).catch(() => undefined)
      await client?.end().catch(() => undefined)
    },
  }

  async function tick(): Promise<void> {
    if (over) return
    if (Date.now() - kept > ttl) return end('it could not be renewed in time')
    if (ticking) return
    ticking = true
    try {
      if (await beat(false)) kept = Date.now()
      else end('it had run out: this process was stopped or too busy for longer than its time')
    } catch (error) {
      log.warn({ err: error }, 'the lease could not be renewed, trying again')
      client?.end().catch(() => undefined)
      client = undefined
    } finally {
      ticking = false
    }
  }

  /** False when the lease had run out by the database's clock. */
  async function beat(first: boolean): Promise<boolean> {
    client ??= await connect(ttl)
    const { rowCount } = first
      ? await client.query('insert into worker_lease (executor_id, version, protocol, ttl_ms) values ($1, $2, $3, $4)', [
          executorId,
          protocolVersion(),
          protocol(),
          ttl,
        ])
      : await client.query("update worker_lease set beat = clock_timestamp() where executor_id = $1 and beat > clock_timestamp() - $2 * interval '1 ms'", [
          executorId,
          ttl,
        ])
    return rowCount === 1
  }

  function end(why: string): void {
    if (over) return
    over = true
    clearInterval(timer)
    lost(why)
  }
}

async function connect(ttl: number): Promise<pg.Client> {
  const client = new pg.Client({
    connectionString: env.databaseUrl(),
    application_name: 'hearth-lease',
    connectionTimeoutMillis: ttl,
    query_timeout: ttl,
    keepAlive: true,
  })
  client.on('error', () => undefined) // the next beat finds out
  await client.connect()
  return client
}
