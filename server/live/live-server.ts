import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { Duplex } from 'node:stream'
import { type WebSocket, WebSocketServer } from 'ws'
import { bearsLink, bearsToken } from '../access/index.ts'
import { type AguiSubject, mostGuestInput, mostInput } from '../agui/index.ts'
import { errorCodes, isAppError } from '../kernel/errors.ts'
import type { Asker, Person } from '../kernel/principal.ts'
import { guestByBearer } from '../links/index.ts'
import { log } from '../platform/log.ts'
import { serveAgui } from './agui-connection.ts'
import { serveConnection } from './connection.ts'
import { serveFlow } from './flow-connection.ts'
import { createFlowHub } from './flow-hub.ts'

export type LiveOptions = {
  port: number
  host?: string
  /** Who these headers' cookie or token belongs to. */
  personOf: (headers: Headers) => Promise<Person | undefined>
  /** The address people open: pages from elsewhere may not connect, since a browser would send the cookie along. */
  publicUrl: string
  /** How often it is asked whether the other end is there and still signed in. */
  heartbeatMs?: number
}
export type LiveServer = { port: number; close(): Promise<void> }

type Place = { path: '/live' | '/live/flow' | '/live/ag-ui'; subject?: AguiSubject }
type Admitted = Place & { asker: Asker; again: () => Promise<unknown> }
type Alive = { answered: boolean; again: () => Promise<unknown>; mayStay: () => Promise<boolean> }

/** Feeds over WebSocket at `/live`, drafts at `/live/flow`, AG-UI at `/live/ag-ui/:agent`, and `GET /health`. Any number of these may run; they share only the database. */
export async function startLiveServer({ port, host, personOf, publicUrl, heartbeatMs = 15_000 }: LiveOptions): Promise<LiveServer> {
  const sockets = {
    '/live': new WebSocketServer({ noServer: true, maxPayload: 16_384 }),
    '/live/flow': new WebSocketServer({ noServer: true, maxPayload: 4_000_000 }),
    '/live/ag-ui': aguiSockets(mostInput),
    guest: aguiSockets(mostGuestInput),
  }
  const alive = new Map<WebSocket, Alive>()
  const hub = createFlowHub()
  const server = createServer((request, response) => answer(request, response, alive.size))

  server.on('upgrade', (request, raw, head) => {
    raw.on('error', () => raw.destroy())
    admit(request)
      .then((admitted) => {
        if (typeof admitted === 'string') return refuse(raw, admitted)
        const { path, subject, asker, again } = admitted
        sockets[asker.kind === 'guest' ? 'guest' : path].handleUpgrade(request, raw, head, (socket) => {
          const one: Alive = { answered: true, again, mayStay: () => Promise.resolve(true) }
          alive.set(socket, one)
          socket.on('error', () => socket.terminate())
          socket.on('pong', () => {
            one.answered = true
          })
          socket.on('close', () => alive.delete(socket))
          if (subject) one.mayStay = serveAgui(socket, asker, subject).mayStay
          else if (asker.kind === 'guest') socket.close(4404, 'Guests of a chat link talk to its agent, at /live/ag-ui/<agent id>.')
          else if (path === '/live') serveConnection(socket, asker)
          else one.mayStay = serveFlow(socket, asker, hub).mayStay
        })
      })
      .catch((error: unknown) => {
        log.error({ err: error }, 'live connection failed')
        refuse(raw, '503 Service Unavailable')
      })
  })

  async function admit(request: IncomingMessage): Promise<Admitted | string> {
    const place = placeOf(new URL(request.url ?? '/', 'http://live').pathname)
    if (!place) return '404 Not Found'
    const headers = headersOf(request)
    // what bears a token is believed by that alone, never by a cookie, wherever its page comes from
    if (!bearsToken(headers) && !isOurPage(request, publicUrl)) return '403 Forbidden'
    const who = () => (bearsLink(headers) ? guestByBearer(headers, isOurPage(request, publicUrl) ? null : (request.headers.origin ?? null)) : personOf(headers))
    const asker = await who().catch(refusal)
    if (typeof asker === 'string') return asker
    return asker ? { ...place, asker, again: who } : '401 Unauthorized'
  }

  const heartbeat = setInterval(() => {
    for (const [socket, one] of alive) {
      if (!one.answered) {
        socket.terminate()
        continue
      }
      one.answered = false
      socket.ping()
      // a revoked session ends its connections too
      one.again().then(
        (asker) => asker ?? socket.close(4401, 'Sign in again.'),
        (error: unknown) => isAppError(error) && socket.close(4401, 'This conversation cannot be gone on with.'),
      )
      // so does a place in the workspace that was taken away
      void one.mayStay().then((may) => may || socket.close(4404, 'There is nothing here, or you may not see it.'))
    }
  }, heartbeatMs)

  await new Promise<void>((done, failed) => server.once('error', failed).listen(port, host, done))
  return {
    port: (server.address() as AddressInfo).port,
    async close() {
      clearInterval(heartbeat)
      hub.stop()
      for (const socket of alive.keys()) socket.close(1012, 'Hearth is restarting.')
      await new Promise<void>((done) => {
        server.close(() => done())
        server.closeIdleConnections()
        setTimeout(() => {
          for (const socket of alive.keys()) socket.terminate()
          server.closeAllConnections()
        }, 500).unref()
      })
    },
  }
}

