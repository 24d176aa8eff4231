import { createServer, type Server, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { type ConversationEntry, itemsOf, messageEntries } from '../../server/conversation/index.ts'
import { AppError } from '../../server/kernel/errors.ts'
import { type Keep, memoryKeep } from '../kept.ts'
import { outboxOf } from './outbox.ts'
import { type RoomSession, roomSession } from './room-session.ts'

/** A room over real HTTP that can drop its readers and refuse to answer, and keeps each message once. */
async function roomServer(tail = 1_000) {
  const entries: ConversationEntry[] = []
  const readers = new Set<ServerResponse>()
  const refuse = { posts: 0, status: 503 }
  let posts = 0
  const add = (id: string, text: string, tell = true) => {
    if (entries.some(({ event }) => 'messageId' in event && event.messageId === id)) return
    const made = messageEntries({ id, roomId: 'r', personId: 'p', name: 'Ada', text }).map(({ body }) => ({
      seq: entries.push({ seq: entries.length + 1, at: '2026-11-21T09:00:00.000Z', event: body }),
      at: '',
      event: body,
    }))
    for (const reader of tell ? readers : []) for (const entry of made) reader.write(`id: ${entry.seq}\ndata: ${JSON.stringify(entry)}\n\n`)
  }
  const server: Server = createServer(async (request, response) => {
    const url = new URL(request.url ?? '/', 'http://x')
    if (url.pathname === '/feed') {
      response.writeHead(200, { 'content-type': 'text/event-stream' })
      response.write(': here\n\n')
      for (const entry of entries.slice(Number(url.searchParams.get('after')))) response.write(`id: ${entry.seq}\ndata: ${JSON.stringify(entry)}\n\n`)
      readers.add(response)
      response.once('close', () => readers.delete(response))
      return
    }
    let text = ''
    for await (const piece of request) text += piece
    const body = JSON.parse(text)
    posts++
    if (refuse.posts > 0) {
      refuse.posts--
      // the worst case: the message was stored, the answer got lost
      if (body.text.includes('lost answer')) add(body.id, body.text, false)
      response.writeHead(refuse.status).end()
      return
    }
    add(body.id, body.text)
    response.writeHead(200).end()
  })
  await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready))
  const base = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  return {
    entries,
    refuse,
    add,
    posts: () => posts,
    dropReaders: () => {
      for (const reader of readers) reader.destroy()
    },
    close: () => {
      server.closeAllConnections()
      return new Promise<void>((done) => server.close(() => done()))
    },
    session(keep: Keep): RoomSession {
      let n = 0
      return roomSession({
        snapshot: async () => ({ seq: entries.length, from: Math.max(0, entries.length - tail), entries: entries.slice(-tail) }),
        older: async (before) => ({ from: Math.max(0, before - tail), entries: entries.slice(Math.max(0, before - tail), before) }),
        post: async ({ id, text }) => {
          const response = await fetch(`${base}/messages`, { method: 'POST', body: JSON.stringify({ id, text }) })
          if (response.status === 400) throw new AppError('too-large')
          if (!response.ok) throw new AppError('unavailable')
        },
        address: (after) => `${base}/feed?after=${after}`,
        outbox: outboxOf(keep, 'p', 'r'),
        newId: () => `m${++n}-${Math.random()}`,
        now: () => `2026-11-21T09:00:0${n}.000Z`,
        soon: (work) => queueMicrotask(work),
        pause: 5,
      })
    },
  }
}

const until = (fact: () => void) => vi.waitFor(fact, { timeout: 20_000, interval: 10 })

const stops: (() => unknown)[] = []
afterEach(async () => {
  for (const stop of stops.splice(0).reverse()) await stop()
})

async function opened(keep = memoryKeep()) {
  const server = await roomServer()
  stops.push(server.close)
  const session = server.session(keep)
  stops.push(session.start())
  await until(() => expect(session.view().link).toBe('live'))
  return { server, session, keep }
}
const texts = (session: RoomSession) => itemsOf(session.view().conversation).map((item) => (item.kind === 'message' ? item.text : item.kind))

