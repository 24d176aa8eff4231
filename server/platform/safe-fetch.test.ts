import { once } from 'node:events'
import { createServer, type RequestListener, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { gzipSync } from 'node:zlib'
import { afterEach, describe, expect, it } from 'vitest'
import { isPublicAddress } from './addresses.ts'
import { safeFetch } from './safe-fetch.ts'

const servers: Server[] = []
afterEach(() => {
  for (const server of servers.splice(0)) server.close().closeAllConnections()
  delete process.env.HEARTH_ALLOW_PRIVATE_ADDRESSES
})

async function serve(answer: RequestListener): Promise<string> {
  const server = createServer(answer)
  servers.push(server)
  await once(server.listen(0, '127.0.0.1'), 'listening')
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`
}
const open = () => {
  process.env.HEARTH_ALLOW_PRIVATE_ADDRESSES = '1'
}
const get = (url: string, options = {}) => safeFetch({ method: 'GET', url }, options)

describe('addresses', () => {
  it.each([
    ...['127.0.0.1', '10.1.2.3', '172.16.0.1', '192.168.1.1', '169.254.169.254', '100.64.0.1', '0.0.0.0', '255.255.255.255', '224.0.0.1', '198.18.0.1'],
    ...[
      '::1',
      '::',
      'fe80::1',
      'fe80::1%eth0',
      'fd00::1',
      '::ffff:127.0.0.1',
      '::ffff:8.8.8.8',
      '64:ff9b::7f00:1',
      '2002:7f00:1::',
      'ff02::1',
      'not an address',
    ],
  ])('[fetch.private-refused] %s is not on the open internet', (address) => expect(isPublicAddress(address)).toBe(false))

  it.each(['8.8.8.8', '1.1.1.1', '172.32.0.1', '2606:4700::1111'])('%s is', (address) => expect(isPublicAddress(address)).toBe(true))
})

describe('a call to the outside', () => {
  it.each([
    'http://127.0.0.1/',
    'http://localhost:5432/',
    'http://2130706433/',
    'http://0x7f.1/',
    'http://[::1]/',
    'http://[::ffff:127.0.0.1]/',
    'http://169.254.169.254/latest/meta-data',
  ])('[fetch.private-refused] refuses %s', async (url) => await expect(get(url)).rejects.toMatchObject({ code: 'address-refused' }))

  it.each(['file:///etc/passwd', 'ftp://example.com/', 'gopher://example.com/'])(
    'refuses %s',
    async (url) => await expect(get(url)).rejects.toMatchObject({ code: 'address-refused' }),
  )

  it('says what an address looks like when it is none', async () => await expect(get('example')).rejects.toMatchObject({ code: 'invalid-input' }))

  it('hands on what was sent and what came back, whatever the status', async () => {
    open()
    const url = await serve((request, response) => {
      let body = ''
      request
        .on('data', (part) => (body += part))
        .on('end', () =>
          response.writeHead(418, { 'x-kind': 'teapot' }).end(JSON.stringify({ body, key: request.headers['idempotency-key'], method: request.method })),
        )
    })
    const answer = await safeFetch({ method: 'POST', url, body: 'grüße', headers: { 'Content-Type': 'text/plain' } }, { idempotencyKey: 'run/path' })
    expect(answer).toMatchObject({ status: 418, headers: { 'x-kind': 'teapot' } })
    expect(JSON.parse(answer.body)).toEqual({ body: 'grüße', key: 'run/path', method: 'POST' })
  })

  it('follows redirects, keeps secrets from other hosts, and looks at each address again', async () => {
    open()
    const second = await serve((request, response) => response.end(JSON.stringify(request.headers)))
    const first = await serve((_request, response) => response.writeHead(302, { location: `${second}/there` }).end())
    const answer = await safeFetch({ method: 'GET', url: first, headers: { Authorization: 'Bearer secret', 'X-Plain': 'yes' } })
    expect(JSON.parse(answer.body)).toMatchObject({ 'x-plain': 'yes' })
    expect(answer.body).not.toContain('secret')
    const inward = await serve((_request, response) => {
      delete process.env.HEARTH_ALLOW_PRIVATE_ADDRESSES // the wall is back up when the redirect is looked at
      response.writeHead(302, { location: 'http://169.254.169.254/' }).end()
    })
    await expect(get(inward)).rejects.toMatchObject({ code: 'address-refused' })
  })

  it('gives up on a circle of redirects', async () => {
    open()
    const url = await serve((_request, response) => response.writeHead(307, { location: '/' }).end())
    await expect(get(url)).rejects.toMatchObject({ code: 'outside-failed' })
  })

  it('stops at the size limit, packed or not', async () => {
    open()
    const packed = await serve((_request, response) => response.writeHead(200, { 'content-encoding': 'gzip' }).end(gzipSync(Buffer.alloc(1_000_000))))
    await expect(get(packed, { maxBytes: 10_000 })).rejects.toMatchObject({ code: 'too-large' })
    const endless = await serve((_request, response) => {
      const more = () => response.write(Buffer.alloc(65_536)) && setImmediate(more)
      more()
      response.on('drain', more)
    })
    await expect(get(endless, { maxBytes: 10_000 })).rejects.toMatchObject({ code: 'too-large' })
  })

  it('stops when the time is up, and when the run is cancelled', async () => {
    open()
    const url = await serve(() => undefined)
    await expect(safeFetch({ method: 'GET', url, timeoutMs: 30 })).rejects.toMatchObject({ code: 'timed-out', retry: 'later' })
    const cancelled = new Error('cancelled')
    await expect(get(url, { signal: AbortSignal.abort(cancelled) })).rejects.toBe(cancelled)
  })

  it('says who could not be reached', async () => {
    open()
    const url = await serve(() => undefined)
    servers.splice(0).map((server) => server.close().closeAllConnections())
    await expect(get(url)).rejects.toMatchObject({ code: 'outside-failed', retry: 'later', message: expect.stringContaining('127.0.0.1') })
  })
})
