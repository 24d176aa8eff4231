import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { afterEach, describe, expect, it } from 'vitest'

/** A server that closes as Next's does: it takes nothing new, and waits for what is under way. */
const program = `
import { createServer } from 'node:http'
const server = createServer((request, response) => {
  request.headers['x-forwarded-for'] ??= request.socket.remoteAddress
  if (request.url === '/live') {
    response.setHeader('content-type', 'text/event-stream')
    return response.write('retry: 1000\\n\\n')
  }
  if (request.url === '/slow') return setTimeout(() => response.end('done'), 300)
  response.end(JSON.stringify(request.headers))
})
process.on('SIGTERM', () => server.close(() => process.exit(0)))
server.listen(0, '127.0.0.1', () => console.log(server.address().port))
`
let child: ChildProcess | undefined
afterEach(() => {
  child?.kill('SIGKILL')
})

async function start(env: Record<string, string> = {}): Promise<string> {
  const preload = new URL('./web.mjs', import.meta.url).href
  const started = spawn(process.execPath, ['--import', preload, '--input-type=module', '-e', program], {
    env: { ...process.env, ...env },
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  child = started
  const [port] = await once(started.stdout, 'data')
  return `http://127.0.0.1:${String(port).trim()}`
}

describe('the web process', () => {
  it('[web.ends-at-once] ends although a live feed is open, and finishes the answers under way', { timeout: 60_000 }, async () => {
    const at = await start()
    const live = await fetch(`${at}/live`)
    const reader = live.body?.getReader()
    await reader?.read()
    const slow = fetch(`${at}/slow`).then((response) => response.text())
    const plain = await fetch(at) // by now the slow one has arrived
    await plain.text()
    const ended = once(child as ChildProcess, 'exit')
    child?.kill('SIGTERM')
    await expect(reader?.read().then(({ done }) => done)).rejects.toThrow()
    expect(await slow).toBe('done')
    expect(await ended).toEqual([0, null])
  })

  it('[web.trust-proxy] believes what a proxy says only when a setting says that there is one', { timeout: 60_000 }, async () => {
    const headers = { 'x-forwarded-for': '203.0.113.9', 'x-forwarded-host': 'chat.example', 'x-forwarded-proto': 'https' }
    const alone = await (await fetch(await start(), { headers })).json()
    expect(alone).toMatchObject({ 'x-forwarded-for': '127.0.0.1' })
    expect(alone).not.toHaveProperty('x-forwarded-host')
    child?.kill('SIGKILL')
    expect(await (await fetch(await start({ HEARTH_TRUST_PROXY: '1' }), { headers })).json()).toMatchObject(headers)
  })
})
