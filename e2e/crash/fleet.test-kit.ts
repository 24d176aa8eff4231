import { setTimeout as sleep } from 'node:timers/promises'
import { untilPassed } from '../../server/durable/index.ts'
import { leaseTtlMs } from '../../server/durable/protocol.ts'
import { asSystem } from '../../server/platform/db.ts'
import { startWorkerProcess, type WorkerProcess } from '../../server/runs/runs.test-kit.ts'

export type Fleet = {
  /** kill -9 of one worker, mostly the busiest, chosen by `pick` (0 to 1), when all are there. It is started again at once. Waits until its runs are in other hands; answers how long that took, undefined when it held none. */
  kill(pick: number): Promise<number | undefined>
  workers(): WorkerProcess[]
  /** The lease of workers that start now. */
  leaseMs: number
  /** The database was killed: that workers lose their lease now says nothing of the machine. */
  excuse(): void
  restarts: number
  /** Workers that ended unasked: their lease was over, or the database was away. */
  gaveUp: number
  stop(): Promise<void>
}

/** A short lease, in milliseconds, for tests of many kills: nearly all of a take-over is waiting for the lease to run out. */
export const shortLease = 1000
const longestLease = 8000

/**
 * Run workers as `npm start` keeps them: one that ends is started again. Without `leaseMs` they have the lease that people's
 * workers have. Workers that cannot keep theirs from the start, since the machine has too much to do, get a longer one.
 */
export async function startFleet(
  count: number,
  { script, env, leaseMs }: { script?: string; env?: Record<string, string>; leaseMs?: number } = {},
): Promise<Fleet> {
  const places: (WorkerProcess | undefined)[] = []
  let stopping = false
  let victim: WorkerProcess | undefined
  let excusedUntil = 0
  const excuse = () => {
    excusedUntil = Date.now() + 20_000
  }
  const workers = () => places.filter((worker) => worker !== undefined)
  const fleet: Fleet = { kill, workers, leaseMs: leaseMs ?? leaseTtlMs(), excuse, restarts: 0, gaveUp: 0, stop }
  await Promise.all(Array.from({ length: count }, (_, place) => keep(place)))
  return fleet

  async function keep(place: number): Promise<void> {
    const worker = await begin()
    const readyAt = Date.now()
    places[place] = worker
    void worker?.ended.then(async (code) => {
      places[place] = undefined
      if (stopping) return
      fleet.restarts++
      if (worker !== victim) fleet.gaveUp++
      if (code === lostItsLease && Date.now() - readyAt < 4 * fleet.leaseMs) lengthen()
      await keep(place)
    })
  }

  /** The database may be away: tries for a while. */
  async function begin(): Promise<WorkerProcess | undefined> {
    for (let tries = 1; !stopping; tries++) {
      try {
        return await startWorkerProcess(script, { ...env, HEARTH_LEASE_TTL_MS: String(fleet.leaseMs) })
      } catch (error) {
        if (String(error).includes(`ended with ${lostItsLease}`)) lengthen()
        if (tries === 100 && !stopping) throw error
        await sleep(200)
      }
    }
    return undefined
  }

  function lengthen(): void {
    if (Date.now() > excusedUntil) fleet.leaseMs = Math.min(longestLease, fleet.leaseMs * 2)
  }

  async function kill(pick: number): Promise<number | undefined> {
    while (fleet.workers().length < count && !stopping) await sleep(20) // else nobody would be left to get anything done
    const alive = fleet.workers()
    const loads = await Promise.all(alive.map((worker) => heldBy(worker.executorId)))
    const busiest = loads.indexOf(Math.max(...loads))
    victim = alive[pick < 0.7 ? busiest : Math.floor(((pick - 0.7) / 0.3) * alive.length)]
    if (!victim) return undefined
    const from = Date.now()
    await victim.stop('SIGKILL')
    const held = await heldBy(victim.executorId)
    if (held === 0) return undefined
    while ((await heldBy(victim.executorId)) > 0) await sleep(20)
    return Date.now() - from
  }

  async function stop(): Promise<void> {
    stopping = true
    await Promise.all(fleet.workers().map((worker) => worker.stop()))
  }
}

/** What a worker that lost its lease ends with. */
const lostItsLease = 70

async function heldBy(executorId: string): Promise<number> {
  const [row] = await untilPassed(() =>
    asSystem((tx) => tx.sql<{ held: number }>`select count(*)::int as held from dbos.workflow_status where status = 'PENDING' and executor_id = ${executorId}`),
  )
  return row?.held ?? 0
}

export const median = (list: number[]): number => list.toSorted((a, b) => a - b)[Math.floor(list.length / 2)] ?? 0
