import { describe, expect, it } from 'vitest'
import { z } from 'zod'
import { defineContract } from '../kernel/contract.ts'
import { AppError } from '../kernel/errors.ts'
import { endpoint } from './index.ts'

const contract = defineContract({
  id: 'test.greet',
  method: 'POST',
  path: '/api/greet/:name',
  access: 'anyone',
  input: z.object({ name: z.string().min(2, 'two letters or more'), times: z.coerce.number().int('a whole number').default(1) }),
  output: z.object({ said: z.string() }),
  maxBytes: 1000,
})
const greet = endpoint(contract, async (_who, { name, times }) => ({ said: `hello ${name} `.repeat(times) }))

type Init = { query?: string; body?: BodyInit | null; headers?: Record<string, string>; name?: string }
async function ask(door: typeof greet, { query = '', body = null, headers = {}, name = 'Ada' }: Init = {}) {
  const request = new Request(`http://hearth.test/api/greet/${name}${query}`, { method: 'POST', body, headers: { host: 'hearth.test', ...headers } })
  const response = await door(request, { params: Promise.resolve({ name }) })
  return { status: response.status, text: await response.text(), headers: response.headers }
}
const errorIn = (text: string) => (JSON.parse(text) as { error: { code: string; message: string; details?: Record<string, unknown> } }).error

describe('endpoint', () => {
  it('merges the address, the query and the body, the address winning', async () => {
    const { status, text, headers } = await ask(greet, { query: '?times=2', body: JSON.stringify({ name: 'Eve', times: 3 }) })
    expect(status).toBe(200)
    expect(JSON.parse(text)).toEqual({ said: 'hello Ada hello Ada ' })
    expect(headers.get('cache-control')).toBe('no-store')
  })

  it('[input.fields] says per field what is wrong, in a sentence and for the form', async () => {
    const { status, text } = await ask(greet, { name: 'A', query: '?times=1.5' })
    expect(status).toBe(400)
    expect(errorIn(text)).toMatchObject({
      code: 'invalid-input',
      message: 'name: two letters or more. times: a whole number.',
      details: { fields: { name: 'two letters or more' } },
    })
  })

  it('[input.broken-json] says that a body is not JSON', async () => {
    const { status, text } = await ask(greet, { body: '{"times": 2' })
    expect(status).toBe(400)
    expect(errorIn(text).code).toBe('malformed-json')
  })

  it('refuses a body that is JSON but no object', async () => {
    expect(errorIn((await ask(greet, { body: '[1]' })).text).code).toBe('invalid-input')
  })

  it('[input.too-large] reads no more than fits, with or without a length named, and says how much does', async () => {
    const long = JSON.stringify({ pad: 'x'.repeat(5_000_000) })
    const chunked = new Blob([long]).stream()
    const said = await ask(greet, { body: long })
    expect(said.status).toBe(413)
    expect(errorIn(said.text).message).toContain('at most')
    const request = new Request('http://hearth.test/api/greet/Ada', { method: 'POST', body: chunked, duplex: 'half' } as RequestInit)
    expect((await greet(request, { params: Promise.resolve({ name: 'Ada' }) })).status).toBe(413)
  })

  it('[access.same-origin] refuses a write that another site made a browser send', async () => {
    expect((await ask(greet, { headers: { origin: 'https://evil.example' } })).status).toBe(403)
    expect((await ask(greet, { headers: { 'sec-fetch-site': 'cross-site' } })).status).toBe(403)
    expect((await ask(greet, { headers: { 'sec-fetch-site': 'same-site', origin: 'http://hearth.test' } })).status).toBe(403)
    expect((await ask(greet, { headers: { origin: 'null' } })).status).toBe(403)
    expect((await ask(greet, { headers: { 'sec-fetch-site': 'same-origin', origin: 'http://hearth.test' } })).status).toBe(200)
    expect((await ask(greet, { headers: { 'x-forwarded-host': 'chat.example', origin: 'https://chat.example' } })).status).toBe(200)
    expect((await ask(greet)).status).toBe(200)
  })

  it('tells a refusal by its code, and a not-found always in the same bytes', async () => {
    const missing = endpoint(contract, async () => {
      throw new AppError('not-found', 'room 17 belongs to somebody else', { room: 17 })
    })
    const { status, text } = await ask(missing)
    expect(status).toBe(404)
    expect(text).not.toContain('17')
    const waiting = endpoint(contract, async () => {
      throw new AppError('too-many-requests', 'Wait.', { seconds: 30 })
    })
    expect((await ask(waiting)).headers.get('retry-after')).toBe('30')
  })

  it('tells nothing of a failure it did not expect', async () => {
    const broken = endpoint(contract, async () => {
      throw new Error('password of the database is hunter2')
    })
    const { status, text } = await ask(broken)
    expect(status).toBe(500)
    expect(text).not.toContain('hunter2')
    expect(errorIn(text).code).toBe('internal')
  })
})
