import pg from 'pg'

/** A process that hears bare notifies and tells its parent when. */
const client = new pg.Client({ connectionString: process.env.DATABASE_URL })
await client.connect()
client.on('notification', ({ payload }) => process.send?.({ key: payload, at: performance.timeOrigin + performance.now() }))
await client.query('listen bench_raw')
process.send?.({ key: '', at: 0 })
