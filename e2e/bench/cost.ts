import pg from 'pg'
import { asSystem } from '../../server/platform/db.ts'

type Cost = { roundTrips: number; commits: number; announcements: number }

/**
 * What `work` costs in SQL round trips from this process and in writing transactions on the server. Announcements (NOTIFY, at
 * most one per 10 ms whatever the number of steps) are transactions too; they are counted apart. Nothing else may run meanwhile.
 */
export async function costOf(work: () => Promise<unknown>): Promise<Cost> {
  const before = await nextTransaction()
  const counting = countQueries()
  await work()
  await new Promise((done) => setTimeout(done, 200)) // what is announced beside the commit belongs to it
  const { queries, announcements, savepoints } = counting.stop()
  return { roundTrips: queries - announcements, commits: (await nextTransaction()) - before - 1 - announcements - savepoints, announcements }
}

/** Transaction ids are given to writers only, and to each savepoint below which something is written: their difference counts writing commits. */
async function nextTransaction(): Promise<number> {
  const [row] = await asSystem((tx) => tx.sql<{ id: string }>`select pg_current_xact_id()::text as id`)
  return Number(row?.id)
}

function countQueries(): { stop(): { queries: number; announcements: number; savepoints: number } } {
  const real = pg.Client.prototype.query
  let queries = 0
  let announcements = 0
  let savepoints = 0
  pg.Client.prototype.query = function counted(this: pg.Client, ...args: unknown[]) {
    queries++
    if ((args[0] as { name?: string })?.name === 'announce') announcements++
    if (args[0] === 'savepoint step') savepoints++
    return Reflect.apply(real, this, args)
  } as typeof real
  return {
    stop() {
      pg.Client.prototype.query = real
      return { queries, announcements, savepoints }
    },
  }
}
