import { setTimeout as sleep } from 'node:timers/promises'
import { encode } from 'next-auth/jwt'
import { WebSocket } from 'ws'
import { sessionCookie } from '../../server/accounts/session-token.ts'
import { newId } from '../../server/kernel/ids.ts'
import { asSystem } from '../../server/platform/db.ts'
import { env } from '../../server/platform/env.ts'
import type { Verb } from '../routes.test-kit.ts'
import { type Browser, createBrowser } from './soak-browser.ts'

/**
 * The people, programs and pages of a soak: they ask the web server and the live process, over and over, until this is told to
 * end. Nobody's room or workspace lasts for ever: after some rounds come others.
 */
const rounds = 12
const livePort = process.env.HEARTH_LIVE_PORT ?? ''
const origin = env.publicUrl()
let over = false
const done: Record<string, number> = {}
const failed: Record<string, number> = {}

process.on('message', (message) => {
  if (message === 'end') over = true
  if (message === 'measure') process.send?.({ done, failed })
})

type Somebody = { browser: Browser; ws: string }
/** Who reads looks at what the others made last. */
let newest: { who: Somebody; feed: string; live: object } | undefined

await Promise.all([
  ...Array.from({ length: 2 }, () => again('talks', talks)),
  ...Array.from({ length: 3 }, () => again('waits', waits)),
  again('hooks', hooks),
  ...Array.from({ length: 4 }, () => again('reads', reads)),
  again('pages', pages),
])
process.exit(0)

async function again(name: string, work: () => Promise<void>): Promise<void> {
  while (!over) {
    await work().catch((error: unknown) => {
      count(failed, `${name}: ${error instanceof Error ? error.message.slice(0, 400) : String(error)}`)
    })
    await sleep(100)
  }
}

async function talks(): Promise<void> {
  const who = await arrive()
  const agent = await made<{ id: string }>(who, 'POST', '/agents', { template: 'payments-assistant' })
  const room = await made<{ id: string }>(who, 'POST', '/rooms', { agent: agent.id })
  newest = { who, feed: `/rooms/${room.id}/feed`, live: { feed: 'room', of: room.id } }
  for (let round = 0; round < rounds && !over; round++) {
    for (const text of ['What is my balance?', 'Send 1 EUR to Anna']) {
      const { runId } = await made<{ runId: string }>(who, 'POST', `/rooms/${room.id}/messages`, { id: newId(), text })
      await finished(who, runId)
      count(done, 'messages')
    }
    await made(who, 'GET', `/rooms/${room.id}`)
    await sleep(300)
  }
}

/** A moment, a question, a reply; every seventh is cancelled where it stands. */
async function waits(): Promise<void> {
  const who = await arrive()
  const agent = await published(who, {
    nodes: {
      start: { block: 'manual.start', inputs: {} },
      nap: { block: 'control.sleep', inputs: { ms: { kind: 'literal', value: 2000 } } },
      ask: { block: 'human.approval', inputs: { title: { kind: 'literal', value: 'Go on?' } } },
      say: { block: 'reply.text', inputs: { text: { kind: 'literal', value: 'Done' } } },
    },
    wires: [wire('start.done', 'nap.after'), wire('nap.done', 'ask.after'), wire('ask.approved', 'say.after')],
  })
  for (let round = 0; round < rounds && !over; round++) {
    const run = await made<{ id: string }>(who, 'POST', '/runs', { agent })
    newest = { who, feed: `/runs/${run.id}/feed`, live: { feed: 'run', of: run.id } }
    if (round % 7 === 6) {
      await made(who, 'POST', `/runs/${run.id}/cancel`, {})
      count(done, 'runs cancelled')
    } else {
      await finished(who, run.id)
      count(done, 'runs with a timer and a question')
    }
    await made(who, 'GET', '/runs')
  }
}

/** Calls of a webhook, some of them twice under one id, one in ten with a large body. */
async function hooks(): Promise<void> {
  const who = await arrive()
  const agent = await published(who, {
    nodes: { hook: { block: 'webhook.start', inputs: {} }, text: { block: 'convert.to-text', inputs: {} } },
    wires: [wire('hook.done', 'text.after'), wire('hook.body', 'text.value')],
  })
  const { webhook } = await made<{ webhook: { url: string } }>(who, 'GET', `/agents/${agent}/trigger`)
  const outside = createBrowser(origin)
  for (let round = 0; round < rounds * 10 && !over; round++) {
    const body = JSON.stringify({ n: round, text: 'x'.repeat(round % 10 === 0 ? 100_000 : 200) })
    const headers = { 'content-type': 'application/json', 'sec-fetch-site': 'cross-site', 'webhook-id': `call-${round - (round % 5 === 4 ? 1 : 0)}` }
    const response = await outside.send('POST', new URL(webhook.url).pathname, { body, headers })
    const { run } = (await response.json()) as { run: string }
    if (response.status !== 202) throw new Error(`the webhook answered ${response.status}`)
    await finished(who, run)
    count(done, 'webhook calls')
    await sleep(300)
  }
}

