import { once } from 'node:events'
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import type { Principal } from '../kernel/principal.ts'
import { asSystem } from '../platform/db.ts'
import { testDatabase } from '../platform/test-database.ts'
import { agentWith, begin, eventsOf, eventually, flowOf, somebody, startWorkerProcess, stateOf, until, type WorkerProcess } from '../runs/runs.test-kit.ts'
import { closeDurable, removeOld, requeueOrphans } from './index.ts'

const env = { HEARTH_ALLOW_PRIVATE_ADDRESSES: '1', HEARTH_LEASE_TTL_MS: '3000' }

let database: Awaited<ReturnType<typeof testDatabase>>
let ada: Principal
let outside: Server
/** Requests that reached the world outside, in order; the test answers them. */
const reached: { request: IncomingMessage; answer: ServerResponse }[] = []
const workers: WorkerProcess[] = []

beforeAll(async () => {
  database = await testDatabase()
  ada = await somebody()
  outside = createServer((request, answer) => void reached.push({ request, answer }))
  await once(outside.listen(0, '127.0.0.1'), 'listening')
})
afterEach(async () => {
  await Promise.all(workers.splice(0).map((worker) => worker.stop('SIGKILL')))
  for (const { answer } of reached.splice(0)) answer.destroy()
})
afterAll(async () => {
  outside?.close()
  await closeDurable()
  await database?.drop()
})

async function worker(settings: Record<string, string> = env): Promise<WorkerProcess> {
  const started = await startWorkerProcess(undefined, settings)
  workers.push(started)
  return started
}
/** The PostgreSQL process that serves a worker's lease. */
async function leaseBackend(executorId: string): Promise<number> {
  const [row] = await asSystem((tx) => tx.sql<{ pid: number }>`select pid from pg_locks where locktype = 'advisory' and granted and objid = worker_lock(${executorId})::oid`)
  if (!row) throw new Error('no connection keeps this lease')
  return row.pid
}
const call = {
  block: 'http.request',
  inputs: {
    get url() {
      return `http://127.0.0.1:${(outside.address() as AddressInfo).port}/`
    },
  },
}
const nth = (n: number) => eventually(async () => reached[n - 1], `request ${n}`)
const before = { block: 'random.id' }
const chain = () =>
  flowOf({ nodes: { before, call, say: { block: 'reply.text', inputs: { text: 'Done' } } }, wires: ['before.done > call.after', 'call.done > say.after'] })
const started = async (run: string, path: string) => (await eventsOf(run)).filter((event) => event.kind === 'node.started' && event.path === path).length

