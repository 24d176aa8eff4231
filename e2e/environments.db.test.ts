import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { closeDurable } from '../server/durable/index.ts'
import type { Flow } from '../server/engine/flow.ts'
import type { AgentView, PointersView } from '../server/flows/contract.ts'
import { newId } from '../server/kernel/ids.ts'
import { asSystem } from '../server/platform/db.ts'
import { testDatabase } from '../server/platform/test-database.ts'
import { eventsOf, eventually, startWorkerProcess, until, type WorkerProcess } from '../server/runs/runs.test-kit.ts'
import { deliverEvents } from '../server/triggers/index.ts'
import { type Browser, createBrowser } from './routes.test-kit.ts'

type Failure = { error?: { code: string; message: string; details?: { missing: { node: string; name: string }[] } } }
let database: Awaited<ReturnType<typeof testDatabase>>
let worker: WorkerProcess
let ada: Browser
let slug: string
let ws: string
/** A service that says which key it was called with, and one elsewhere that it sends people on to. */
const heard: { path: string; auth: string | undefined; key: string | undefined }[] = []
const service = createServer((request, response) => {
  heard.push({ path: request.url ?? '', auth: request.headers.authorization, key: String(request.headers['x-key'] ?? '') })
  if (request.url === '/away') response.writeHead(302, { location: `http://localhost:${port()}/landed` }).end()
  else if (request.url?.includes('completions')) response.writeHead(401).end('{}')
  else response.end('ok')
})
const port = () => (service.address() as AddressInfo).port
beforeAll(async () => {
  database = await testDatabase()
  service.listen(0)
  await once(service, 'listening')
  worker = await startWorkerProcess(undefined, { HEARTH_ALLOW_PRIVATE_ADDRESSES: '1' })
  ada = createBrowser()
  slug = (await ada.arrive('Ada')).workspaceSlug
  ws = `/api/workspaces/${slug}`
  for (const environment of ['development', 'staging']) await ada.call('PUT', `${ws}/environments`, { environment, open: true })
})
afterAll(async () => {
  await worker?.stop()
  service.close()
  await closeDurable()
  await database?.drop()
})

type Nodes = Record<string, { block: string; inputs?: Flow['nodes'][string]['inputs'] }>
const text = (value: unknown) => ({ kind: 'literal' as const, value: value as string })
const flow = (nodes: Nodes, wires: Flow['wires'] = []): Flow => ({
  schema: 1,
  nodes: Object.fromEntries(
    Object.entries(nodes).map(([id, { block, inputs = {} }], n) => [id, { block, version: 1, inputs, position: { x: 300 * n, y: 0 } }]),
  ),
  wires,
})
const saying = (value: string) => flow({ a: { block: 'values.text', inputs: { value: text(value) } } })
const calling = (path = '/', more: Flow['nodes'][string]['inputs'] = {}) =>
  flow({ call: { block: 'http.request', inputs: { url: text(`http://127.0.0.1:${port()}${path}`), secret: { kind: 'secret', name: 'crm' }, ...more } } })

async function drafted(draft: Flow, agent?: AgentView): Promise<AgentView> {
  const into = agent ?? (await ada.call<AgentView>('POST', `${ws}/agents`, {})).body
  return (await ada.call<AgentView>('PUT', `${ws}/agents/${into.id}/draft`, { draftVersion: into.draftVersion, flow: draft })).body
}
const publish = ({ id, draftVersion }: AgentView, environment?: string) =>
  ada.call<AgentView & Failure>('POST', `${ws}/agents/${id}/publish`, { draftVersion, note: `for ${environment}`, ...(environment ? { environment } : {}) })
const promote = (agent: string, environment: string, number: number, former: number | null) =>
  ada.call<PointersView & Failure>('PUT', `${ws}/agents/${agent}/environments`, { environment, number, former })
const pointers = async (agent: string) => (await ada.call<PointersView>('GET', `${ws}/agents/${agent}/environments`)).body
const at = ({ pointers }: PointersView) => Object.fromEntries(pointers.map(({ environment, number }) => [environment, number]))
const start = (agent: string, environment?: string) =>
  ada.call<{ id: string; revisionNumber: number; environment: string } & Failure>('POST', `${ws}/runs`, { agent, ...(environment ? { environment } : {}) })
