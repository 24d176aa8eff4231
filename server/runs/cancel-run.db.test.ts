import { once } from 'node:events'
import { createServer, type IncomingMessage, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { closeDurable } from '../durable/index.ts'
import type { Principal } from '../kernel/principal.ts'
import { testDatabase } from '../platform/test-database.ts'
import { answerWait, cancelRun, getRun } from './index.ts'
import { agentWith, begin, eventsOf, flowOf, somebody, startWorkerProcess, stateOf, until, type WorkerProcess } from './runs.test-kit.ts'

let database: Awaited<ReturnType<typeof testDatabase>>
let worker: WorkerProcess
let ada: Principal
let never: Server

beforeAll(async () => {
  database = await testDatabase()
  worker = await startWorkerProcess(undefined, { HEARTH_ALLOW_PRIVATE_ADDRESSES: '1' })
  ada = await somebody()
  never = createServer(() => undefined)
  await once(never.listen(0, '127.0.0.1'), 'listening')
})
afterAll(async () => {
  await worker?.stop()
  never?.close()
  await closeDurable()
  await database?.drop()
})

describe('cancelling a run', () => {
  it('[runs.cancel-reaches-calls] reaches a call that is under way, and ends the run', async () => {
    const agent = await agentWith(
      ada,
      flowOf({
        nodes: {
          get: { block: 'http.request', inputs: { url: `http://127.0.0.1:${(never.address() as AddressInfo).port}/` } },
          say: { block: 'reply.text', inputs: { text: 'x' } },
        },
        wires: ['get.done > say.after'],
      }),
    )
    const called = once(never, 'request') as Promise<[IncomingMessage]>
    const run = await begin(ada, agent)
    const [request] = await called
    const cut = once(request.socket, 'close')
    await cancelRun(ada, { run })
    await cut
    expect((await until(run, 'cancelled', 'completed', 'failed')).status).toBe('cancelled')
    const events = await eventsOf(run)
    expect(events.at(-1)).toEqual({ kind: 'run.cancelled', by: 'Ada' })
    expect(events.some((event) => event.kind === 'node.completed')).toBe(false)
  })

  it('ends a waiting run at once; its question can no longer be answered', async () => {
    const agent = await agentWith(ada, flowOf({ nodes: { ok: { block: 'human.approval', inputs: { title: 'Go?' } } } }))
    const run = await begin(ada, agent)
    await until(run, 'waiting')
    expect((await cancelRun(ada, { run })).status).toBe('cancelled')
    const { waits } = await getRun(ada, { workspace: ada.workspaceSlug, run })
    expect(waits[0]?.status).toBe('cancelled')
    await expect(answerWait(ada, { wait: waits[0]?.id ?? '', outcome: 'approved', value: {} })).rejects.toMatchObject({ code: 'expired' })
  })

  it('[runs.cancel-children] takes the runs it began with it, down the line, unless a block says that they go on by themselves', async () => {
    const asking = await agentWith(ada, flowOf({ nodes: { ok: { block: 'human.approval', inputs: { title: 'Go?' } } } }))
    /** Begins another run, then waits for people. */
    const starter = (agent: string, more: object = {}) =>
      agentWith(
        ada,
        flowOf({
          nodes: { begin: { block: 'flow.start', inputs: { agent, ...more } }, ok: { block: 'human.approval', inputs: { title: 'Go?' } } },
          wires: ['begin.done > ok.after'],
        }),
      )
    const childOf = async (run: string) => {
      await until(run, 'waiting')
      const started = (await eventsOf(run)).find((event) => event.kind === 'child.started')
      const child = started?.kind === 'child.started' ? (started.run ?? '') : ''
      await until(child, 'waiting')
      return child
    }
    const parent = await begin(ada, await starter(await starter(asking)))
    const child = await childOf(parent)
    const grandchild = await childOf(child)
    const alone = await begin(ada, await starter(asking, { cancelWithParent: false }))
    const goesOn = await childOf(alone)
    await cancelRun(ada, { run: parent })
    for (const run of [parent, child, grandchild]) {
      await until(run, 'cancelled')
      expect((await eventsOf(run)).at(-1)).toEqual({ kind: 'run.cancelled', by: 'Ada' })
    }
    await cancelRun(ada, { run: alone })
    expect((await stateOf(goesOn)).status).toBe('waiting')
  })

  it('[runs.cancel-awaited] always takes with it the run that it waits for', async () => {
    const asking = await agentWith(ada, flowOf({ nodes: { ok: { block: 'human.approval', inputs: { title: 'Go?' } } } }))
    const flow = flowOf({
      nodes: { begin: { block: 'flow.start', inputs: { agent: asking, cancelWithParent: false } }, end: { block: 'flow.await' } },
      wires: ['begin.run > end.run'],
    })
    const parent = await begin(ada, await agentWith(ada, flow))
    await until(parent, 'waiting')
    const started = (await eventsOf(parent)).find((event) => event.kind === 'child.started')
    const child = started?.kind === 'child.started' ? (started.run ?? '') : ''
    await until(child, 'waiting')
    await cancelRun(ada, { run: parent })
    await until(child, 'cancelled')
    expect((await getRun(ada, { workspace: ada.workspaceSlug, run: child })).waits[0]?.status).toBe('cancelled')
  })

  it('[runs.cancel-children] finds those that nobody cancelled in time', async () => {
    const asking = await agentWith(ada, flowOf({ nodes: { ok: { block: 'human.approval', inputs: { title: 'Go?' } } } }))
    const parent = await begin(ada, asking)
    await until(parent, 'waiting')
    await cancelRun(ada, { run: parent })
    const late = await begin(ada, asking, {}, { parent: { run: parent, root: parent, depth: 1, cancelWithParent: true } })
    await until(late, 'cancelled')
  })

  it('leaves a run that has ended as it ended', async () => {
    const agent = await agentWith(ada, flowOf({ nodes: { id: { block: 'random.id' } } }))
    const run = await begin(ada, agent)
    await until(run, 'completed')
    expect((await cancelRun(ada, { run })).status).toBe('completed')
  })

  it('is for operators of the workspace only', async () => {
    const agent = await agentWith(ada, flowOf({ nodes: { ok: { block: 'human.approval', inputs: { title: 'Go?' } } } }))
    const run = await begin(ada, agent)
    await expect(cancelRun({ ...ada, role: 'viewer' }, { run })).rejects.toMatchObject({ code: 'not-allowed' })
    await expect(cancelRun(await somebody(), { run })).rejects.toMatchObject({ code: 'not-found' })
  })
})
