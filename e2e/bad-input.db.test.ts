import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { closeDurable } from '../server/durable/index.ts'
import { newId } from '../server/kernel/ids.ts'
import { asSystem } from '../server/platform/db.ts'
import { testDatabase } from '../server/platform/test-database.ts'
import { type Browser, createBrowser } from './routes.test-kit.ts'

type Failure = { error: { code: string; message: string; details?: { fields?: Record<string, string> } } }
type Room = { id: string; seq: number; entries: { event: { type: string } }[] }

let database: Awaited<ReturnType<typeof testDatabase>>
let browser: Browser
let person: string
let room: string
beforeAll(async () => {
  database = await testDatabase()
  browser = createBrowser()
  const { workspaceSlug, personId } = await browser.arrive('Ada')
  person = personId
  const base = `/api/workspaces/${workspaceSlug}`
  const { body: agent } = await browser.call<{ id: string }>('POST', `${base}/agents`, { template: 'payments-assistant' })
  const { body } = await browser.call<{ id: string }>('POST', `${base}/rooms`, { agent: agent.id })
  room = `${base}/rooms/${body.id}`
})
afterAll(async () => {
  await closeDurable()
  await database.drop()
})

const snapshot = async () => (await browser.call<Room>('GET', room)).body
const json = { 'content-type': 'application/json' }

async function refused(body: string, code: string, status: number): Promise<Failure['error']> {
  const before = await snapshot()
  const response = await browser.send('POST', `${room}/messages`, { body, headers: json })
  const { error } = (await response.json()) as Failure
  expect({ code: error.code, status: response.status }).toEqual({ code, status })
  expect(await snapshot()).toEqual(before)
  return error
}

describe('a message that cannot be taken leaves the room as it was, and says what to do', () => {
  it('[input.5mb-message] 5 MB of text', async () => {
    const error = await refused(JSON.stringify({ id: newId(), text: 'x'.repeat(5_000_000) }), 'too-large', 413)
    expect(error.message).toMatch(/at most 256 KB fit here\. Make it shorter, or split it/)
  })

  it('more characters than a message may have', async () => {
    const error = await refused(JSON.stringify({ id: newId(), text: 'x'.repeat(32_001) }), 'invalid-input', 400)
    expect(error.details?.fields).toEqual({ text: 'at most 32,000 characters' })
  })

  it('JSON that breaks off', async () => {
    const error = await refused('{"id": "', 'malformed-json', 400)
    expect(error.message).toContain('not valid JSON')
  })

  it('nothing but spaces', async () => {
    expect((await refused(JSON.stringify({ id: newId(), text: ' \n ' }), 'invalid-input', 400)).details?.fields).toEqual({ text: 'a message' })
  })

  it('an id that is none', async () => {
    await refused(JSON.stringify({ id: 'seventeen', text: 'hello' }), 'invalid-input', 400)
  })
})

it('text that looks like SQL, markup or a prototype is text', async () => {
  for (const text of ["'; drop table person; --", '<script>alert(1)</script>', '{"__proto__":{"admin":true}}', '\\u0000 \ud83d\ude80 \u202e']) {
    const { status } = await browser.call('POST', `${room}/messages`, { id: newId(), text })
    expect(status, text).toBe(200)
  }
  expect({}).not.toHaveProperty('admin')
})

it('a NUL character, which PostgreSQL cannot store, is no failure of ours', async () => {
  const { status } = await browser.call<Failure>('POST', `${room}/messages`, { id: newId(), text: 'before\u0000after' })
  expect([200, 400]).toContain(status)
  expect((await browser.call<Failure>('PATCH', room, { title: 'a\u0000b' })).status).toBe(400)
})

it('the same message sent twice is one message', async () => {
  const id = newId()
  const first = await browser.call('POST', `${room}/messages`, { id, text: 'once' })
  const { entries } = await snapshot()
  const second = await browser.call('POST', `${room}/messages`, { id, text: 'once' })
  expect(second).toEqual(first)
  expect((await snapshot()).entries).toEqual(entries)
})

it('a session that ended meanwhile takes no message; signed in again, the same message goes through', async () => {
  const other = createBrowser()
  for (const [name, value] of browser.jar) other.jar.set(name, value)
  const body = { id: newId(), text: 'typed while the session ended' }
  await asSystem((tx) => tx.sql`update session set expires_at = now() - interval '1 second' where person_id = ${person}`)
  await expect.poll(async () => (await other.call('POST', `${room}/messages`, body)).status, { timeout: 10_000, interval: 200 }).toBe(401)
  await asSystem((tx) => tx.sql`update session set expires_at = now() + interval '1 day' where person_id = ${person}`)
  expect((await other.call('POST', `${room}/messages`, body)).status).toBe(200)
})