const failureOf = async (run: string) => (await until(run, 'failed')).error as { code: string; message: string }
const secret = (environment: string, value?: string, hosts = ['127.0.0.1:*']) =>
  ada.call<Failure>('PUT', `${ws}/environments/secrets`, { name: 'crm', hosts: hosts.map((host) => host.replace('*', String(port()))), environment, value })

describe('pointers', () => {
  it('[environments.promote] what is published to staging runs there only, goes on as it is, and each environment goes back by itself', async () => {
    const one = (await publish(await drafted(saying('one')))).body
    const two = (await publish(await drafted(saying('two'), one), 'staging')).body
    expect(two).toMatchObject({ publishedNumber: 1, changed: true })
    expect(at(await pointers(one.id))).toEqual({ production: 1, staging: 2 })
    expect((await start(one.id)).body).toMatchObject({ revisionNumber: 1, environment: 'production' })
    const staged = (await start(one.id, 'staging')).body
    expect(staged).toMatchObject({ revisionNumber: 2, environment: 'staging' })
    await until(staged.id, 'completed')
    expect((await eventsOf(staged.id))[0]).toMatchObject({ kind: 'run.created', environment: 'staging' })

    // the same revision goes on: no new one is made
    expect(at((await promote(one.id, 'production', 2, 1)).body)).toEqual({ production: 2, staging: 2 })
    expect((await ada.call<{ revisions: unknown[] }>('GET', `${ws}/agents/${one.id}/revisions`)).body.revisions).toHaveLength(2)
    expect((await promote(one.id, 'staging', 1, 2)).status).toBe(200)
    expect(at(await pointers(one.id))).toEqual({ production: 2, staging: 1 })

    const late = await promote(one.id, 'staging', 2, 2)
    expect(late.body.error).toMatchObject({ code: 'conflict', message: expect.stringContaining('Revision 1 was put into staging in the meantime') })
    // publishing a draft that stands elsewhere already takes that revision
    const draft = (await ada.call<AgentView>('GET', `${ws}/agents/${one.id}`)).body
    await publish(draft, 'development')
    const view = await pointers(one.id)
    expect(at(view)).toEqual({ development: 2, production: 2, staging: 1 })
    expect(view.moves.map(({ environment, former, number, by }) => `${by}: ${environment} ${former} → ${number}`)).toEqual([
      'Ada: development null → 2',
      'Ada: staging 2 → 1',
      'Ada: production 1 → 2',
      'Ada: staging null → 2',
      'Ada: production null → 1',
    ])
  })

  it('[environments.nothing-there] an environment where an agent has nothing, or that is not open, is said', async () => {
    const agent = (await publish(await drafted(saying('one')))).body
    expect((await start(agent.id, 'staging')).body.error).toMatchObject({ code: 'conflict', message: expect.stringContaining('has nothing in staging yet') })
    const other = createBrowser()
    const { workspaceSlug } = await other.arrive('Bea')
    const empty = (await other.call<AgentView>('POST', `/api/workspaces/${workspaceSlug}/agents`, { template: 'support-triage' })).body
    const closed = await other.call<Failure>('POST', `/api/workspaces/${workspaceSlug}/runs`, { agent: empty.id, environment: 'staging' })
    expect(closed.body.error?.message).toContain('no environment staging open')
    const moved = await other.call<Failure>('PUT', `/api/workspaces/${workspaceSlug}/agents/${empty.id}/environments`, {
      environment: 'staging',
      number: 1,
      former: null,
    })
    expect(moved.body.error?.message).toContain('no environment staging open')
  })
})

