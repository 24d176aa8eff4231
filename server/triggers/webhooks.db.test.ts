import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createBrowser } from '../../e2e/routes.test-kit.ts'
import { countTry } from '../accounts/index.ts'
import { closeDurable } from '../durable/index.ts'
import { asSystem } from '../platform/db.ts'
import { testDatabase } from '../platform/test-database.ts'
import { startWorkerProcess, type WorkerProcess } from '../runs/runs.test-kit.ts'
import { signature } from './signature.ts'
import { runsOf } from './triggers.test-kit.ts'

let database: Awaited<ReturnType<typeof testDatabase>>
let worker: WorkerProcess
const ada = createBrowser()
const stranger = createBrowser('198.51.100.4')
let ws = ''
beforeAll(async () => {
  database = await testDatabase()
  worker = await startWorkerProcess()
  ws = `/api/workspaces/${(await ada.arrive('Ada')).workspaceSlug}`
})
afterAll(async () => {
  await worker?.stop()
  await closeDurable()
  await database?.drop()
})

/** Made and published as the editor does it. Answers the agent and the path of its webhook. */
async function hooked(inputs: Record<string, unknown> = {}, asks = false): Promise<{ agent: string; path: string }> {
  const { body: made } = await ada.call<{ id: string; draftVersion: number }>('POST', `${ws}/agents`, { name: 'Hooked' })
  const literals = Object.fromEntries(Object.entries(inputs).map(([port, value]) => [port, { kind: 'literal', value }]))
  const flow = {
    schema: 1,
    nodes: {
      hook: { block: 'webhook.start', inputs: literals },
      text: asks ? { block: 'human.approval', inputs: { title: { kind: 'literal', value: 'Go on?' } } } : { block: 'convert.to-text', inputs: {} },
    },
    wires: [
      asks
        ? { from: { node: 'hook', port: 'done' }, to: { node: 'text', port: 'after' } }
        : { from: { node: 'hook', port: 'body' }, to: { node: 'text', port: 'value' } },
    ],
  }
  const saved = await ada.call<{ draftVersion: number; problems: unknown[] }>('PUT', `${ws}/agents/${made.id}/draft`, { draftVersion: made.draftVersion, flow })
  expect(saved.body.problems).toEqual([])
  expect((await ada.call('POST', `${ws}/agents/${made.id}/publish`, { draftVersion: saved.body.draftVersion })).status).toBe(200)
  const { body } = await ada.call<{ webhook: { url: string } }>('GET', `${ws}/agents/${made.id}/trigger`)
  return { agent: made.id, path: new URL(body.webhook.url).pathname }
}

type Call = { type?: string; headers?: Record<string, string> }
async function post(path: string, body: string, { type = 'application/json', headers = {} }: Call = {}) {
  const response = await stranger.send('POST', path, { body, headers: { 'content-type': type, 'sec-fetch-site': 'cross-site', ...headers } })
  return {
    status: response.status,
    body: (await response.json()) as { run?: string; status?: string; output?: unknown; error?: { code: string; message: string } },
  }
}

