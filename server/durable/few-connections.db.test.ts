import { afterAll, beforeAll, expect, it } from 'vitest'
import { openLedger } from '../memory/records/index.ts'
import { asSystem, inWorkspace } from '../platform/db.ts'
import { testDatabase } from '../platform/test-database.ts'
import { agentWith, begin, flowOf, somebody, startWorkerProcess, until, type WorkerProcess } from '../runs/runs.test-kit.ts'
import { closeDurable } from './index.ts'

let database: Awaited<ReturnType<typeof testDatabase>>
let worker: WorkerProcess
beforeAll(async () => {
  database = await testDatabase()
  worker = await startWorkerProcess(undefined, { HEARTH_POOL: '1' })
})
afterAll(async () => {
  await worker?.stop()
  await closeDurable()
  await database?.drop()
})

/** Each arm's transaction waits for what the other arms write: with one connection for both, none would ever go on. */
const flow = () =>
  flowOf({
    nodes: Object.fromEntries(
      [1, 2, 3].flatMap((n) => [
        [`move${n}`, { block: 'ledger.transfer', inputs: { to: 'Anna', amount: '0.01', currency: 'EUR' } }],
        [`draw${n}`, { block: 'random.id' }],
      ]),
    ),
  })

it('[durable.few-connections] a worker with one connection to a pool finishes what it has, many runs at once', async () => {
  const ada = await somebody()
  await inWorkspace(ada.workspaceId, (tx) => openLedger(tx, ada.workspaceId, 'Ada'))
  const agent = await agentWith(ada, flow())
  const runs = await Promise.all(Array.from({ length: 20 }, () => begin(ada, agent)))
  for (const run of runs) await until(run, 'completed')
  const [moved] = await asSystem(
    (tx) => tx.sql<{ count: number }>`select count(*)::int as count from ledger_transfer where idempotency_key not like 'opening:%'`,
  )
  expect(moved?.count).toBe(60)
})