describe('what an environment has', () => {
  it('[environments.missing] a secret or a model that is not there is said before publishing and promoting, by the block that wants it', async () => {
    const wants = await drafted(calling())
    const refused = await publish(wants)
    expect(refused.body.error).toMatchObject({ code: 'flow-has-problems', details: { missing: [{ node: 'call', name: 'crm' }] } })
    expect(refused.body.error?.message).toContain('There is no secret named crm')
    await secret('development', 'for trying')
    expect((await publish(wants)).body.error?.message).toContain('has no value in production')
    const published = (await publish(wants, 'development')).body
    expect((await promote(published.id, 'staging', 1, null)).body.error?.message).toContain('has no value in staging')
    await secret('staging', 'for testing')
    expect((await promote(published.id, 'staging', 1, null)).status).toBe(200)

    const thinks = await drafted(flow({ think: { block: 'model.call', inputs: { prompt: text('Hello'), model: text('acme/large') } } }))
    expect((await publish(thinks, 'staging')).body.error?.message).toContain('The model acme/large is not connected')
    await ada.call('POST', `${ws}/models`, { provider: 'compatible', label: 'acme', baseUrl: `http://127.0.0.1:${port()}`, defaultModel: 'large' })
    await ada.call('POST', `${ws}/models`, { provider: 'compatible', label: 'small', baseUrl: `http://127.0.0.1:${port()}/small`, defaultModel: 'tiny' })
    expect((await ada.call('PUT', `${ws}/environments/models`, { environment: 'staging', model: 'acme/large', target: 'small/tiny' })).status).toBe(200)
    const thinking = (await publish(thinks)).body
    await promote(thinking.id, 'staging', 1, null)
    heard.length = 0
    for (const environment of ['production', 'staging']) await failureOf((await start(thinking.id, environment)).body.id)
    expect(heard.map(({ path }) => path)).toEqual(['/chat/completions', '/small/chat/completions'])
  })

  it('[environments.secrets] each environment sends its own secret, only to the hosts it is for, and no feed holds it', async () => {
    await secret('development', 'for trying')
    await secret('production', 'for real')
    const agent = (await publish(await drafted(calling('/')))).body
    await promote(agent.id, 'development', 1, null)
    heard.length = 0
    const runs = [(await start(agent.id)).body.id, (await start(agent.id, 'development')).body.id]
    for (const run of runs) await until(run, 'completed')
    expect(heard.map(({ auth }) => auth).sort()).toEqual(['Bearer for real', 'Bearer for trying'])
    const kept = await asSystem(
      (tx) => tx.sql<{ n: number }>`select count(*)::int as n from (
        select body::text as t from feed_entry union all select output::text from run_step union all select sealed::text from secret) all_of_it where t like '%for real%'`,
    )
    expect(kept[0]?.n).toBe(0)

    // gone from development: a run there says so, production goes on
    await ada.call('DELETE', `${ws}/environments/secrets?name=crm&environment=development`)
    const failed = await failureOf((await start(agent.id, 'development')).body.id)
    expect(failed.message).toContain('The secret crm has no value in development')
    await secret('production', undefined, ['api.example.com'])
    expect(await failureOf((await start(agent.id)).body.id)).toMatchObject({
      code: 'address-refused',
      message: expect.stringContaining('only to api.example.com'),
    })

    // a redirect elsewhere takes no secret along, whatever header it stands in
    await secret('production')
    const away = (await publish(await drafted(calling('/away', { secretHeader: text('X-Key') })))).body
    heard.length = 0
    await until((await start(away.id)).body.id, 'completed')
    expect(heard.map(({ path, key }) => `${path} ${key}`)).toEqual(['/away for real', '/landed '])
  })
})

