import packageJson from '../../package.json' with { type: 'json' }
import { asSystem } from './db.ts'

export type Health = {
  /** This process answers. */
  live: true
  /** It can serve: the database answers. */
  ready: boolean
  version: string
  database: 'ok' | 'away'
  /** Run workers whose lease is alive. Without one, messages are kept and wait. */
  workers: number
}

export async function health(): Promise<Health> {
  try {
    const [row] = await asSystem((tx) => tx.sql<{ n: number }>`select count(*) as n from worker_lease l where worker_alive(l)`)
    return { live: true, ready: true, version: packageJson.version, database: 'ok', workers: row?.n ?? 0 }
  } catch {
    return { live: true, ready: false, version: packageJson.version, database: 'away', workers: 0 }
  }
}
