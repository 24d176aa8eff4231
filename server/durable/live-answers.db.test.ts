import { once } from 'node:events'
import { createServer, type Server, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Principal } from '../kernel/principal.ts'
import { inWorkspace } from '../platform/db.ts'
import { testDatabase } from '../platform/test-database.ts'
import { agentWith, begin, eventsOf, eventually, flowOf, somebody, startWorkerProcess, stateOf, until, type WorkerProcess } from '../runs/runs.test-kit.ts'
import { settleWait } from '../runs/settle-wait.ts'
import { closeDurable } from './index.ts'

let database: Awaited<ReturnType<typeof testDatabase>>
let ada: Principal
let outside: Server
let worker: WorkerProcess
const reached: ServerResponse[] = []
beforeAll(async () => {
  database = await testDatabase()
  ada = await somebody()
  outside = createServer((_, answer) => void reached.push(answer))
  await once(outside.listen(0, '127.0.0.1'), 'listening')
  worker = await startWorkerProcess(undefined, { HEARTH_ALLOW_PRIVATE_ADDRESSES: '1' })
})
afterAll(async () => {
  await worker?.stop()
  for (const answer of reached) answer.destroy()
  outside?.close()
  await closeDurable()
  await database?.drop()
})

describe('a run that works on one arm', { timeout: 60_000 }, () => {
  it('[durable.live-answer] goes on with another as soon as its question is answered', async () => {
    const url = `http://127.0.0.1:${(outside.address() as AddressInfo).port}/`
    const flow = flowOf({
      nodes: {
        call: { block: 'http.request', inputs: { url } },
        ok: { block: 'human.approval', inputs: { title: '?' } },
        say: { block: 'reply.text', inputs: { text: 'Yes' } },
      },
      wires: ['ok.approved > say.after'],
    })
    const run = await begin(ada, await agentWith(ada, flow))
    const asked = await eventually(async () => (await eventsOf(run)).find((event) => event.kind === 'human.requested'), 'the question')
    await eventually(async () => reached[0], 'the call outside')
    const at = new Date().toISOString()
    await inWorkspace(ada.workspaceId, (tx) => settleWait(tx, ada.workspaceId, asked.wait, () => ({ outcome: 'approved', value: null, at })))
    const done = async (path: string) => (await eventsOf(run)).find((event) => event.kind === 'node.completed' && event.path === path)
    await eventually(() => done('say'), 'the arm behind the question')
    expect(await done('call')).toBeUndefined()
    expect(await stateOf(run)).toMatchObject({ status: 'running', segment: 1 })
    reached[0]?.end('ok')
    expect(await until(run, 'completed', 'failed')).toMatchObject({ status: 'completed', segment: 1, epoch: 1 })
  })

  it('[durable.timer] sleeps without its worker, and is woken', async () => {
    const flow = flowOf({
      nodes: { nap: { block: 'control.sleep', inputs: { ms: 2000 } }, say: { block: 'reply.text', inputs: { text: 'Up' } } },
      wires: ['nap.done > say.after'],
    })
    const run = await begin(ada, await agentWith(ada, flow))
    await until(run, 'waiting')
    expect(await until(run, 'completed', 'failed')).toMatchObject({ status: 'completed', segment: 2 })
  })
})
