import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { isAppError, toErrorData } from '../kernel/errors.ts'
import type { Person } from '../kernel/principal.ts'
import { agentCapabilities, cancelAgent, connectAgent, followRoom, getThread, listThreads, resumeAgent, runAgent } from './index.ts'

const routes: Record<string, (person: Person, agentId: string, request: Request) => Promise<Response>> = {
  run: runAgent,
  connect: connectAgent,
  cancel: cancelAgent,
  resume: resumeAgent,
  capabilities: (person, agentId) => agentCapabilities(person, agentId),
  threads: (person, agentId, request) => {
    const [, , , , room] = new URL(request.url).pathname.split('/')
    return room === undefined ? listThreads(person, agentId, request) : getThread(person, agentId, request, { room })
  },
}

export type AguiServer = { url(agentId: string, door: string): string; close(): Promise<void> /** Connections that are open now. */; open(): number }

/** The AG-UI doors on a real HTTP server, for one person. */
export async function aguiServer(person: Person): Promise<AguiServer> {
  let open = 0
  const server = createServer(async (incoming, outgoing) => {
    open += 1
    const gone = new AbortController()
    outgoing.on('close', () => {
      open -= 1
      gone.abort()
    })
    const [, , agentId = '', door = ''] = (incoming.url ?? '').split('?')[0]?.split('/') ?? []
    const chunks: Buffer[] = []
    for await (const chunk of incoming) chunks.push(chunk)
    const body = incoming.method === 'POST' ? { body: Buffer.concat(chunks) } : {}
    const request = new Request(`http://test.example${incoming.url}`, {
      method: incoming.method ?? 'GET',
      headers: { accept: incoming.headers.accept ?? '' },
      ...body,
      signal: gone.signal,
    })
    const response = await (agentId === 'rooms' ? followRoom(person, request, { room: door }) : (routes[door] ?? notHere)(person, agentId, request)).catch(
      (error: unknown) => Response.json({ error: toErrorData(error) }, { status: isAppError(error) && error.code === 'not-found' ? 404 : 400 }),
    )
    outgoing.writeHead(response.status, Object.fromEntries(response.headers))
    outgoing.flushHeaders()
    const reader = response.body?.getReader()
    gone.signal.addEventListener('abort', () => void reader?.cancel().catch(() => undefined))
    for (;;) {
      const part = await reader?.read().catch(() => undefined)
      if (!part || part.done) break
      outgoing.write(part.value)
    }
    outgoing.end()
  })
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
  const { port } = server.address() as AddressInfo
  return {
    url: (agentId, door) => `http://127.0.0.1:${port}/ag-ui/${agentId}/${door}`,
    open: () => open,
    close: () =>
      new Promise((done) => {
        server.close(() => done())
        server.closeAllConnections()
      }),
  }
}

const notHere = async () => new Response(null, { status: 404 })
