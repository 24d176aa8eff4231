import { setTimeout as sleep } from 'node:timers/promises'
import { asSystem } from '../../server/platform/db.ts'
import { startWorkerProcess, type WorkerProcess } from '../../server/runs/runs.test-kit.ts'

export type Fleet = {
  /** kill -9 of one worker, mostly the busiest, chosen by `pick` (0 to 1), when all are there. It is started again at once. Waits until its runs are in other hands; answers how long that took, undefined when it held none. */
  kill(pick: number): Promise<number | undefined>
  workers(): WorkerProcess[]
  restarts: number
  stop(): Promise<void>
}

/** Run workers as `npm start` keeps them: one that ends is started again. */
export async function startFleet(count: number, options: { script?: string; env?: Record<string, string> } = {}): Promise<Fleet> {
  const places: (WorkerProcess | undefined)[] = []
  let stopping = false
  const fleet: Fleet = { kill, workers: () => places.filter((worker) => worker !== undefined), restarts: 0, stop }
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
    const victim = alive[pick < 0.7 ? busiest : Math.floor(((pick - 0.7) / 0.3) * alive.length)]
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

/** The same numbers in every run of the test (mulberry32). */
export function seeded(seed: number): () => number {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let t = Math.imul(state ^ (state >>> 15), 1 | state)
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296
  }
}
