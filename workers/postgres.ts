import { join } from 'node:path'
import { startEmbeddedPostgres } from '../server/platform/embedded-postgres.ts'
import { env } from '../server/platform/env.ts'

/** Starts or finds the embedded PostgreSQL below HEARTH_HOME and prints where it is, as one line of JSON. */
const { url, pid, port } = await startEmbeddedPostgres(join(env.home(), 'postgres'))
console.log(JSON.stringify({ url, pid, port }))
