import { afterAll, beforeAll, expect, it } from 'vitest'
import { closeDurable, untilPassed } from '../../server/durable/index.ts'
import { asSystem } from '../../server/platform/db.ts'
import { testDatabase } from '../../server/platform/test-database.ts'
import { answerWait } from '../../server/runs/index.ts'
import { begin, eventually, until } from '../../server/runs/runs.test-kit.ts'
import { beginMany, parked, payer, shuffled, type Waiting } from '../approvals.test-kit.ts'
import { type Fleet, shortLease, startFleet } from './fleet.test-kit.ts'
import { seeded } from './seeded.test-kit.ts'

const many = Number(process.env.HEARTH_CRASH_APPROVALS ?? '1000')
const workspaces = 5
const lanes = 8

let database: Awaited<ReturnType<typeof testDatabase>>
let fleet: Fleet

beforeAll(async () => {
  database = await testDatabase()
  fleet = await startFleet(2, { env: { HEARTH_LEASE_TTL_MS: String(shortLease) } })
})
afterAll(async () => {
  await fleet?.stop()
  await closeDurable()
  await database?.drop()
})

it('[crash.approvals] a thousand approvals wait through the death of all workers, hold nothing, and end well in whatever order they are answered', async () => {
  const payers = await Promise.all(Array.from({ length: workspaces }, payer))
  const all = await Promise.all(payers.map(async ({ who, agent }) => await parked(who, await beginMany(who, agent, many / workspaces))))
  await killAll()

  await eventually(async () => ((await held()) === 0 ? true : undefined), 'the queue to be empty and no turn to be taken')
  const [first] = payers
  if (!first) throw new Error('nobody is here')
  const [fresh] = await parked(first.who, [await begin(first.who, first.agent)])
  if (!fresh) throw new Error('the fresh run asks nothing')
  await answer(fresh)
  expect((await until(fresh.run, 'completed', 'failed')).status).toBe('completed')

  const order = shuffled(all.flat(), seeded(3))
  const half = Math.ceil(order.length / 2)
  await Promise.all([answerAll(order.slice(0, half)), killAll()])
  await answerAll(order.slice(half))
  await eventually(async () => ((await states()).every(({ status }) => status === 'completed') ? true : undefined), 'all runs to end well', 120_000)

  expect(await states()).toEqual([{ status: 'completed', n: many + 1 }])
  for (const [n, { who }] of payers.entries()) {
    const sent = many / workspaces + (n === 0 ? 1 : 0)
    expect(await entries(who.workspaceId)).toEqual({ runs: sent, transfers: sent, entries: 2 * sent, cents: String(sent) })
  }
})

async function killAll(): Promise<void> {
  const former = new Set(fleet.workers())
  for (const worker of former) worker.child.kill('SIGKILL')
  await eventually(async () => (fleet.workers().filter((worker) => !former.has(worker)).length === 2 ? true : undefined), 'both workers to be back')
}

async function answerAll(waiting: readonly Waiting[]): Promise<void> {
  const left = [...waiting]
  await Promise.all(
    Array.from({ length: lanes }, async () => {
      for (let next = left.pop(); next; next = left.pop()) await answer(next)
    }),
  )
}

const answer = ({ who, wait }: Waiting) => untilPassed(() => answerWait(who, { wait, outcome: 'approved', value: {} }))

/** What the parked runs hold: places in the queue or in a worker, and turns of their workspace. */
async function held(): Promise<number> {
  const [row] = await asSystem(
    (tx) =>
      tx.sql<{
        n: number
      }>`select (select count(*) from dbos.workflow_status where status in ('ENQUEUED', 'PENDING')) + (select count(*) from run where admitted) as n`,
  )
  return row?.n ?? 0
}

const states = () => asSystem((tx) => tx.sql<{ status: string; n: number }>`select status, count(*) as n from run group by status`)

async function entries(workspaceId: string) {
  const [row] = await asSystem(
    (
      tx,
    ) => tx.sql`select count(distinct split_part(t.idempotency_key, '/', 1))::int as runs, count(distinct t.id)::int as transfers, count(e.id)::int as entries,
      sum(e.amount_minor) filter (where a.key = 'anna')::text as cents
    from ledger_transfer t join ledger_entry e on e.transfer_id = t.id join ledger_account a on a.id = e.account_id
    where t.workspace_id = ${workspaceId} and t.idempotency_key not like 'opening:%'`,
  )
  return row
}
