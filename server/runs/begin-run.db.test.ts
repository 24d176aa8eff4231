import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { closeDurable } from '../durable/index.ts'
import { newId } from '../kernel/ids.ts'
import type { Principal } from '../kernel/principal.ts'
import { openLedger } from '../memory/records/index.ts'
import { asSystem, inWorkspace } from '../platform/db.ts'
import { testDatabase } from '../platform/test-database.ts'
import { beginRun, getRun, listRuns, startRun } from './index.ts'
import { agentWith, begin, eventsOf, flowOf, somebody, startWorkerProcess, until, type WorkerProcess } from './runs.test-kit.ts'

let database: Awaited<ReturnType<typeof testDatabase>>
let worker: WorkerProcess
let ada: Principal

beforeAll(async () => {
  database = await testDatabase()
  worker = await startWorkerProcess()
  ada = await somebody()
  await inWorkspace(ada.workspaceId, (tx) => openLedger(tx, ada.workspaceId, 'Ada'))
})
afterAll(async () => {
  await worker?.stop()
  await closeDurable()
  await database?.drop()
})

const transfer = (amount: string) => flowOf({ nodes: { pay: { block: 'ledger.transfer', inputs: { to: 'anna', amount, memo: 'lunch' } } } })
const transfers = () => inWorkspace(ada.workspaceId, (tx) => tx.sql`select from ledger_transfer where idempotency_key not like 'opening:%'`)

describe('starting a run', () => {
  it('[runs.start-is-one-commit] leaves nothing when the transaction it is part of is taken back', async () => {
    const agent = await agentWith(ada, flowOf({ nodes: { id: { block: 'random.id' } } }))
    const runId = newId()
    const attempt = inWorkspace(ada.workspaceId, async (tx) => {
      await beginRun(tx, { id: runId, workspaceId: ada.workspaceId, agentId: agent, trigger: 'chat', input: {}, startedBy: ada.personId })
      throw new Error('the message could not be stored')
    })
    await expect(attempt).rejects.toThrow('the message could not be stored')
    const left = await asSystem(
      (tx) => tx.sql`select id::text from run where id = ${runId} union all select id::text from feed where id = ${runId}
      union all select workflow_uuid from dbos.workflow_status where workflow_uuid = ${`${runId}:1`}`,
    )
    expect(left).toEqual([])
  })

  it('[runs.start-idempotent] with the same key is one run', async () => {
    const agent = await agentWith(ada, flowOf({ nodes: { id: { block: 'random.id' } } }))
    const both = await Promise.all([1, 2, 3].map(() => begin(ada, agent, {}, { idempotencyKey: 'message:1' })))
    expect(new Set(both).size).toBe(1)
    await until(both[0] ?? '', 'completed')
    expect((await eventsOf(both[0] ?? '')).filter((event) => event.kind === 'run.created')).toHaveLength(1)
  })

  it('says what to do when the agent was never published', async () => {
    const agent = await agentWith(ada, flowOf({ nodes: { id: { block: 'random.id' } } }))
    await asSystem((tx) => tx.sql`update agent set published_revision = null where id = ${agent}`)
    await expect(begin(ada, agent)).rejects.toMatchObject({ code: 'conflict', message: expect.stringContaining('publish it') })
  })

  it('[runs.transaction-once] moves money once, in the commit of its checkpoint', async () => {
    const agent = await agentWith(ada, transfer('25'))
    const run = await startRun(ada, { workspace: ada.workspaceSlug, agent, input: {} })
    const ended = await until(run.id, 'completed', 'failed')
    expect(ended.output).toMatchObject({ pay: { status: 'posted', amount: { amountMinor: '2500' } } })
    expect(await transfers()).toHaveLength(1)
    const [same] = await asSystem(
      (tx) => tx.sql<{ same: boolean }>`
      select (select xmin from ledger_transfer where idempotency_key = ${`${run.id}/pay`}) = (select xmin from run_step where run_id = ${run.id} and path = 'pay') as same`,
    )
    expect(same?.same).toBe(true)
  })

  it('[runs.failure-leaves-nothing] fails with the reason when a block fails, and what that block wrote is taken back', async () => {
    const before = (await transfers()).length
    const agent = await agentWith(ada, transfer('99999999'))
    const run = await begin(ada, agent)
    const ended = await until(run, 'completed', 'failed')
    expect(ended).toMatchObject({ status: 'failed', error: { code: 'insufficient-funds' } })
    expect(await transfers()).toHaveLength(before)
    const events = await eventsOf(run)
    expect(events.at(-1)).toMatchObject({ kind: 'run.failed', path: 'pay' })
  })

  it('keeps texts that JSON allows and PostgreSQL does not', async () => {
    const agent = await agentWith(ada, flowOf({ nodes: { start: { block: 'chat.message' }, say: { block: 'reply.text' } }, wires: ['start.text > say.text'] }))
    const run = await begin(ada, agent, { text: 'a\u0000b \ud800 c', author: 'Ada', room: '' })
    const ended = await until(run, 'completed', 'failed')
    expect(ended.output).toEqual({ say: { text: 'a\ufffdb \ufffd c' } })
  })
})

describe('looking at runs', () => {
  it('lists them newest first, page by page, and only those of the workspace', async () => {
    const bob = await somebody()
    const agent = await agentWith(bob, flowOf({ nodes: { id: { block: 'random.id' } } }))
    const ids: string[] = []
    for (let i = 0; i < 5; i++) ids.unshift(await begin(bob, agent, { text: `message ${i}` }))
    const query = { workspace: bob.workspaceSlug, limit: 3 }
    const first = await listRuns(bob, query)
    const second = await listRuns(bob, { ...query, before: first.runs.at(-1)?.id })
    expect([...first.runs, ...second.runs].map((run) => run.id)).toEqual(ids)
    expect([first.more, second.more]).toEqual([true, false])
    expect(first.runs[0]).toMatchObject({ preview: 'message 4', agentName: 'Agent', revisionNumber: 1, startedBy: 'Ada' })
    await expect(getRun(ada, { workspace: ada.workspaceSlug, run: ids[0] ?? '' })).rejects.toMatchObject({ code: 'not-found' })
  })
})
