import { HttpAgent } from '@ag-ui/client'
import { HttpAgent as LegacyAgent } from 'ag-ui-client-legacy'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { WebSocket } from 'ws'
import { createToken, whoAsks } from '../access/index.ts'
import { closeDurable } from '../durable/index.ts'
import { newId } from '../kernel/ids.ts'
import type { Principal } from '../kernel/principal.ts'
import { linkSettingsSchema } from '../links/contract.ts'
import { createLink, endGuest, openSession } from '../links/index.ts'
import { asSystem } from '../platform/db.ts'
import { testDatabase } from '../platform/test-database.ts'
import { agentWith, flowOf, somebody, startWorkerProcess, stateOf, type WorkerProcess } from '../runs/runs.test-kit.ts'
import { type AguiServerFrame, aguiServerFrameSchema } from './contract.ts'
import { type LiveServer, startLiveServer } from './index.ts'
import { socketFetch } from './socket-fetch.test-kit.ts'

let database: Awaited<ReturnType<typeof testDatabase>>
let worker: WorkerProcess
let server: LiveServer
let ada: Principal
let eve: Principal
let talks: string
let asks: string
const signedIn = new Map<string, Principal>()
const bearer: Record<string, string> = {}
beforeAll(async () => {
  database = await testDatabase()
  worker = await startWorkerProcess()
  ada = await somebody()
  eve = await somebody()
  signedIn.set('ada', ada)
  process.env.HEARTH_LIVE_URL = 'wss://hearth.example/live'
  for (const who of [ada, eve]) bearer[who.personId] = `Bearer ${(await createToken(who, { name: 'test', role: 'operator', days: 1 })).secret}`
  const message = { block: 'chat.message' }
  const words = Array.from({ length: 120 }, (_, n) => `word ${n}`).join(' ')
  talks = await agentWith(ada, flowOf({ nodes: { message, say: { block: 'reply.text', inputs: { text: words } } }, wires: ['message.done > say.after'] }))
  asks = await agentWith(
    ada,
    flowOf({
      nodes: { message, gate: { block: 'human.approval', inputs: { title: 'Go on?' } }, say: { block: 'reply.text', inputs: { text: 'Done.' } } },
      wires: ['message.done > gate.after', 'gate.approved > say.after'],
    }),
  )
  server = await live(100)
})
afterAll(async () => {
  await server?.close()
  await worker?.stop()
  await closeDurable()
  await database?.drop()
})

const live = (heartbeatMs: number) =>
  startLiveServer({
    port: 0,
    host: '127.0.0.1',
    publicUrl: 'http://localhost:3000',
    heartbeatMs,
    personOf: async (headers) => (headers.has('authorization') ? whoAsks(headers) : signedIn.get(headers.get('cookie') ?? '')),
  })
const address = (of: string, { port } = server) => `ws://127.0.0.1:${port}/live/ag-ui/${of}`
const input = (threadId: string, more: object = {}) => ({
  ...{ threadId, runId: newId(), messages: [{ id: newId(), role: 'user', content: 'Hello' }], tools: [], context: [], state: {}, forwardedProps: {} },
  ...more,
})
type Seen = { type: string; [field: string]: unknown }
const isTerminal = ({ type }: Seen) => type === 'RUN_FINISHED' || type === 'RUN_ERROR'
const textIn = (events: Seen[]) => events.flatMap((event) => (event.type === 'TEXT_MESSAGE_CONTENT' ? String(event.delta) : [])).join('')

type Line = {
  socket: WebSocket
  send: (frame: object) => void
  until: (enough: (frames: AguiServerFrame[]) => boolean) => Promise<AguiServerFrame[]>
  closed: Promise<number>
}

function line(of: string, headers: Record<string, string> = { cookie: 'ada' }, protocols: string[] = [], at = server): Promise<Line> {
  const socket = new WebSocket(address(of, at), protocols, { headers })
  const frames: AguiServerFrame[] = []
  let hear: () => void = () => undefined
  socket.on('message', (data) => {
    frames.push(aguiServerFrameSchema.parse(JSON.parse(String(data))))
    hear()
  })
  const closed = new Promise<number>((done) => socket.once('close', done))
  const until = async (enough: (frames: AguiServerFrame[]) => boolean) => {
    while (!enough(frames)) await new Promise<void>((go) => (hear = go))
    return frames
  }
  return new Promise((done, failed) => {
    socket.once('error', failed)
    socket.once('open', () => done({ socket, send: (frame) => socket.send(JSON.stringify(frame)), until, closed }))
  })
}
const eventsOf = (frames: AguiServerFrame[], id: string) => frames.flatMap((frame) => (frame.type === 'event' && frame.id === id ? [frame.event as Seen] : []))
const ended = (id: string) => (frames: AguiServerFrame[]) => eventsOf(frames, id).some(isTerminal)

