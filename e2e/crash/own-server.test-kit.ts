import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { closeDurable } from '../../server/durable/index.ts'
import { prepareDatabase } from '../../server/durable/prepare.ts'
import { closeDatabase } from '../../server/platform/db.ts'
import { startEmbeddedPostgres } from '../../server/platform/embedded-postgres.ts'

export type OwnServer = {
  /** kill -9, then nobody is there for so long, then it is started again at the same address. */
  kill(awayMs: number): Promise<void>
  stop(): Promise<void>
}

/** A PostgreSQL server that is this test's alone to kill, with a database ready for use. Points this process's DATABASE_URL at it. */
export async function startOwnServer(): Promise<OwnServer> {
  const folder = mkdtempSync(join(tmpdir(), 'hearth-crash-'))
  const dataDir = join(folder, 'postgres')
  let server = await startEmbeddedPostgres(dataDir)
  process.env.DATABASE_URL = server.url
  process.env.HEARTH_SECRET ??= 'ab'.repeat(32)
  await closeDatabase()
  await prepareDatabase(server.url)
  return {
    async kill(awayMs) {
      process.kill(server.pid, 'SIGKILL')
      await sleep(awayMs)
      const again = await startEmbeddedPostgres(dataDir)
      if (again.port !== server.port) throw new Error(`PostgreSQL came back at port ${again.port}; everyone looks for it at ${server.port}`)
      server = again
    },
    async stop() {
      await closeDurable()
      await closeDatabase()
      await server.stop()
      rmSync(folder, { recursive: true, force: true })
    },
  }
}
