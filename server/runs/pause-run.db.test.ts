import { once } from 'node:events'
import { createServer, type Server, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { closeDurable } from '../durable/index.ts'
import type { EngineEvent } from '../engine/events.ts'
import { emptyRun, foldRun } from '../engine/run-state.ts'
import type { Principal } from '../kernel/principal.ts'
import { testDatabase } from '../platform/test-database.ts'
import { answerWait, bulkRuns, cancelRun, getRun, pauseRun, resumeRun } from './index.ts'
import { agentWith, begin, eventsOf, eventually, flowOf, somebody, startWorkerProcess, stateOf, until, type WorkerProcess } from './runs.test-kit.ts'

let database: Awaited<ReturnType<typeof testDatabase>>
let worker: WorkerProcess
let ada: Principal
let server: Server
const open: ServerResponse[] = []
beforeAll(async () => {
  database = await testDatabase()
  worker = await startWorkerProcess(undefined, { HEARTH_ALLOW_PRIVATE_ADDRESSES: '1' })
  server = createServer((_request, response) => void open.push(response))
  await once(server.listen(0, '127.0.0.1'), 'listening')
})
afterAll(async () => {
  await worker?.stop()
  server?.closeAllConnections()
  server?.close()
  await closeDurable()
  await database?.drop()
})
beforeEach(async () => {
  ada = await somebody()
  open.length = 0
})

const asking = () => agentWith(ada, flowOf({ nodes: { ask: { block: 'human.approval', inputs: { title: 'Go?' } } } }))
/** Calls a service that answers when the test wants, then draws an id. */
const calling = () =>
  agentWith(
    ada,
    flowOf({
      nodes: { get: { block: 'http.request', inputs: { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/` } }, id: { block: 'random.id' } },
      wires: ['get.done > id.after'],
    }),
  )
const answerOf = () => eventually(async () => open[0], 'the service to be called')
const detail = (run: string) => getRun(ada, { workspace: ada.workspaceSlug, run })
const say = async (run: string) => answerWait(ada, { wait: (await detail(run)).waits[0]?.id ?? '', outcome: 'approved', value: {} })
const kinds = (events: EngineEvent[], ...of: string[]) => events.map(({ kind }) => kind).filter((kind) => of.includes(kind))

describe('pausing a run', () => {
  it('[runs.pause-running] holds it when the step under way is done, and resuming does nothing twice', async () => {
    const run = await begin(ada, await calling())
    const response = await answerOf()
    expect(await pauseRun(ada, { run })).toMatchObject({ status: 'running', pausing: true })
    response.end('hello')
    await until(run, 'paused')
    expect((await eventsOf(run)).at(-1)).toEqual({ kind: 'run.paused', segment: 1, by: 'Ada' })
    const done = (await eventsOf(run)).filter(({ kind }) => kind === 'node.completed')
    expect(done[0]).toMatchObject({ path: 'get' })
    expect((await resumeRun(ada, { run })).status).toBe('queued')
    await until(run, 'completed')
    const events = await eventsOf(run)
    expect(open).toHaveLength(1)
    expect(kinds(events, 'run.paused', 'run.resumed', 'run.recovered', 'run.completed')).toEqual(['run.paused', 'run.resumed', 'run.completed'])
    expect(events.find(({ kind }) => kind === 'run.resumed')).toMatchObject({ answers: [], by: 'Ada' })
  })

  it('[runs.pause-waiting] holds one that waits: an answer is taken, and counts when it goes on', async () => {
    const run = await begin(ada, await asking())
    await until(run, 'waiting')
    expect((await pauseRun(ada, { run })).status).toBe('paused')
    expect((await pauseRun(ada, { run })).status).toBe('paused')
    await say(run)
    expect((await stateOf(run)).status).toBe('paused')
    await resumeRun(ada, { run })
    await until(run, 'completed')
  })

  it('waits on when nothing came meanwhile; every screen sees the same', async () => {
    const run = await begin(ada, await asking())
    await until(run, 'waiting')
    await pauseRun(ada, { run })
    const folded = async () => (await eventsOf(run)).reduce((state, event) => foldRun(state, event), emptyRun)
    expect((await folded()).status).toBe('paused')
    expect((await resumeRun(ada, { run })).status).toBe('waiting')
    expect(await folded()).toMatchObject({ status: 'waiting', segment: 1 })
    await pauseRun(ada, { run })
    await resumeRun(ada, { run })
    await say(run)
    await until(run, 'completed')
  })

  it('[runs.pause-crash] is heard by the worker that takes the run over', async () => {
    const first = await startWorkerProcess(undefined, { HEARTH_ALLOW_PRIVATE_ADDRESSES: '1' })
    await worker.stop()
    const run = await begin(ada, await calling())
    await answerOf()
    await eventually(async () => (kinds(await eventsOf(run), 'node.started').length > 0 ? true : undefined), 'the step to be told of')
    await first.stop('SIGKILL')
    await pauseRun(ada, { run })
    worker = await startWorkerProcess(undefined, { HEARTH_ALLOW_PRIVATE_ADDRESSES: '1' })
    await until(run, 'paused')
    expect(open).toHaveLength(1)
    await resumeRun(ada, { run })
    ;(await eventually(async () => open[1], 'the service to be called again')).end('hello')
    await until(run, 'completed')
    expect(kinds(await eventsOf(run), 'run.recovered', 'run.paused', 'run.resumed')).toEqual(['run.recovered', 'run.paused', 'run.resumed'])
  })

  it('[runs.pause-bulk] is done to many at once, each by itself; a paused run can be cancelled, one that ended not paused', async () => {
    const agent = await asking()
    const runs = [await begin(ada, agent), await begin(ada, agent)]
    for (const run of runs) await until(run, 'waiting')
    const [one = '', two = ''] = runs
    await cancelRun(ada, { run: two })
    expect((await bulkRuns(ada, { action: 'pause', runs })).results.map(({ ok }) => ok)).toEqual([true, false])
    expect((await bulkRuns(ada, { action: 'resume', runs })).results).toMatchObject([{ ok: true }, { ok: false, error: { code: 'conflict' } }])
    await pauseRun(ada, { run: one })
    expect((await cancelRun(ada, { run: one })).status).toBe('cancelled')
  })

  it('is for operators of the workspace only', async () => {
    const run = await begin(ada, await asking())
    await expect(pauseRun({ ...ada, role: 'viewer' }, { run })).rejects.toMatchObject({ code: 'not-allowed' })
    await expect(resumeRun({ ...ada, role: 'viewer' }, { run })).rejects.toMatchObject({ code: 'not-allowed' })
    await expect(pauseRun(await somebody(), { run })).rejects.toMatchObject({ code: 'not-found' })
    await expect(resumeRun(ada, { run })).rejects.toMatchObject({ code: 'conflict' })
  })
})
