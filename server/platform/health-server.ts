import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'

/**
 * Answers for a process that has no address of its own: `GET /health` as long as it is alive, `GET /ready` with 200 or 503. For whoever
 * starts and ends processes, such as Kubernetes. Returns the port.
 */
export async function serveHealth(port: number, state: () => { ready: boolean }): Promise<number> {
  const server = createServer(({ method, url }, response) => {
    const known = method === 'GET' && (url === '/health' || url === '/ready')
    const now = state()
    const status = known ? (url === '/ready' && !now.ready ? 503 : 200) : 404
    response.writeHead(status, { 'content-type': 'application/json', 'cache-control': 'no-store' })
    response.end(JSON.stringify(known ? { live: true, ...now } : { error: { code: 'not-found', message: 'There is nothing here.' } }))
  })
  server.unref()
  await once(server.listen(port), 'listening')
  return (server.address() as AddressInfo).port
}
