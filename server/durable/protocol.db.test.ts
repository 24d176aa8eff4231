import { once } from 'node:events'
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import type { Principal } from '../kernel/principal.ts'
import { systemSql } from '../platform/db.ts'
import { testDatabase } from '../platform/test-database.ts'
import { answerWait } from '../runs/answer-wait.ts'
import { agentWith, begin, eventsOf, eventually, flowOf, somebody, startWorkerProcess, stateOf, until, type WorkerProcess } from '../runs/runs.test-kit.ts'
import { closeDurable } from './index.ts'
import { protocol } from './protocol.ts'

const slots = 2
let database: Awaited<ReturnType<typeof testDatabase>>
let ada: Principal
let outside: Server
/** Requests that reached the world outside, in order; the test answers them. */
const reached: { request: IncomingMessage; answer: ServerResponse }[] = []
const workers: WorkerProcess[] = []

beforeAll(async () => {
  database = await testDatabase()
  outside = createServer((request, answer) => void reached.push({ request, answer }))
  await once(outside.listen(0, '127.0.0.1'), 'listening')
})
afterEach(async () => {
  speak('newest')
  delete process.env.HEARTH_WORKSPACE_SLOTS
  await Promise.all(workers.splice(0).map((worker) => worker.stop('SIGKILL')))
  for (const { answer } of reached.splice(0)) answer.destroy()
})
afterAll(async () => {
  outside?.close()
  await closeDurable()
  await database?.drop()
})

/** Which protocol this process and the workers it starts from now on speak: the former is the newest release held back by its setting. */
function speak(which: 'former' | 'newest'): void {
  if (which === 'former') process.env.HEARTH_PROTOCOL = '1'
  else delete process.env.HEARTH_PROTOCOL
}
async function worker(): Promise<WorkerProcess> {
  const started = await startWorkerProcess(undefined, { HEARTH_ALLOW_PRIVATE_ADDRESSES: '1', HEARTH_LEASE_TTL_MS: '5000' })
  workers.push(started)
  return started
}

const short = () => flowOf({ nodes: { id: { block: 'random.id' } } })
const asking = () => flowOf({ nodes: { id: { block: 'random.id' }, ask: { block: 'human.approval', inputs: { title: '?' } } }, wires: ['id.done > ask.after'] })
const calling = () =>
  flowOf({
    nodes: { id: { block: 'random.id' }, call: { block: 'http.request', inputs: { url: `http://127.0.0.1:${(outside.address() as AddressInfo).port}/` } } },
    wires: ['id.done > call.after'],
  })
const request = (n: number) => eventually(async () => reached[n - 1], `request ${n}`)
const completed = (run: string) => until(run, 'completed', 'failed')
const startsOf = async (run: string, path: string) => (await eventsOf(run)).filter((event) => event.kind === 'node.started' && event.path === path).length

async function answered(who: Principal, run: string): Promise<void> {
  const [wait] = await systemSql<{ id: string }>`select id::text from run_wait where run_id = ${run} and status = 'open'`
  await answerWait(who, { wait: wait?.id ?? '', outcome: 'approved', value: {} })
}

/** Who walked each of its segments, and what it is of now. */
async function historyOf(run: string): Promise<{ protocol: number; by: string[] }> {
  const [row] = await systemSql<{ protocol: number }>`select protocol from run where id = ${run}`
  const rows = await systemSql<{
    by: string
  }>`select executor_id as by from dbos.workflow_status where starts_with(workflow_uuid, ${run}) order by workflow_uuid`
  return { protocol: row?.protocol ?? 0, by: rows.map(({ by }) => by) }
}

describe('an upgrade of the engine', { timeout: 180_000 }, () => {
  it.each(['SIGTERM', 'SIGKILL'] as const)(
    '[durable.protocol] leaves open runs to the former workers while there are any, then finishes every one of them (%s)',
    async (end) => {
      ada = await somebody()
      const [ask, call, quick] = [await agentWith(ada, asking()), await agentWith(ada, calling()), await agentWith(ada, short())]
      speak('former')
      const former = await worker()
      const running = await begin(ada, call)
      const [waiting, early] = [await begin(ada, ask), await begin(ada, ask)]
      await Promise.all([request(1), until(waiting, 'waiting'), until(early, 'waiting')])

      speak('newest')
      const next = await worker()
      const fresh = await begin(ada, quick)
      await completed(fresh)
      expect(await historyOf(fresh)).toEqual({ protocol: protocol(), by: [next.executorId] })
      await answered(ada, early)
      await completed(early)
      expect(await historyOf(early)).toEqual({ protocol: 1, by: [former.executorId, former.executorId] })

      const gone = former.stop(end)
      speak('former')
      const queued = await begin(ada, quick) // by a page of the former release, when its last worker goes
      speak('newest')
      await gone
      ;(await request(2)).answer.end('ok')
      await answered(ada, waiting)
      await Promise.all([running, waiting, queued].map(completed))
      expect(await historyOf(waiting)).toEqual({ protocol: protocol(), by: [former.executorId, next.executorId] })
      expect(await historyOf(running)).toEqual({ protocol: protocol(), by: [next.executorId] })
      for (const run of [running, waiting]) expect(await startsOf(run, 'id'), 'what the former worker did is not done again').toBe(1)
    },
  )

  it('[durable.protocol-back] is safe to take back: former workers leave the runs of the new one alone, and are not held up by them', async () => {
    process.env.HEARTH_WORKSPACE_SLOTS = String(slots)
    ada = await somebody()
    const quick = await agentWith(ada, short())
    const news = [await begin(ada, quick), await begin(ada, quick)] // with nobody there, they take all turns of their workspace
    speak('former')
    await worker()
    speak('newest')
    news.push(await begin(ada, quick))
    speak('former')
    for (let n = 0; n <= slots; n++) await completed(await begin(ada, quick))
    for (const run of news) expect(await stateOf(run)).toMatchObject({ status: 'queued', epoch: 0 })
    speak('newest')
    await worker()
    await Promise.all(news.map(completed))
  })
})
