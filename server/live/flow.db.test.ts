import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { WebSocket } from 'ws'
import * as Y from 'yjs'
import { createSync, type FlowSync, type Line, type Presence, type Status } from '../../components/editor/state/flow-sync.ts'
import { openDocument } from '../../components/editor/state/open-document.ts'
import { others, shareFlow } from '../../components/editor/state/shared-flow.ts'
import { fromText, newDocument, toText } from '../document/index.ts'
import type { Flow, FlowNode } from '../engine/flow.ts'
import { createAgent, getAgent, saveDraft, syncDocument } from '../flows/index.ts'
import { AppError } from '../kernel/errors.ts'
import type { Principal } from '../kernel/principal.ts'
import { asSystem } from '../platform/db.ts'
import { testDatabase } from '../platform/test-database.ts'
import { somebody } from '../runs/runs.test-kit.ts'
import { type LiveServer, startLiveServer } from './index.ts'

let database: Awaited<ReturnType<typeof testDatabase>>
let ada: Principal
let eve: Principal
const signedIn = new Map<string, Principal>()
const servers: LiveServer[] = []
/** What was opened in a test, closed after all. */
const open: FlowSync[] = []
beforeAll(async () => {
  database = await testDatabase()
  ada = await somebody()
  eve = await somebody()
  signedIn.set('ada', ada).set('eve', eve)
})
afterAll(async () => {
  for (const sync of open) sync.stop()
  await Promise.all(servers.map((server) => server.close()))
  await database?.drop()
})

async function liveServer(): Promise<LiveServer> {
  const server = await startLiveServer({
    port: 0,
    host: '127.0.0.1',
    publicUrl: 'http://localhost:3000',
    heartbeatMs: 100,
    personOf: async (headers) => signedIn.get(headers.get('cookie') ?? ''),
  })
  servers.push(server)
  return server
}
const newAgent = async () => (await createAgent(ada, { workspace: ada.workspaceSlug, template: 'payments-assistant' })).id
const block = (more: Partial<FlowNode> = {}): FlowNode => ({ block: 'text.join', version: 1, inputs: {}, position: { x: 0, y: 0 }, ...more })

/** Waits for something that comes over the network. */
async function eventually(holds: () => boolean | Promise<boolean>): Promise<void> {
  while (!(await holds())) await new Promise((go) => setTimeout(go, 20))
}

/** The browser's own code over the real network. Without a server there is no line; `asks` false: there is no network at all. */
async function browser(who: Principal, agent: string, server: LiveServer | null, cookie = 'ada') {
  const doc = newDocument({ keepAll: true })
  const network = { server, asks: true }
  const lines: WebSocket[] = []
  const heard: Presence[] = []
  const states: Status[] = []
  const told = { anew: 0 }
  const ask = async (question: { vector: string; update?: string }) => {
    if (!network.asks) throw new AppError('unavailable')
    return { ...(await syncDocument(who, { agent, vector: question.vector, update: question.update })), live: 'here' }
  }
  const first = await ask({ vector: toText(Y.encodeStateVector(doc)) })
  Y.applyUpdate(doc, fromText(first.update) ?? new Uint8Array(), others)
  const shared = shareFlow(doc)
  const sync = createSync(
    doc,
    first,
    false,
    { workspace: who.workspaceSlug, agent },
    {
      ask,
      connect: () => {
        if (!network.server) throw new Error('there is no server')
        const line = new WebSocket(`ws://127.0.0.1:${network.server.port}/live/flow`, { headers: { cookie } })
        line.on('error', () => undefined)
        lines.push(line)
        return line as unknown as Line
      },
      later: (ms, then) => {
        const timer = setTimeout(then, Math.min(ms, 200))
        return () => clearTimeout(timer)
      },
      changed: (status) => states.push(status),
      heard: (presence) => heard.push(presence),
      anew: () => void told.anew++,
    },
  )
  open.push(sync)
  return {
    sync,
    doc,
    network,
    heard,
    told,
    states,
    lines,
    read: shared.read,
    edit(change: (flow: Flow) => Flow) {
      shared.write(shared.read(), change(shared.read()))
    },
    add(id: string) {
      this.edit((flow) => ({ ...flow, nodes: { ...flow.nodes, [id]: block() } }))
    },
    hand: () => ask({ vector: toText(Y.encodeStateVector(doc)), update: toText(Y.encodeStateAsUpdate(doc)) }),
    live: () => eventually(() => sync.status().live),
    has: (id: string) => eventually(() => id in shared.read().nodes),
  }
}