describe('AG-UI over WebSocket', () => {
  it.each([
    ['1.0.0', HttpAgent],
    ['0.0.59', LegacyAgent],
  ] as const)('[agui.socket] an unchanged HttpAgent %s talks over it, is interrupted, resumes, and reads the thread again', async (_, Agent) => {
    const { fetch } = socketFetch(address(asks), { authorization: bearer[ada.personId] ?? '' })
    const agent = new Agent({ url: 'http://live.example/run', threadId: newId(), fetch: fetch as never })
    const seen: Seen[] = []
    agent.subscribe({ onEvent: ({ event }: { event: object }) => void seen.push(event as Seen) })
    agent.addMessage({ id: newId(), role: 'user', content: 'Hello' })
    await agent.runAgent()
    const asked = seen.at(-1) as unknown as { outcome: { type: string; interrupts: { id: string }[] } }
    expect(asked.outcome.type).toBe('interrupt')
    await agent.runAgent({ resume: [{ interruptId: asked.outcome.interrupts[0]?.id ?? '', status: 'resolved', payload: { approved: true } }] })
    expect(agent.messages.at(-1)).toMatchObject({ role: 'assistant', content: 'Done.' })
    const other = new Agent({ url: 'http://live.example/connect', threadId: agent.threadId, fetch: fetch as never })
    await other.runAgent()
    expect(other.messages.map(({ role, content }) => [role, content])).toContainEqual(['assistant', 'Done.'])
  })

  it('[agui.socket-resume] a line that is cut again and again goes on where it was: nothing twice, nothing lost', async () => {
    const { fetch, frames, cut } = socketFetch(address(talks), { cookie: 'ada' })
    const agent = new HttpAgent({ url: 'http://live.example/run', threadId: newId(), fetch })
    let cuts = 0
    agent.subscribe({
      onEvent: ({ event }) => {
        if (event.type === 'TEXT_MESSAGE_CONTENT' || event.type === 'TEXT_MESSAGE_START') if (++cuts <= 3) cut()
      },
    })
    agent.addMessage({ id: newId(), role: 'user', content: 'Hello' })
    await agent.runAgent()
    expect(cuts).toBeGreaterThan(1)
    const events = frames.flatMap((frame) => (frame.type === 'event' ? [frame.event as Seen] : []))
    expect(events.filter(({ type }) => type === 'RUN_STARTED').length).toBe(1)
    const numbered = events.flatMap(({ metadata }) => (metadata as { seq?: number } | undefined)?.seq ?? [])
    expect(numbered).toEqual([...new Set(numbered)].sort((a, b) => a - b))
    expect(agent.messages.at(-1)?.content).toBe(Array.from({ length: 120 }, (_, n) => `word ${n}`).join(' '))
    // and by the frames themselves: from any point on, the rest
    const again = await line(talks)
    const asked = input(agent.threadId)
    again.send({ type: 'run', id: 'whole', input: asked })
    const whole = eventsOf(await again.until(ended('whole')), 'whole')
    const seqOf = ({ metadata }: Seen) => (metadata as { seq?: number } | undefined)?.seq
    for (const [at, event] of whole.slice(0, -1).entries()) {
      const after = seqOf(event)
      if (after === undefined) continue
      again.send({ type: 'run', id: `from ${at}`, input: asked, after })
      const rest = eventsOf(await again.until(ended(`from ${at}`)), `from ${at}`)
      expect(rest, `after ${event.type}`).toEqual(whole.slice(at + 1))
    }
    again.socket.close()
  })

  it('follows several runs at once, leaves one, cancels another, and answers by execution and call', async () => {
    const { socket, send, until } = await line(asks)
    const [one, two] = [input(newId()), input(newId())]
    send({ type: 'run', id: 'one', input: one })
    send({ type: 'run', id: 'two', input: two })
    const frames = await until((seen) => ended('one')(seen) && ended('two')(seen))
    const [first] = (eventsOf(frames, 'one').at(-1) as unknown as { outcome: { interrupts: { id: string }[] } }).outcome.interrupts
    const begun = eventsOf(frames, 'one').find(({ type }) => type === 'TOOL_CALL_START')?.metadata as { runId: string } | undefined
    const executionId = begun?.runId
    send({ type: 'resume', id: 'answer', executionId, toolCallId: first?.id, content: { approved: true } })
    send({ type: 'cancel', id: 'cancel', threadId: two.threadId, runId: two.runId })
    send({ type: 'capabilities', id: 'can' })
    const answers = await until((seen) => seen.filter((frame) => frame.type === 'answer').length === 3)
    const answerOf = (id: string) => answers.flatMap((frame) => (frame.type === 'answer' && frame.id === id ? [frame.answer] : []))[0]
    expect(answerOf('answer')).toMatchObject({ executionId, status: 'answered' })
    expect(await stateOf(String(answerOf('cancel')?.executionId))).toMatchObject({ status: 'cancelled' })
    expect(answerOf('can')).toMatchObject({
      transport: { websocket: true, resumable: true },
      custom: { websocketUrl: `wss://hearth.example/live/ag-ui/${asks}` },
    })
    send({ type: 'run', id: 'after', input: { ...one, runId: newId(), messages: [] } })
    expect(textIn(eventsOf(await until(ended('after')), 'after'))).toBe('Done.')
    socket.close()
  })

  it('a whole room is read as one run, and only read', async () => {
    const { socket, send, until } = await line(talks)
    const asked = input(newId())
    send({ type: 'run', id: 'run', input: asked })
    await until(ended('run'))
    socket.close()
    const room = await line(`rooms/${asked.threadId}`)
    room.send({ type: 'connect', id: 'room', input: { ...asked, messages: [] } })
    room.send({ type: 'run', id: 'no', input: asked })
    const frames = await room.until((seen) => ended('room')(seen) && seen.some(({ type }) => type === 'error'))
    expect(eventsOf(frames, 'room').map(({ type }) => type)).toContain('SUBAGENT_STARTED')
    expect(frames.find(({ type }) => type === 'error')).toMatchObject({ id: 'no', error: { code: 'invalid-input' } })
    room.socket.close()
  })

  it('[agui.socket-auth] session, token or chat link: pages of other sites only by a token they name, strangers see nothing, who loses their place is cut off', async () => {
    await expect(line(talks, {})).rejects.toThrow('401')
    await expect(line(talks, { cookie: 'ada', origin: 'https://elsewhere.example' })).rejects.toThrow('403')
    await expect(line(talks, { cookie: 'ada', origin: 'https://elsewhere.example' }, ['ag-ui', 'bearer.hearth_made-up'])).rejects.toThrow('401')
    const page = await line(talks, { origin: 'https://elsewhere.example' }, ['ag-ui', (bearer[ada.personId] ?? '').replace('Bearer ', 'bearer.')])
    expect(page.socket.protocol).toBe('ag-ui')
    page.send({ type: 'run', id: 'a', input: input(newId()) })
    expect(textIn(eventsOf(await page.until(ended('a')), 'a'))).toContain('word 119')

    // foreign and missing are the same, whatever is asked; so are broken frames and inputs
    const slow = await live(60_000)
    const told: string[] = []
    for (const agent of [talks, newId()]) {
      const stranger = await line(agent, { authorization: bearer[eve.personId] ?? '' }, [], slow)
      const thread = newId()
      stranger.send({ type: 'run', id: 'run', input: input(thread) })
      stranger.send({ type: 'connect', id: 'connect', input: input(thread) })
      stranger.send({ type: 'resume', id: 'resume', executionId: newId(), toolCallId: newId(), content: {} })
      stranger.send({ type: 'cancel', id: 'cancel', threadId: thread, runId: newId() })
      stranger.send({ type: 'capabilities', id: 'can' })
      const frames = await stranger.until((seen) => seen.length === 5)
      told.push(...frames.map((frame) => (frame.type === 'error' ? JSON.stringify(frame.error) : frame.type)))
      stranger.socket.close()
    }
    await slow.close()
    expect(told[0]).toContain('not-found')
    expect(new Set(told).size).toBe(1)
    const wrong = await line(talks)
    wrong.send({ type: 'shout' })
    wrong.send({ type: 'run', id: 'bad', input: { threadId: 1 } })
    const refusals = await wrong.until((seen) => seen.length === 2)
    expect(refusals.map((frame) => (frame.type === 'error' ? frame.error.code : frame.type))).toEqual(['invalid-input', 'invalid-input'])
    wrong.socket.close()

    // a guest of a chat link, at the link's agent and from the sites it names, until they are shown out
    const link = await createLink(ada, {
      agent: talks,
      settings: linkSettingsSchema.parse({ title: 'Ask us', origins: ['https://shop.example'] }),
      expiresAt: null,
    })
    const door = link.url?.split('/c/')[1] ?? ''
    const { session, guest } = await openSession(null, { link: door, begin: true }, { address: '203.0.113.9' })
    const byLink = (agent: string, origin: string) => line(agent, { origin }, ['ag-ui', `bearer.link.${door}.${session}`])
    const visitor = await byLink(talks, 'https://shop.example')
    visitor.send({ type: 'run', id: 'a', input: input(newId()) })
    expect(textIn(eventsOf(await visitor.until(ended('a')), 'a'))).toContain('word 119')
    await expect(byLink(talks, 'https://evil.example')).rejects.toThrow('403')
    expect(await (await byLink(asks, 'https://shop.example')).closed).toBe(4404)
    await endGuest(ada, { link: link.id, guest: guest?.id ?? '', ended: true })
    expect(await visitor.closed).toBe(4401)
    await expect(byLink(talks, 'https://shop.example')).rejects.toThrow('410')

    // a place in the workspace that is taken away ends what is open
    const bob = await somebody()
    await asSystem((tx) => tx.sql`insert into membership (workspace_id, person_id, role) values (${ada.workspaceId}, ${bob.personId}, 'operator')`)
    signedIn.set('bob', bob)
    const theirs = await line(talks, { cookie: 'bob' })
    theirs.send({ type: 'capabilities', id: 'can' })
    await theirs.until((seen) => seen.some(({ type }) => type === 'answer'))
    await asSystem((tx) => tx.sql`delete from membership where workspace_id = ${ada.workspaceId} and person_id = ${bob.personId}`)
    expect(await theirs.closed).toBe(4404)
  })
})
