import { once } from 'node:events'
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { closeDurable } from '../durable/index.ts'
import { flowSchema } from '../engine/flow.ts'
import { setSecret } from '../environments/index.ts'
import type { Principal } from '../kernel/principal.ts'
import { asSystem } from '../platform/db.ts'
import { testDatabase } from '../platform/test-database.ts'
import { listServices, setService } from '../services/index.ts'
import { agentWith, begin, eventsOf, somebody, startWorkerProcess, until, type WorkerProcess } from './runs.test-kit.ts'

let database: Awaited<ReturnType<typeof testDatabase>>
let workers: WorkerProcess[] = []
let server: Server
let ada: Principal
let calls = 0
let answer: (response: ServerResponse, request: IncomingMessage) => void = (response) => void response.end('fine')

beforeAll(async () => {
  database = await testDatabase()
  workers = [
    await startWorkerProcess(undefined, { HEARTH_ALLOW_PRIVATE_ADDRESSES: '1' }),
    await startWorkerProcess(undefined, { HEARTH_ALLOW_PRIVATE_ADDRESSES: '1' }),
  ]
  server = createServer((request, response) => {
    calls += 1
    answer(response, request)
  })
  await once(server.listen(0, '127.0.0.1'), 'listening')
})
afterAll(async () => {
  await Promise.all(workers.map((worker) => worker.stop()))
  server?.close()
  await closeDurable()
  await database?.drop()
})
beforeEach(async () => {
  ada = await somebody()
  calls = 0
  answer = (response) => void response.end('fine')
})

const host = () => `127.0.0.1:${(server.address() as AddressInfo).port}`
const caller = (more: object = {}) => {
  const get = { block: 'http.request', inputs: { url: { kind: 'literal', value: `http://${host()}/` } }, ...more }
  return agentWith(ada, flowSchema.parse({ schema: 1, nodes: { get }, wires: [] }))
}

describe('calls of runs to a service', () => {
  it('[runs.secrets-masked] leave no trace of a secret that the service repeats, in its answer or as it refuses', async () => {
    await setSecret(ada, { name: 'crm', hosts: [host()], environment: 'production', value: 'sk-live-4242' })
    const url = { kind: 'literal', value: `http://${host()}/` }
    for (const status of [200, 401]) {
      answer = (response, { headers }) => void response.writeHead(status, { 'x-echo': headers.authorization }).end(`You sent ${headers.authorization}.`)
      const run = await begin(ada, await caller({ inputs: { url, secret: { kind: 'secret', name: 'crm' } } }))
      await until(run, 'completed', 'failed')
      expect(JSON.stringify(await eventsOf(run))).toContain('You sent Bearer •••.')
    }
    const kept = await asSystem(
      (
        tx,
      ) => tx.sql`select t from (select body::text as t from feed_entry union all select output::text from run_step union all select error::text from run_step
        union all select output::text from run union all select error::text from run) as whatever where t like '%sk-live-4242%'`,
    )
    expect(kept).toEqual([])
  })

  it('[services.shared] stop in every worker when the service fails, and the run says until when', async () => {
    await setService(ada, { service: host(), rate: null, circuit: { failures: 3, seconds: 3600 } })
    answer = (response) => void response.writeHead(500).end('broken')
    const agent = await caller()
    for (let i = 0; i < 3; i++) expect((await until(await begin(ada, agent), 'failed')).error).toMatchObject({ code: 'outside-failed' })
    expect(calls).toBe(3)
    const runs = await Promise.all(Array.from({ length: 6 }, () => begin(ada, agent)))
    for (const run of runs) expect((await until(run, 'failed')).error).toMatchObject({ code: 'circuit-open', retry: 'later', details: { service: host() } })
    expect(calls).toBe(3)
    expect((await listServices(ada)).services).toMatchObject([{ service: host(), state: 'open', failures: 3 }])
  })

  it('[services.waits-in-run] wait for the moment the service asked for, and the run tells of it', async () => {
    answer = (response) => {
      if (calls === 1) response.writeHead(503, { 'retry-after': '1' }).end('busy')
      else response.end('fine')
    }
    const run = await begin(ada, await caller({ retry: { attempts: 2, backoffMs: 0 } }))
    await until(run, 'completed')
    expect(calls).toBe(2)
    const ready = (await eventsOf(run)).filter((event) => event.kind === 'node.ready')
    expect(ready).toEqual([{ kind: 'node.ready', path: 'get', waitsFor: host(), until: expect.any(String) }])
  })
})
