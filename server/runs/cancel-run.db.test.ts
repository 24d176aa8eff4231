import { once } from 'node:events'
import { createServer, type IncomingMessage, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { closeDurable } from '../durable/index.ts'
import type { Principal } from '../kernel/principal.ts'
import { testDatabase } from '../platform/test-database.ts'
import { answerWait, cancelRun, getRun } from './index.ts'
import { agentWith, begin, eventsOf, flowOf, somebody, startWorkerProcess, until, type WorkerProcess } from './runs.test-kit.ts'

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