/** Follows a feed for a while over SSE or over the WebSocket, then goes away, in the middle of whatever comes. */
async function reads(): Promise<void> {
  const target = newest
  if (!target) return await sleep(200)
  const forMs = 200 + Math.random() * 4000
  if (Math.random() < 0.5) {
    const gone = new AbortController()
    const response = await target.who.browser.send('GET', `${target.who.ws}${target.feed}`, { signal: gone.signal })
    const reader = response.body?.getReader()
    const until = Date.now() + forMs
    while (reader && !over && Date.now() < until) {
      const part = await Promise.race([reader.read(), sleep(Math.max(0, until - Date.now()))])
      if (part?.done) break
    }
    gone.abort()
    await reader?.cancel().catch(() => undefined)
    count(done, 'readers over SSE')
  } else {
    const socket = new WebSocket(`ws://127.0.0.1:${livePort}/live`, { headers: { cookie: target.who.browser.cookie(), origin } })
    await new Promise<void>((open, refused) => socket.once('open', open).once('error', refused))
    socket.send(JSON.stringify({ type: 'subscribe', id: 'a', workspace: target.who.ws.split('/').at(-1), after: 0, ...target.live }))
    await sleep(forMs)
    socket.terminate()
    count(done, 'readers over the WebSocket')
  }
}

/** Opens pages as a browser does that has no script: what the server draws, whole. */
async function pages(): Promise<void> {
  const target = newest
  if (!target) return await sleep(200)
  const slug = target.who.ws.split('/').at(-1) ?? ''
  for (const path of ['/', `/${slug}`, `/${slug}/agents`, `/${slug}/runs`, `/${slug}${target.feed.replace(/\/feed$/, '')}`]) {
    const response = await target.who.browser.send('GET', path)
    const text = await response.text()
    if (response.status !== 200 || !text.includes('</html>')) throw new Error(`the page ${path.replace(/[0-9a-f-]{36}/g, '…')} answered ${response.status}`)
    count(done, 'pages')
    await sleep(200)
  }
}

/** Signs up by the door; the session is made here, since the sign-in library only runs bundled. */
async function arrive(): Promise<Somebody> {
  const browser = createBrowser(origin)
  const id = newId()
  const person = { name: 'Ada', email: `${id}@example.org`, password: 'a long enough password' }
  const { personId, workspaceSlug } = (await browser.call<{ personId: string; workspaceSlug: string }>('POST', '/api/sign-up', person)).body
  await asSystem((tx) => tx.sql`insert into session (id, person_id, expires_at) values (${id}, ${personId}, now() + interval '1 day')`)
  browser.jar.set(sessionCookie, await encode({ token: { sub: personId, sid: id }, secret: env.secret() }))
  return { browser, ws: `/api/workspaces/${workspaceSlug}` }
}

async function published(who: Somebody, flow: object): Promise<string> {
  const agent = await made<{ id: string; draftVersion: number }>(who, 'POST', '/agents', { name: 'Agent' })
  const saved = await made<{ draftVersion: number }>(who, 'PUT', `/agents/${agent.id}/draft`, {
    draftVersion: agent.draftVersion,
    flow: { schema: 1, ...flow },
  })
  await made(who, 'POST', `/agents/${agent.id}/publish`, { draftVersion: saved.draftVersion })
  return agent.id
}

/** Looks until the run has ended, and answers what it asks. */
async function finished(who: Somebody, run: string): Promise<void> {
  for (const from = Date.now(); Date.now() - from < 120_000; await sleep(150)) {
    const { status } = await made<{ status: string }>(who, 'GET', `/runs/${run}`)
    if (status === 'completed') return
    if (status === 'failed' || status === 'cancelled') throw new Error(`a run ${status}`)
    if (status !== 'waiting') continue
    const { waits } = await made<{ waits: { id: string; runId: string }[] }>(who, 'GET', '/waits')
    for (const { id } of waits.filter(({ runId }) => runId === run)) await made(who, 'POST', `/waits/${id}/answer`, { outcome: 'approved', value: {} })
  }
  throw new Error(`a run did not end within two minutes: ${await whereIs(run)}`)
}

async function whereIs(run: string): Promise<string> {
  const rows = await asSystem(
    (
      tx,
    ) => tx.sql`select r.status, r.segment, r.epoch, r.admitted, (select string_agg(w.kind || ' ' || w.status, ', ') from run_wait w where w.run_id = r.id) as waits,
      (select string_agg(s.status || ' ' || s.recovery_attempts, ', ') from dbos.workflow_status s where starts_with(s.workflow_uuid, r.id::text)) as queue from run r where r.id = ${run}`,
  )
  return JSON.stringify(rows[0])
}

async function made<T = unknown>({ browser, ws }: Somebody, verb: Verb, path: string, body?: unknown): Promise<T> {
  const answer = await browser.call<T>(verb, `${ws}${path}`, body)
  if (answer.status !== 200)
    throw new Error(`${verb} ${path.replace(/[0-9a-f-]{36}/g, '…')} answered ${answer.status} ${JSON.stringify(answer.body).slice(0, 80)}`)
  return answer.body
}

function wire(from: string, to: string) {
  const end = (text: string) => ({ node: text.split('.')[0], port: text.split('.')[1] })
  return { from: end(from), to: end(to) }
}

function count(what: Record<string, number>, name: string): void {
  if (name in what || Object.keys(what).length < 50) what[name] = (what[name] ?? 0) + 1
}
