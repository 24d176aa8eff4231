import { afterAll, beforeAll, expect, it } from 'vitest'
import type { Principal } from '../kernel/principal.ts'
import { asSystem, inWorkspace } from '../platform/db.ts'
import { testDatabase } from '../platform/test-database.ts'
import { beginRun } from '../runs/begin-run.ts'
import { agentWith, begin, eventually, flowOf, somebody, startWorkerProcess, until, type WorkerProcess } from '../runs/runs.test-kit.ts'
import { closeDurable } from './index.ts'

const many = Number(process.env.HEARTH_FAIRNESS_RUNS ?? '1000')
let database: Awaited<ReturnType<typeof testDatabase>>
let worker: WorkerProcess | undefined
let [ada, bob]: Principal[] = []
beforeAll(async () => {
  database = await testDatabase()
  ada = await somebody()
  bob = await somebody()
})
afterAll(async () => {
  await worker?.stop()
  await closeDurable()
  await database?.drop()
})

const flow = () => flowOf({ nodes: { id: { block: 'random.id' } } })

it('[durable.fairness] starts the one run of a workspace long before the thousand that another put in first', { timeout: 600_000 }, async () => {
  if (!ada || !bob) throw new Error('nobody is here')
  const { workspaceId, personId } = ada
  const agentId = await agentWith(ada, flow())
  for (let made = 0; made < many; made += 100) {
    await inWorkspace(workspaceId, async (tx) => {
      for (let n = 0; n < 100; n++) await beginRun(tx, { workspaceId, agentId, trigger: 'manual', input: {}, startedBy: personId })
    })
  }
  const queued = await asSystem((tx) => tx.sql<{ n: number }>`select count(*)::int as n from dbos.workflow_status where status = 'ENQUEUED'`)
  expect(queued[0]?.n).toBeLessThanOrEqual(20)
  const bobs = await agentWith(bob, flow())
  const run = await begin(bob, bobs)
  worker = await startWorkerProcess()
  expect(await until(run, 'completed', 'failed')).toMatchObject({ status: 'completed' })
  const [before] = await asSystem(
    (tx) =>
      tx.sql<{
        n: number
      }>`select count(*)::int as n from run where workspace_id = ${workspaceId} and started_at < (select started_at from run where id = ${run})`,
  )
  expect(before?.n).toBeLessThan(100)
  if (process.env.HEARTH_FAIRNESS_RUNS) return await measure(bob, bobs)
  await eventually(
    async () => {
      const [left] = await asSystem(
        (tx) => tx.sql<{ n: number }>`select count(*)::int as n from run where workspace_id = ${workspaceId} and status <> 'completed'`,
      )
      return left?.n === 0 || undefined
    },
    'all runs to end',
    500_000,
  )
})

/** How long the other's runs wait to be started meanwhile: for a look by hand. */
async function measure(who: Principal, agentId: string): Promise<void> {
  const waited: number[] = []
  for (let n = 0; n < 30; n++) {
    const run = await begin(who, agentId)
    await until(run, 'completed', 'failed')
    const [row] = await asSystem(
      (tx) => tx.sql<{ ms: number }>`select extract(epoch from started_at - created_at)::float * 1000 as ms from run where id = ${run}`,
    )
    waited.push(row?.ms ?? 0)
  }
  const [left] = await asSystem((tx) => tx.sql<{ n: number }>`select count(*)::int as n from run where status = 'queued'`)
  waited.sort((a, b) => a - b)
  process.stdout.write(`start latency beside ${many} runs: median ${waited[15]} ms, longest ${waited[29]} ms; ${left?.n} still waited\n`)
}
