import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { WebSocket } from 'ws'
import { closeDurable } from '../durable/index.ts'
import { newId } from '../kernel/ids.ts'
import type { Principal } from '../kernel/principal.ts'
import { testDatabase } from '../platform/test-database.ts'
import { createRoom, postMessage } from '../rooms/index.ts'
import { agentWith, flowOf, somebody } from '../runs/runs.test-kit.ts'
import { type ServerFrame, serverFrameSchema } from './contract.ts'
import { type LiveServer, startLiveServer } from './index.ts'

let database: Awaited<ReturnType<typeof testDatabase>>
let server: LiveServer
let ada: Principal
let eve: Principal
let room: string
let agent: string
/** Who a cookie belongs to; taking one away is revoking its session. */
const signedIn = new Map<string, Principal>()
beforeAll(async () => {
  database = await testDatabase()
  ada = await somebody()
  eve = await somebody()
  signedIn.set('ada', ada).set('eve', eve)
  agent = await agentWith(
    ada,
    flowOf({ nodes: { message: { block: 'chat.message' }, say: { block: 'reply.text', inputs: { text: 'Hello' } } }, wires: ['message.done > say.after'] }),
  )
  room = (await createRoom(ada, { agent })).id
  server = await startLiveServer({
    port: 0,
    host: '127.0.0.1',
    publicUrl: 'http://localhost:3000',
    heartbeatMs: 100,
    personOf: async (headers) => signedIn.get(headers.get('cookie') ?? ''),
  })
})
afterAll(async () => {
  await server?.close()
  await closeDurable()
  await database?.drop()
})

type Client = {
  socket: WebSocket
  frames: ServerFrame[]
  send(frame: object): void
  until(enough: (frames: ServerFrame[]) => boolean): Promise<ServerFrame[]>
  closed: Promise<number>
}

function client(cookie: string, headers: Record<string, string> = {}): Promise<Client> {
  const socket = new WebSocket(`ws://127.0.0.1:${server.port}/live`, { headers: { cookie, ...headers } })
  const frames: ServerFrame[] = []
  let hear: () => void = () => undefined
  socket.on('message', (data) => {
    frames.push(serverFrameSchema.parse(JSON.parse(String(data))))
    hear()
  })
  const closed = new Promise<number>((done) => socket.once('close', done))
  const until = async (enough: (frames: ServerFrame[]) => boolean) => {
    while (!enough(frames)) await new Promise<void>((go) => (hear = go))
    return frames
  }
  return new Promise((done, failed) => {
    socket.once('error', failed)
    socket.once('open', () => done({ socket, frames, send: (frame) => socket.send(JSON.stringify(frame)), until, closed }))
  })
}
const subscribe = (who: Principal, more: object = {}) => ({
  type: 'subscribe',
  id: 'a',
  workspace: who.workspaceSlug,
  feed: 'room',
  of: room,
  after: 0,
  ...more,
})
const seqs = (frames: ServerFrame[], id = 'a') =>
  frames.flatMap((frame) => (frame.type === 'entries' && frame.id === id ? frame.entries.map((entry) => entry.seq) : []))

describe('live', () => {
  it('[live.follow] gives every entry of a room after N, then what comes, to each who follows', async () => {
    await postMessage(ada, { room, id: newId(), text: 'one' })
    const [first, second] = [await client('ada'), await client('ada')]
    first.send(subscribe(ada))
    second.send(subscribe(ada, { after: 2 }))
    await first.until((frames) => seqs(frames).length >= 3)
    const { seq: last } = await postMessage(ada, { room, id: newId(), text: 'two' })
    const from = (first: number) => Array.from({ length: last - first + 1 }, (_, i) => first + i)
    expect(seqs(await first.until((frames) => seqs(frames).length >= last))).toEqual(from(1))
    expect(seqs(await second.until((frames) => seqs(frames).length >= last - 2))).toEqual(from(3))
    for (const { socket } of [first, second]) socket.close()
  })

  it('follows a run, stops when told, and may follow again', async () => {
    const { id: quiet } = await createRoom(ada, { agent })
    const { runId } = await postMessage(ada, { room: quiet, id: newId(), text: 'three' })
    const { socket, send, until, frames } = await client('ada')
    send(subscribe(ada, { id: 'run', feed: 'run', of: runId }))
    await until((seen) => seqs(seen, 'run').length >= 2)
    send({ type: 'unsubscribe', id: 'run' })
    send(subscribe(ada, { id: 'again', feed: 'run', of: runId, after: 1 }))
    expect(seqs(await until((seen) => seqs(seen, 'again').length >= 1), 'again')[0]).toBe(2)
    expect(frames.some((frame) => frame.type === 'error')).toBe(false)
    socket.close()
  })

  it('[live.tenancy] tells a stranger nothing: foreign and missing are the same', async () => {
    const { socket, send, until } = await client('eve')
    send(subscribe(ada, { id: 'their-workspace' }))
    send(subscribe(eve, { id: 'their-room' }))
    send(subscribe(eve, { id: 'missing', of: newId() }))
    send({ type: 'shout' })
    const frames = await until((seen) => seen.length === 4)
    const errors = frames.flatMap((frame) => (frame.type === 'error' && frame.id ? JSON.stringify(frame.error) : []))
    expect(errors.length).toBe(3)
    expect(new Set(errors).size).toBe(1)
    expect(frames.find((frame) => frame.type === 'error' && !frame.id)).toMatchObject({ error: { code: 'invalid-input' } })
    socket.close()
  })

  it('[live.sign-in] lets nobody in without a session, nor a page of another site, and ends when the session does', async () => {
    await expect(client('nobody')).rejects.toThrow('401')
    await expect(client('ada', { origin: 'https://evil.example' })).rejects.toThrow('403')
    const page = await client('ada', { origin: 'http://localhost:3000' })
    page.socket.close()
    signedIn.set('soon gone', ada)
    const { closed } = await client('soon gone')
    signedIn.delete('soon gone')
    expect(await closed).toBe(4401)
  })

  it('answers for its health', async () => {
    const answer = await fetch(`http://127.0.0.1:${server.port}/health`)
    expect(await answer.json()).toMatchObject({ live: true, connections: expect.any(Number) })
    expect((await fetch(`http://127.0.0.1:${server.port}/else`)).status).toBe(404)
  })
})