const aguiSockets = (maxPayload: number) =>
  new WebSocketServer({ noServer: true, maxPayload, handleProtocols: (asked) => (asked.has('ag-ui') ? 'ag-ui' : false) })

function placeOf(path: string): Place | undefined {
  if (path === '/live' || path === '/live/flow') return { path }
  const [, room, agent] = /^\/live\/ag-ui\/(?:rooms\/([^/]+)|([^/]+))$/.exec(path) ?? []
  if (room !== undefined) return { path: '/live/ag-ui', subject: { room } }
  return agent === undefined ? undefined : { path: '/live/ag-ui', subject: { agent } }
}

/** What says who asks. Browsers let a page set no header here but the protocols it speaks: one of them may be its token. */
function headersOf({ headers }: IncomingMessage): Headers {
  const { cookie = '', authorization } = headers
  const named = (headers['sec-websocket-protocol'] ?? '').split(',').find((protocol) => protocol.trim().startsWith('bearer.'))
  const token = named === undefined ? authorization : `Bearer ${named.trim().slice('bearer.'.length)}`
  return new Headers({ cookie, ...(token === undefined ? {} : { authorization: token }) })
}

function answer(request: IncomingMessage, response: ServerResponse, connections: number): void {
  const healthy = request.method === 'GET' && request.url === '/health'
  response.writeHead(healthy ? 200 : 404, { 'content-type': 'application/json', 'cache-control': 'no-store' })
  response.end(JSON.stringify(healthy ? { live: true, connections } : { error: { code: 'not-found', message: 'There is nothing here.' } }))
}

/** Programs send no Origin and were handed their cookie knowingly. A page must come from where people open Hearth. */
function isOurPage({ headers }: IncomingMessage, publicUrl: string): boolean {
  const { origin, host } = headers
  if (origin === undefined) return true
  if (!URL.canParse(origin)) return false
  const page = new URL(origin)
  const home = new URL(publicUrl)
  const here = host ? new URL(`http://${host}`) : home
  // live has a port of its own: a page of the same host name on the port of the pages is ours as well
  return page.host === home.host || page.host === here.host || (page.hostname === here.hostname && page.port === home.port)
}

/** A guest's link or session that is no good, as the status of the handshake. */
function refusal(error: unknown): string {
  if (isAppError(error)) return `${errorCodes[error.code].status} ${error.code}`
  throw error
}

function refuse(raw: Duplex, status: string): void {
  raw.end(`HTTP/1.1 ${status}\r\nconnection: close\r\ncontent-length: 0\r\n\r\n`)
}
