import { Server } from 'node:http'

// Preloaded into the web process, whose server is Next's own.

/**
 * What a proxy says about a request is taken only when HEARTH_TRUST_PROXY=1 says that there is one: without, anybody could write
 * these headers, and so count as another address. Next fills in what is missing from the connection itself.
 */
const told = ['x-forwarded-for', 'x-forwarded-host', 'x-forwarded-proto', 'x-forwarded-port', 'forwarded', 'x-real-ip']
const trusted = process.env.HEARTH_TRUST_PROXY === '1'

/** Answers under way that have no end of their own: a server that closes would wait for them. */
const streams = new Set()
const servers = new Set()
let closing = false

const emit = Server.prototype.emit
Server.prototype.emit = function (event, ...given) {
  if (event === 'request') {
    const [request, response] = given
    if (!trusted) for (const name of told) delete request.headers[name]
    servers.add(this)
    streams.add(response)
    response.once('close', () => streams.delete(response))
  }
  return emit.call(this, event, ...given)
}

// Live feeds are cut at once, and go on by themselves where they were when the server is back. Other answers are finished.
for (const signal of ['SIGTERM', 'SIGINT'])
  process.once(signal, () => {
    if (closing) return
    closing = true
    cut()
    setInterval(cut, 50).unref() // a feed that was just beginning, a connection that an answer left open
  })

function cut() {
  for (const response of streams) if (String(response.getHeader('content-type')).startsWith('text/event-stream')) response.destroy()
  for (const server of servers) server.closeIdleConnections()
}