describe('a webhook', () => {
  it('[trigger.webhook] starts its agent with what was sent, whoever sends it, and keeps no keys', async () => {
    const { agent, path } = await hooked()
    const sent = await post(`${path}?from=shop`, '{"order":7}', { headers: { authorization: 'Bearer key', 'x-shop': 'one' } })
    expect(sent.status).toBe(202)
    const [run] = await runsOf(agent)
    expect(run).toMatchObject({
      id: sent.body.run,
      trigger: 'webhook',
      input: { body: { order: 7 }, query: { from: 'shop' }, method: 'POST', headers: { 'x-shop': 'one' } },
    })
    expect(JSON.stringify(run?.input)).not.toContain('Bearer')
    await post(path, 'a=1&b=2&b=3', { type: 'application/x-www-form-urlencoded' })
    await post(path, 'hello', { type: 'text/plain' })
    expect((await runsOf(agent)).slice(1).map(({ input }) => input.body)).toEqual([{ a: '1', b: ['2', '3'] }, 'hello'])
  })

  it('[trigger.webhook] answers with what came of it when the flow says so', async () => {
    const { path } = await hooked({ reply: 'when finished' })
    const answer = await post(path, '{"order":7}')
    expect(answer).toMatchObject({ status: 200, body: { status: 'completed' } })
    expect(JSON.stringify(answer.body.output)).toContain('order')
    const { path: asking } = await hooked({ reply: 'when finished' }, true)
    expect(await post(asking, '{}')).toMatchObject({ status: 202, body: { run: expect.any(String) } })
  })

  it('[trigger.once] starts one run for one webhook-id, however often and at once it is sent', async () => {
    const { agent, path } = await hooked()
    const sent = await Promise.all([1, 2, 3, 4, 5].map(() => post(path, '{}', { headers: { 'webhook-id': 'msg_1' } })))
    expect(new Set(sent.map(({ body }) => body.run)).size).toBe(1)
    expect(await runsOf(agent)).toHaveLength(1)
    await post(path, '{}', { headers: { 'webhook-id': 'msg_2' } })
    expect(await runsOf(agent)).toHaveLength(2)
  })

  it('[trigger.webhook-signed] refuses what is not signed with its secret', async () => {
    const { agent, path } = await hooked({ signed: true })
    const { secret } = (await ada.call<{ secret: string }>('GET', `${ws}/agents/${agent}/trigger/secret`)).body
    const now = String(Math.floor(Date.now() / 1000))
    const sign = (body: string, key = secret, at = now) => ({
      headers: {
        'webhook-id': 'msg_1',
        'webhook-timestamp': at,
        'webhook-signature': `v1,${signature(key, 'msg_1', at, new TextEncoder().encode(body)).toString('base64')}`,
      },
    })
    expect((await post(path, '{"a":1}')).status).toBe(401)
    expect((await post(path, '{"a":2}', sign('{"a":1}'))).status).toBe(401)
    expect((await post(path, '{"a":1}', sign('{"a":1}', 'whsec_AAAA'))).status).toBe(401)
    expect((await post(path, '{"a":1}', sign('{"a":1}', secret, String(Number(now) - 400)))).status).toBe(401)
    expect(await runsOf(agent)).toEqual([])
    expect((await post(path, '{"a":1}', sign('{"a":1}'))).status).toBe(202)
    expect(await runsOf(agent)).toHaveLength(1)
  })

  it('[trigger.webhook] refuses an unknown address, one that is held, one that was replaced, and what is too large or not JSON', async () => {
    const { agent, path } = await hooked()
    expect((await post('/hooks/AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA', '{}')).status).toBe(404)
    expect((await post(path, '{')).status).toBe(400)
    expect((await post(path, `"${'x'.repeat(1_000_000)}"`)).status).toBe(413)
    await ada.call('PATCH', `${ws}/agents/${agent}/trigger`, { paused: true })
    expect((await post(path, '{}')).status).toBe(409)
    await ada.call('PATCH', `${ws}/agents/${agent}/trigger`, { paused: false })
    const { body } = await ada.call<{ webhook: { url: string } }>('POST', `${ws}/agents/${agent}/trigger/renew`)
    expect((await post(path, '{}')).status).toBe(404)
    expect((await post(new URL(body.webhook.url).pathname, '{}')).status).toBe(202)
    expect(await runsOf(agent)).toHaveLength(1)
  })

  it('[trigger.webhook] keeps its address when the agent is published again, and is called no more when it starts otherwise', async () => {
    const { agent, path } = await hooked()
    const { body: now } = await ada.call<{ draft: { nodes: Record<string, object> }; draftVersion: number }>('GET', `${ws}/agents/${agent}`)
    const publish = async (flow: unknown, draftVersion: number) => {
      const saved = await ada.call<{ draftVersion: number }>('PUT', `${ws}/agents/${agent}/draft`, { draftVersion, flow })
      const published = await ada.call<{ draftVersion: number }>('POST', `${ws}/agents/${agent}/publish`, { draftVersion: saved.body.draftVersion })
      expect(published).toMatchObject({ status: 200 })
      return published.body.draftVersion
    }
    const next = await publish({ ...now.draft, nodes: { ...now.draft.nodes, hook: { ...now.draft.nodes.hook, title: 'From the shop' } } }, now.draftVersion)
    expect((await post(path, '{}')).status).toBe(202)
    await publish(
      { schema: 1, nodes: { start: { block: 'manual.start' }, say: { block: 'reply.text', inputs: { text: { kind: 'literal', value: 'Hi' } } } }, wires: [] },
      next,
    )
    expect((await post(path, '{}')).status).toBe(404)
  })

  it('[trigger.webhook] refuses an address that is called too often, and no other', async () => {
    const { agent, path } = await hooked()
    const { path: other } = await hooked()
    for (let calls = 0; calls < 600; calls += 50) await Promise.all(Array.from({ length: 50 }, () => countTry('webhook', agent)))
    expect((await post(path, '{}')).status).toBe(429)
    expect((await post(other, '{}')).status).toBe(202)
  })

  it('[trigger.webhook] keeps neither its token nor its secret in the open', async () => {
    const { agent, path } = await hooked()
    const [row] = await asSystem((tx) => tx.sql<{ text: string }>`select agent_trigger::text as text from agent_trigger where agent_id = ${agent}`)
    expect(row?.text).not.toContain(path.split('/').at(-1))
  })
})