describe('a draft over the live process', () => {
  it('[shared.live] changes are with the others at once, whichever live process they are connected to, and stored before they count as saved', async () => {
    const agent = await newAgent()
    const [here, there] = [await liveServer(), await liveServer()]
    const one = await browser(ada, agent, here)
    const two = await browser(ada, agent, there)
    await Promise.all([one.live(), two.live()])
    one.add('mine')
    two.add('theirs')
    await Promise.all([one.has('theirs'), two.has('mine')])
    expect(await one.sync.flush()).toBe(true)
    expect(await two.sync.flush()).toBe(true)
    const { draft, draftVersion } = await getAgent(ada, { agent })
    expect(draft).toEqual(one.read())
    expect(two.read()).toEqual(one.read())
    // what is saved over the API comes to the canvas, too
    await saveDraft(ada, { workspace: ada.workspaceSlug, agent, draftVersion, flow: { ...draft, nodes: { ...draft.nodes, api: block() } } })
    await Promise.all([one.has('api'), two.has('api')])
    await eventually(() => one.sync.status().version === draftVersion + 1)
  })

  it('[shared.offline] who is cut off goes on; with the live process gone changes are asked in and out; with no network they wait, and come together later', async () => {
    const agent = await newAgent()
    const server = await liveServer()
    const one = await browser(ada, agent, server)
    const two = await browser(ada, agent, server)
    await Promise.all([one.live(), two.live()])

    two.network.asks = false
    two.network.server = null
    for (const line of two.lines) line.terminate()
    await eventually(() => !two.sync.status().live)
    two.add('far')
    expect(await two.sync.flush()).toBe(false)
    expect(two.sync.status().save.kind).toBe('kept')

    one.network.server = null
    await server.close()
    await eventually(() => !one.sync.status().live)
    one.add('without-live')
    expect(await one.sync.flush()).toBe(true)
    expect(Object.keys((await getAgent(ada, { agent })).draft.nodes)).toContain('without-live')

    const next = await liveServer()
    two.network.asks = true
    for (const each of [one, two]) {
      each.network.server = next
      each.sync.retry()
    }
    await Promise.all([one.has('far'), two.has('without-live')])
    expect(await two.sync.flush()).toBe(true)
    expect((await getAgent(ada, { agent })).draft).toEqual(one.read())
    await Promise.all([one.live(), two.live()])
  })

  it('[shared.begun-anew] who has a draft open while it is begun anew is told to open it again, over the line and by asking, and what they wrote is handed in', async () => {
    const agent = await newAgent()
    const [over, asking] = [await browser(ada, agent, await liveServer()), await browser(ada, agent, await liveServer())]
    await over.live()
    asking.network.server = null
    const other = await browser(ada, agent, await liveServer())
    const many = Array.from({ length: 60 }, (_, at) => `b-${at}`)
    for (const id of many) other.add(id)
    expect(await other.sync.flush()).toBe(true)
    other.edit((flow) => ({ ...flow, nodes: Object.fromEntries(Object.entries(flow.nodes).filter(([id]) => !many.includes(id))) }))
    expect(await other.sync.flush()).toBe(true)
    other.sync.stop()
    await asSystem((tx) => tx.sql`update flow_document set begun = newest - 1000, changed_at = now() - interval '2 days' where agent_id = ${agent}`)
    const late = await browser(ada, agent, await liveServer())
    await eventually(() => over.told.anew === 1)
    asking.add('meanwhile')
    await eventually(() => asking.told.anew === 1)
    const handed = await asking.hand()
    expect(handed.anew).toBe(true)
    await late.has('meanwhile')
    expect((await getAgent(ada, { agent })).draft).toEqual(late.read())
  })

  it('[shared.begun-anew] a browser that comes back hands in what each of its tabs kept, of before the new beginning and of after, and doubles nothing', async () => {
    const agent = await newAgent()
    const asked = (question: { vector: string; update?: string | undefined }) =>
      syncDocument(ada, { agent, vector: question.vector, update: question.update }).then((answer) => ({ ...answer, live: null }))
    /** What a tab kept: the document as it was then, with a block that the server does not have. */
    const kept = async (id: string | null) => {
      const { doc } = await openDocument('tab', new Map(), asked)
      const shared = shareFlow(doc)
      if (id !== null) shared.write(shared.read(), { ...shared.read(), nodes: { ...shared.read().nodes, [id]: block() } })
      return { doc: Y.encodeStateAsUpdate(doc), behind: id !== null }
    }
    const { doc } = await openDocument('first', new Map(), asked)
    const shared = shareFlow(doc)
    const start = shared.read()
    const many = Object.fromEntries(Array.from({ length: 60 }, (_, at) => [`b-${at}`, block()]))
    shared.write(start, { ...start, nodes: { ...start.nodes, ...many } })
    shared.write(shared.read(), start)
    await asked({ vector: toText(Y.encodeStateVector(doc)), update: toText(Y.encodeStateAsUpdate(doc)) })
    const [own, before, clean] = [await kept('own'), await kept('before'), await kept(null)]
    await asSystem((tx) => tx.sql`update flow_document set begun = newest - 1000, changed_at = now() - interval '2 days' where agent_id = ${agent}`)
    const after = await kept('after')

    const away = () => Promise.reject(new AppError('unavailable'))
    const offline = await openDocument('own', new Map([['own', own]]), away)
    expect(offline).toMatchObject({ first: null, behind: true, anew: false })
    expect(Object.keys(shareFlow(offline.doc).read().nodes)).toContain('own')

    const copies = new Map([
      ['own', own],
      ['before', before],
      ['after', after],
    ])
    for (let times = 0; times < 2; times++) {
      const opened = await openDocument('own', copies, asked)
      expect(opened).toMatchObject({ behind: false, anew: true, takenOver: ['before', 'after'] })
      const ids = Object.keys(shareFlow(opened.doc).read().nodes).sort()
      expect(ids).toEqual([...Object.keys(start.nodes), 'after', 'before', 'own'].sort())
      expect((await getAgent(ada, { agent })).draft).toEqual(shareFlow(opened.doc).read())
    }
    const reader = await openDocument('clean', new Map([['clean', clean]]), asked)
    expect(reader).toMatchObject({ behind: false, anew: true, takenOver: [] })
    expect(shareFlow(reader.doc).read()).toEqual((await getAgent(ada, { agent })).draft)
  })

  it('[shared.here] tells who is here, where they look and when they go', async () => {
    const agent = await newAgent()
    const one = await browser(ada, agent, await liveServer())
    const two = await browser(ada, agent, await liveServer())
    await Promise.all([one.live(), two.live()])
    one.sync.here({ at: { x: 3, y: 4 }, nodes: ['agent'] })
    two.sync.here({ at: null, nodes: [] })
    const from = (all: Presence[]) => all.find((presence) => presence.type === 'here')
    await eventually(() => from(one.heard) !== undefined && from(two.heard) !== undefined)
    expect(from(two.heard)).toMatchObject({ person: ada.personId, name: ada.name, at: { x: 3, y: 4 }, nodes: ['agent'] })
    one.sync.stop()
    await eventually(() => two.heard.some(({ type }) => type === 'left'))
  })

  it('[shared.access] a viewer sees it live and changes nothing; a stranger and a missing draft are the same; a session that ends ends it', async () => {
    const agent = await newAgent()
    const server = await liveServer()
    const one = await browser(ada, agent, server)
    await one.live()
    const talk = (cookie: string, frames: object[]) =>
      new Promise<{ frames: { type: string; error?: object }[]; code: number }>((done) => {
        const line = new WebSocket(`ws://127.0.0.1:${server.port}/live/flow`, { headers: { cookie } })
        const heard: { type: string; error?: object }[] = []
        line.on('open', () => {
          for (const frame of frames) line.send(JSON.stringify(frame))
        })
        line.on('message', (data) => heard.push(JSON.parse(String(data))))
        line.on('close', (code) => done({ frames: heard, code }))
      })
    const opening = { type: 'open', workspace: ada.workspaceSlug, agent, vector: '' }
    const stranger = await talk('eve', [opening])
    const missing = await talk('eve', [{ ...opening, workspace: eve.workspaceSlug }])
    expect(stranger.frames).toEqual(missing.frames)
    expect(stranger.frames).toMatchObject([{ type: 'error', error: { code: 'not-found' } }])
    expect((await talk('ada', [{ type: 'change', n: 1, update: 'AAA=' }])).frames).toMatchObject([{ type: 'error', error: { code: 'invalid-input' } }])

    signedIn.set('soon gone', ada)
    const ends = talk('soon gone', [opening])
    await eventually(
      async () => ((await fetch(`http://127.0.0.1:${server.port}/health`).then((answer) => answer.json())) as { connections: number }).connections === 2,
    )
    signedIn.delete('soon gone')
    expect((await ends).code).toBe(4401)
  })
})