describe('who names one', () => {
  it('[environments.named] a webhook, a room, a chat link and an AG-UI thread happen where they say; the list of runs tells them apart', async () => {
    const talk = flow({ start: { block: 'chat.message' }, say: { block: 'reply.text', inputs: { text: text('Hello') } } }, [
      { from: { node: 'start', port: 'done' }, to: { node: 'say', port: 'after' } },
    ])
    const agent = (await publish(await drafted(talk))).body
    await promote(agent.id, 'staging', 1, null)
    const room = (await ada.call<{ id: string; environment: string }>('POST', `${ws}/rooms`, { agent: agent.id, environment: 'staging' })).body
    expect(room.environment).toBe('staging')
    const said = (await ada.call<{ runId: string }>('POST', `${ws}/rooms/${room.id}/messages`, { id: newId(), text: 'Hello' })).body
    await until(said.runId, 'completed')
    const link = (await ada.call<{ url: string }>('POST', `${ws}/chat-links`, { agent: agent.id, settings: { title: 'Try us', environment: 'staging' } })).body
    const token = new URL(link.url).pathname.split('/').at(-1)
    const guest = createBrowser('203.0.113.9')
    const { session } = (await guest.call<{ session: string }>('POST', `/api/chat/${token}/sessions`, { begin: true })).body
    const response = await guest.send('POST', `/api/chat/${token}/messages`, {
      body: JSON.stringify({ id: newId(), text: 'Hello' }),
      headers: { 'content-type': 'application/json', 'x-hearth-guest': session },
    })
    expect(response.status).toBe(200)
    const body = JSON.stringify({
      threadId: newId(),
      runId: newId(),
      messages: [{ id: newId(), role: 'user', content: 'Hello' }],
      tools: [],
      context: [],
      state: {},
      forwardedProps: {},
    })
    const stream = await ada.send('POST', `/ag-ui/${agent.id}/run?environment=staging`, { body, headers: { 'content-type': 'application/json' } })
    expect(await stream.text()).toContain('RUN_FINISHED')
    expect((await ada.send('POST', `/ag-ui/${agent.id}/run?environment=moon`, { body, headers: { 'content-type': 'application/json' } })).status).toBe(400)

    const hook = (await publish(await drafted(flow({ start: { block: 'webhook.start' } })))).body
    await promote(hook.id, 'staging', 1, null)
    const { url } = (await ada.call<{ webhook: { url: string } }>('GET', `${ws}/agents/${hook.id}/trigger`)).body.webhook
    for (const query of ['', '?environment=staging']) {
      const called = await createBrowser().send('POST', `${new URL(url).pathname}${query}`, {
        body: '{}',
        headers: { 'webhook-id': 'one', 'content-type': 'application/json' },
      })
      expect(called.status).toBe(202)
    }
    const listed = async (query: string) =>
      (await ada.call<{ runs: { trigger: string; environment: string }[] }>('GET', `${ws}/runs?${query}`)).body.runs.map(
        ({ trigger, environment }) => `${trigger} ${environment}`,
      )
    expect((await listed(`agent=${agent.id}&environment=staging`)).sort()).toEqual(['agui staging', 'chat staging', 'chat staging'])
    expect(await listed(`agent=${agent.id}&environment=production`)).toEqual([])
    expect(await listed(`agent=${hook.id}`)).toEqual(['webhook staging', 'webhook production'])
  })

  it('[environments.apart] an event told in staging starts who is in staging too, and answers no run of production', async () => {
    const listens = flow({ start: { block: 'event.start', inputs: { topic: text('orders.paid') } } })
    const waits = flow({ wait: { block: 'event.listen', inputs: { topic: text('orders.paid') } } })
    const emits = flow({ tell: { block: 'event.emit', inputs: { topic: text('orders.paid'), payload: text('paid') } } })
    const here = (await publish(await drafted(listens))).body
    const both = (await publish(await drafted(listens))).body
    const waiting = (await publish(await drafted(waits))).body
    const teller = (await publish(await drafted(emits))).body
    for (const { id } of [both, waiting, teller]) await promote(id, 'staging', 1, null)
    const real = (await start(waiting.id)).body.id
    const test = (await start(waiting.id, 'staging')).body.id
    for (const run of [real, test]) await until(run, 'waiting')
    await until((await start(teller.id, 'staging')).body.id, 'completed')
    await until(test, 'completed')
    await deliverEvents()
    const started = async (agent: string) =>
      (await ada.call<{ runs: { environment: string }[] }>('GET', `${ws}/runs?agent=${agent}`)).body.runs.map(({ environment }) => environment)
    await eventually(async () => ((await started(both.id)).length > 0 ? true : undefined), 'who listens in staging to be started')
    expect(await started(both.id)).toEqual(['staging'])
    expect(await started(here.id)).toEqual([])
    expect((await asSystem((tx) => tx.sql<{ status: string }>`select status from run where id = ${real}`))[0]?.status).toBe('waiting')
  })
})
