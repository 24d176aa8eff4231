import { setTimeout as sleep } from 'node:timers/promises'
import { asSystem } from '../../server/platform/db.ts'
import { startWorkerProcess, type WorkerProcess } from '../../server/runs/runs.test-kit.ts'

export type Fleet = {
  /** kill -9 of one worker, mostly the busiest, chosen by `pick` (0 to 1), when all are there. It is started again at once. Waits until its runs are in other hands; answers how long that took, undefined when it held none. */
  kill(pick: number): Promise<number | undefined>
  workers(): WorkerProcess[]
  restarts: number
  /** Workers that ended unasked: their lease was over, or the database was away. */
  gaveUp: number
  stop(): Promise<void>
}

/** A short lease, in milliseconds, for tests of many kills: nearly all of a take-over is waiting for the lease to run out. Workers that beat too late on a busy machine end, as they should, and are started again. */
export const shortLease = 1000

/** Run workers as `npm start` keeps them: one that ends is started again. */
export async function startFleet(count: number, options: { script?: string; env?: Record<string, string> } = {}): Promise<Fleet> {
  const places: (WorkerProcess | undefined)[] = []
  let stopping = false
  let victim: WorkerProcess | undefined
  const fleet: Fleet = { kill, workers: () => places.filter((worker) => worker !== undefined), restarts: 0, gaveUp: 0, stop }
  await Promise.all(Array.from({ length: count }, (_, place) => keep(place)))
  return fleet

  async function keep(place: number): Promise<void> {
    const worker = await startWorkerProcess(options.script, options.env).catch((error: unknown) => {
      if (stopping) return undefined
      throw error
    })
    places[place] = worker
    void worker?.ended.then(async () => {
      places[place] = undefined
      if (stopping) return
      fleet.restarts++
      if (worker !== victim) fleet.gaveUp++
      for (let tries = 0; tries < 100 && !stopping; tries++) {
        try {
          return await keep(place)
        } catch {
          await sleep(200) // the database is away
        }
      }
    })
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

async function heldBy(executorId: string): Promise<number> {
  const [row] = await asSystem(
    (tx) => tx.sql<{ held: number }>`select count(*)::int as held from dbos.workflow_status where status = 'PENDING' and executor_id = ${executorId}`,
  )
  return row?.held ?? 0
}

export const median = (list: number[]): number => list.toSorted((a, b) => a - b)[Math.floor(list.length / 2)] ?? 0
