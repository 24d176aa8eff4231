import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { guardedFetch } from './guarded-fetch.ts'

const server = createServer((request, response) => {
  if (request.url === '/away') return void response.writeHead(302, { location: 'http://169.254.169.254/' }).end()
  let body = ''
  request.on('data', (part) => (body += part))
  request.on('end', () => {
    response.writeHead(200, { 'content-type': 'text/plain', 'x-method': request.method })
    response.write(`first ${body} `)
    if (request.url === '/slow') return
    response.end('last')
  })
})
let base = ''
beforeAll(async () => {
  await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready))
  base = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
})
afterAll(() => {
  server.closeAllConnections()
  server.close()
})
afterEach(() => void delete process.env.HEARTH_ALLOW_PRIVATE_ADDRESSES)

describe('guardedFetch', () => {
  it('[models.ssrf] refuses this machine and its networks, under any name', async () => {
    for (const address of [base, 'http://localhost:1/', 'http://[::1]/', 'http://10.0.0.1/', 'http://169.254.169.254/latest', 'http://0x7f000001/'])
      await expect(guardedFetch(address), address).rejects.toMatchObject({ code: 'address-refused' })
    await expect(guardedFetch('file:///etc/passwd')).rejects.toMatchObject({ code: 'address-refused' })
  })

  it('sends and reads when the installation allows it', async () => {
    process.env.HEARTH_ALLOW_PRIVATE_ADDRESSES = '1'
    const answer = await guardedFetch(base, { method: 'POST', body: 'hello' })
    expect(answer.headers.get('x-method')).toBe('POST')
    expect(await answer.text()).toBe('first hello last')
  })

  it('follows no redirect by itself', async () => {
    process.env.HEARTH_ALLOW_PRIVATE_ADDRESSES = '1'
    expect((await guardedFetch(`${base}/away`)).status).toBe(302)
  })

  it('gives what has come so far, and stops when told', async () => {
    process.env.HEARTH_ALLOW_PRIVATE_ADDRESSES = '1'
    const stop = new AbortController()
    const reader = (await guardedFetch(`${base}/slow`, { method: 'POST', body: 'x', signal: stop.signal })).body?.getReader()
    const first = await reader?.read()
    expect(new TextDecoder().decode(first?.value)).toBe('first x ')
    stop.abort()
    await expect(reader?.read()).rejects.toThrow()
  })

  it('says in fetch’s own way that nobody answers', async () => {
    process.env.HEARTH_ALLOW_PRIVATE_ADDRESSES = '1'
    await expect(guardedFetch('http://127.0.0.1:1/')).rejects.toThrow(TypeError)
  })
})
