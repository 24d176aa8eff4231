import { once } from 'node:events'
import { createServer, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { perhapsTwice } from '../components/runs/repeated.ts'
import { stateAt } from '../components/runs/state-at.ts'
import { cards } from '../server/blocks/index.ts'
import { closeDurable } from '../server/durable/index.ts'
import type { Principal } from '../server/kernel/principal.ts'
import { testDatabase } from '../server/platform/test-database.ts'
import { getRun } from '../server/runs/index.ts'
import { agentWith, begin, eventsOf, eventually, flowOf, somebody, startWorkerProcess, until, type WorkerProcess } from '../server/runs/runs.test-kit.ts'

let database: Awaited<ReturnType<typeof testDatabase>>
let ada: Principal
let worker: WorkerProcess
const reached: ServerResponse[] = []
const outside = createServer((_, answer) => void reached.push(answer))

beforeAll(async () => {
  database = await testDatabase()
  ada = await somebody()
  await once(outside.listen(0, '127.0.0.1'), 'listening')
})
afterAll(async () => {
  await worker?.stop('SIGKILL')
  outside.closeAllConnections()
  outside.close()
  await closeDurable()
  await database?.drop()
})

it('[runs.perhaps-twice] a call has told that it began when it reaches anybody, and is shown as perhaps done twice when its worker was killed then', async () => {
  const url = `http://127.0.0.1:${(outside.address() as AddressInfo).port}/`
  const run = await begin(ada, await agentWith(ada, flowOf({ nodes: { order: { block: 'http.request', inputs: { url, method: 'POST' } } } })))
  const nth = (n: number) => eventually(async () => reached[n - 1], `call ${n}`)
  const start = () => startWorkerProcess(undefined, { HEARTH_ALLOW_PRIVATE_ADDRESSES: '1', HEARTH_LEASE_TTL_MS: '1500' })
  const began = async () => (await eventsOf(run)).filter(({ kind }) => kind === 'node.started').length

  worker = await start()
  await nth(1)
  expect(await began()).toBe(1)
  await worker.stop('SIGKILL')
  worker = await start()
  ;(await nth(2)).end('ok')
  await until(run, 'completed', 'failed')
  const { entries } = await getRun(ada, { workspace: ada.workspaceSlug, run })
  const state = stateAt(entries, entries.length)
  expect(perhapsTwice(state, cards())).toMatchObject([{ path: 'order', again: 1, status: 'done' }])
})
