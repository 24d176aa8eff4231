import pg from 'pg'
import { env } from '../platform/env.ts'
import { log } from '../platform/log.ts'
import { leaseTtlMs, protocol, protocolVersion } from './protocol.ts'

export type Lease = {
  /** The last beat of it reached the database in time. */
  kept(): boolean
  /** False for the time of a lease after this process lost its own connection: then others may have lost theirs, too, and live. */
  steady(): boolean
  release(): Promise<void>
}

/**
 * Takes this process's place among the living, by the database's clock, and keeps it with a beat of its own connection, so
 * that a busy pool cannot starve it. That connection also holds a lock: it goes with the process, so that others need not wait until
 * the lease has run out. Take it before the first run is taken. `lost` is called once when the lease could not be kept:
 * others may have taken our runs by then, so the process must end.
 */
export async function takeLease(executorId: string, lost: (why: string) => void): Promise<Lease> {
  const ttl = leaseTtlMs()
  let client: pg.Client | undefined
  let locked = false
  let over = false
  let kept = Date.now()
  let brokenAt = Number.NEGATIVE_INFINITY
  await beat(true)

  const timer = setInterval(() => void tick(), Math.max(100, Math.min(1000, ttl / 4)))
  let ticking = false
  return {
    kept: () => !over && locked && client !== undefined,
    steady: () => Date.now() - brokenAt > ttl,
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
      broken(client)
    } finally {
      ticking = false
    }
  }

  /** False when the lease had run out by the database's clock, or others saw this process without its lock for too long. */
  async function beat(first: boolean): Promise<boolean> {
    const connection = client ?? (await connect(ttl, broken))
    client = connection
    if (!locked) {
      // not ours yet when the server has not noticed that a former connection is gone: the next beat asks again
      const { rows } = await connection.query<{ ok: boolean }>("select pg_try_advisory_lock(hashtext('hearth-worker'), worker_lock($1)) as ok", [executorId])
      locked = rows[0]?.ok === true
    }
    const { rowCount } = first
      ? await connection.query('insert into worker_lease (executor_id, version, protocol, ttl_ms, watched) values ($1, $2, $3, $4, true)', [
          executorId,
          protocolVersion(),
          protocol(),
          ttl,
        ])
      : await connection.query("update worker_lease set beat = clock_timestamp() where executor_id = $1 and beat > clock_timestamp() - $2 * interval '1 ms'", [
          executorId,
          ttl,
        ])
    return rowCount === 1
  }

  /** Comes back at once, since nobody waits long for a process without its lock. */
  function broken(connection: pg.Client | undefined): void {
    if (over || client !== connection) return
    client = undefined
    locked = false
    brokenAt = Date.now()
    setTimeout(() => void tick(), 100).unref()
  }

  function end(why: string): void {
    if (over) return
    over = true
    clearInterval(timer)
    lost(why)
  }
}

async function connect(ttl: number, broken: (client: pg.Client) => void): Promise<pg.Client> {
  const client = new pg.Client({
    connectionString: env.databaseUrl(),
    application_name: 'hearth-lease',
    connectionTimeoutMillis: ttl,
    query_timeout: ttl,
    keepAlive: true,
  })
  client.on('error', () => undefined) // the end follows
  client.once('end', () => broken(client))
  await client.connect()
  return client
}