describe('a worker that goes away', { timeout: 90_000 }, () => {
  it('[durable.take-over] is replaced: another goes on with its runs, repeats the step that was under way and none before', async () => {
    const first = await worker()
    const run = await begin(ada, await agentWith(ada, chain()))
    await nth(1)
    await worker()
    await first.stop('SIGKILL')
    ;(await nth(2)).answer.end('ok')
    expect(await until(run, 'completed', 'failed')).toMatchObject({ status: 'completed', epoch: 2 })
    expect([await started(run, 'before'), await started(run, 'say')]).toEqual([1, 1])
    const kinds = (await eventsOf(run)).map((event) => event.kind)
    expect(kinds.filter((kind) => kind === 'run.recovered')).toHaveLength(1)
    expect(reached[0]?.request.headers['idempotency-key']).toBe(reached[1]?.request.headers['idempotency-key'])
  })

  it('[durable.take-over-soon] that was killed is replaced as soon as its connection is gone, not when its lease runs out', async () => {
    const long = { ...env, HEARTH_LEASE_TTL_MS: '600000' }
    const first = await worker(long)
    const run = await begin(ada, await agentWith(ada, chain()))
    await nth(1)
    await worker(long)
    await first.stop('SIGKILL')
    ;(await nth(2)).answer.end('ok')
    expect(await until(run, 'completed', 'failed')).toMatchObject({ status: 'completed', epoch: 2 })
  })

  it('[durable.keeps-its-runs] that only lost its connection keeps what it holds', async () => {
    const first = await worker()
    const run = await begin(ada, await agentWith(ada, chain()))
    const waiting = await nth(1)
    await worker()
    for (let cut = 0; cut < 3; cut++) {
      const backend = await leaseBackend(first.executorId)
      await asSystem((tx) => tx.sql`select pg_terminate_backend(${backend}::int)`)
      await eventually(async () => [await leaseBackend(first.executorId).catch(() => backend)].find((again) => again !== backend), 'another connection')
    }
    waiting.answer.end('ok')
    expect(await until(run, 'completed', 'failed')).toMatchObject({ status: 'completed', epoch: 1 })
  })

  it('[durable.hand-over] that is told to end gives its runs away at once, not when its lease runs out', async () => {
    const first = await worker()
    const run = await begin(ada, await agentWith(ada, chain()))
    await nth(1)
    await worker()
    const ended = first.stop('SIGTERM')
    await nth(2)
    const [lease] = await asSystem(
      (tx) =>
        tx.sql<{
          age: number
        }>`select extract(epoch from clock_timestamp() - max(started_at))::float as age from worker_lease where executor_id = ${first.executorId}`,
    )
    await ended
    expect(lease?.age).toBeNull()
    reached[1]?.answer.end('ok')
    expect((await until(run, 'completed', 'failed')).status).toBe('completed')
  })

  it('[durable.fence] that only slept can write nothing more when it wakes, and ends', async () => {
    const sleeper = await worker()
    const run = await begin(ada, await agentWith(ada, chain()))
    const first = await nth(1)
    await worker()
    sleeper.child.kill('SIGSTOP')
    const second = await nth(2)
    first.answer.end('the sleeper')
    sleeper.child.kill('SIGCONT')
    expect(await sleeper.ended).toBe(70)
    second.answer.end('the other')
    const ended = await until(run, 'completed', 'failed')
    expect(ended).toMatchObject({ status: 'completed', epoch: 2 })
    const outputs = (await eventsOf(run)).flatMap((event) => (event.kind === 'node.completed' && event.path === 'call' ? [event.output] : []))
    expect(outputs).toHaveLength(1)
    expect(JSON.stringify(outputs)).toContain('the other')
  })

  it('leaves its runs in the queue when nobody else is there, for whoever comes', async () => {
    const only = await worker()
    const run = await begin(ada, await agentWith(ada, chain()))
    await nth(1)
    await only.stop('SIGKILL')
    expect((await stateOf(run)).status).toBe('running')
    await worker()
    ;(await nth(2)).answer.end('ok')
    expect((await until(run, 'completed', 'failed')).status).toBe('completed')
  })
})

describe('the last net', { timeout: 90_000 }, () => {
  it('[durable.orphans] gives a run that lost its place in the queue a new one', async () => {
    const run = await begin(ada, await agentWith(ada, flowOf({ nodes: { before } })))
    await asSystem((tx) => tx.sql`delete from dbos.workflow_status where workflow_uuid = ${`${run}:1`}`)
    expect(await requeueOrphans()).toBe(1)
    expect(await requeueOrphans()).toBe(0)
    await worker()
    expect(await until(run, 'completed', 'failed')).toMatchObject({ status: 'completed', segment: 2 })
  })

  it('[durable.retention] removes ended runs when their time is over, with all that belongs to them, and nothing else', async () => {
    await worker()
    const agent = await agentWith(ada, flowOf({ nodes: { before } }))
    const [old, young, waiting] = [
      await begin(ada, agent),
      await begin(ada, agent),
      await begin(ada, await agentWith(ada, flowOf({ nodes: { ok: { block: 'human.approval', inputs: { title: '?' } } } }))),
    ]
    await Promise.all([until(old, 'completed'), until(young, 'completed'), until(waiting, 'waiting')])
    await asSystem((tx) => tx.sql`update run set finished_at = finished_at - interval '31 days' where id = ${old}`)
    await asSystem((tx) => tx.sql`update dbos.workflow_status set completed_at = completed_at - 3600000 where workflow_uuid = ${`${old}:1`}`)
    expect(await removeOld(0)).toMatchObject({ runs: 0 })
    expect(await removeOld(30)).toMatchObject({ runs: 1 })
    const left = await asSystem((tx) => tx.sql<{ id: string }>`select id::text from run where id = any(${[old, young, waiting]}::uuid[])`)
    expect(left.map(({ id }) => id).sort()).toEqual([young, waiting].sort())
    const traces = await asSystem(
      (tx) => tx.sql`select run_id::text from run_step where run_id = ${old} union all select feed_id::text from feed_entry where feed_id = ${old}
      union all select id::text from feed where id = ${old} union all select workflow_uuid from dbos.workflow_status where workflow_uuid = ${`${old}:1`}`,
    )
    expect(traces).toEqual([])
  })
})