describe('a room on a page', { timeout: 30_000 }, () => {
  it('[room.reconnect] reads on from the last entry after the connection broke, nothing doubled or missed', async () => {
    const { server, session } = await opened()
    for (let i = 0; i < 40; i++) {
      server.add(`a${i}`, `message ${i}`)
      if (i % 7 === 0) server.dropReaders()
    }
    await until(() => expect(texts(session)).toEqual(Array.from({ length: 40 }, (_, i) => `message ${i}`)))
  })

  it('[room.outbox] sends what was typed while the server was away, in order and once', async () => {
    const { server, session } = await opened()
    server.refuse.posts = 3
    session.send('first')
    session.send('second')
    expect(session.view().pending.map((m) => m.text)).toEqual(['first', 'second'])
    await until(() => expect(session.view().pending).toEqual([]))
    expect(texts(session)).toEqual(['first', 'second'])
    expect(server.posts()).toBe(5)
  })

  it('says a message once though its answer got lost on the way', async () => {
    const { server, session } = await opened()
    server.refuse.posts = 1
    session.send('lost answer')
    await until(() => expect(server.posts()).toBe(2))
    server.dropReaders()
    await until(() => expect(session.view().pending).toEqual([]))
    expect(texts(session)).toEqual(['lost answer'])
  })

  it('[room.outbox-survives] sends after a reload what had not been sent before it', async () => {
    const keep = memoryKeep()
    const { server, session } = await opened(keep)
    server.refuse.posts = 1_000_000
    session.send('typed before the crash')
    await until(() => expect(server.posts()).toBeGreaterThan(0))
    stops.pop()?.()
    server.refuse.posts = 0
    const after = server.session(keep)
    stops.push(after.start())
    expect(after.view().pending.map((m) => m.text)).toEqual(['typed before the crash'])
    await until(() => expect(texts(after)).toEqual(['typed before the crash']))
    expect(keep.length).toBe(0)
  })

  it('shows a refused message with the reason and keeps it until it is sent again or dropped', async () => {
    const { server, session, keep } = await opened()
    server.refuse.posts = 1
    server.refuse.status = 400
    session.send('too much')
    session.send('fine')
    await until(() => expect(texts(session)).toEqual(['fine']))
    expect(session.view().pending).toMatchObject([{ text: 'too much', state: 'refused', reason: 'That is too large.' }])
    expect(keep.length).toBe(1)
    const [refused] = session.view().pending
    session.resend(refused?.id ?? '')
    await until(() => expect(texts(session)).toEqual(['fine', 'too much']))
    expect(keep.length).toBe(0)
  })

  it('opens once though it is started, stopped and started again at once', async () => {
    const server = await roomServer()
    stops.push(server.close)
    server.add('a', 'hello')
    const session = server.session(memoryKeep())
    session.start()()
    stops.push(session.start())
    await until(() => expect(session.view().link).toBe('live'))
    server.add('b', 'again')
    await until(() => expect(texts(session)).toEqual(['hello', 'again']))
  })

  it('[room.older] shows the end first, and brings what was said before, page by page, while it goes on', async () => {
    const server = await roomServer(30)
    stops.push(server.close)
    for (let i = 0; i < 25; i++) server.add(`a${i}`, `message ${i}`)
    const session = server.session(memoryKeep())
    stops.push(session.start())
    await until(() => expect(session.view().link).toBe('live'))
    expect(texts(session)).toEqual(Array.from({ length: 10 }, (_, i) => `message ${i + 15}`))
    server.add('b', 'now')
    await until(() => expect(texts(session).at(-1)).toBe('now'))
    await Promise.all([session.older(), session.older()])
    expect(texts(session)).toHaveLength(21)
    await session.older()
    await session.older()
    expect(texts(session)).toEqual([...Array.from({ length: 25 }, (_, i) => `message ${i}`), 'now'])
    expect(session.view().from).toBe(0)
  })

  it('sends nothing for blanks', async () => {
    const { session } = await opened()
    session.send('  \n ')
    expect(session.view().pending).toEqual([])
  })
})
