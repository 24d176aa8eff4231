import { afterAll, beforeAll, expect, it } from 'vitest'
import { closeDurable } from '../server/durable/index.ts'
import { asSystem } from '../server/platform/db.ts'
import { testDatabase } from '../server/platform/test-database.ts'
import { eventually } from '../server/runs/runs.test-kit.ts'
import { type Browser, createBrowser, type Verb } from './routes.test-kit.ts'
import { type Belongings, giveBelongings } from './tenant.test-kit.ts'

let database: Awaited<ReturnType<typeof testDatabase>>
let browser: Browser
let home: { slug: string; personId: string; email: string; id: string; own: Belongings }
beforeAll(async () => {
  database = await testDatabase()
  browser = createBrowser()
  const { workspaceSlug, personId, email } = await browser.arrive('Ada')
  const { body } = await browser.call<{ id: string }>('GET', `/api/workspaces/${workspaceSlug}`)
  home = { slug: workspaceSlug, personId, email, id: body.id, own: await giveBelongings(body.id, personId) }
})
afterAll(async () => {
  await closeDurable()
  await database.drop()
})

type Made = { id: string; secret: string; hint: string }

async function made(role: string, by: Browser = browser): Promise<Made> {
  const { status, body } = await by.call<Made>('POST', `/api/workspaces/${home.slug}/tokens`, { name: `for ${role}`, role })
  expect(status).toBe(200)
  return body
}

/** A program somewhere else: no cookie, and even from another site, as no browser would send it. */
async function asked(secret: string, method: Verb, path: string, body?: unknown): Promise<number> {
  const headers = { authorization: `Bearer ${secret}`, origin: 'https://elsewhere.example', 'sec-fetch-site': 'cross-site' }
  const response = await createBrowser().send(method, path, { headers, ...(body === undefined ? {} : { body: JSON.stringify(body) }) })
  await response.body?.cancel()
  return response.status
}
const here = (path: string) => `/api/workspaces/${home.slug}${path}`

it('[tokens.once] a token is told once and kept as a hash only', async () => {
  const { secret, hint } = await made('operator')
  expect(secret).toMatch(/^hearth_[\w-]{43}$/)
  expect(secret.endsWith(hint)).toBe(true)
  const { body } = await browser.call('GET', here('/tokens'))
  expect(JSON.stringify(body)).toContain(hint)
  expect(JSON.stringify(body)).not.toContain(secret)
  const kept = await asSystem((tx) => tx.sql<{ row: string }>`select t::text as row from access_token t`)
  expect(kept.length).toBeGreaterThan(0)
  expect(kept.some(({ row }) => row.includes(secret) || row.includes(Buffer.from(secret).toString('hex')))).toBe(false)
})

it('[tokens.bearer] a token opens the API and AG-UI without a cookie, and it is noted that it was used', async () => {
  const { id, secret } = await made('operator')
  expect(await asked(secret, 'GET', here('/agents'))).toBe(200)
  expect(await asked(secret, 'POST', here('/rooms'), { agent: home.own.agent })).toBe(200)
  expect(await asked(secret, 'GET', `/ag-ui/${home.own.agent}/capabilities`)).toBe(200)
  expect(await asked(secret, 'GET', '/copilotkit/info')).toBe(200)
  const [row] = await asSystem((tx) => tx.sql<{ used: boolean }>`select last_used_at is not null as used from access_token where id = ${id}`)
  expect(row).toEqual({ used: true })
})

it('[tokens.scope] a token may no more than its scope, and never more than its person at that moment', async () => {
  const reader = await made('viewer')
  expect(await asked(reader.secret, 'GET', here('/agents'))).toBe(200)
  expect(await asked(reader.secret, 'POST', here('/agents'), { name: 'New' })).toBe(403)
  const member = createBrowser()
  const { email } = await member.arrive('Grace')
  await browser.call('PUT', here('/members'), { email, role: 'editor' })
  const builder = await made('editor', member)
  expect(await asked(builder.secret, 'POST', here('/agents'), { name: 'New' })).toBe(200)
  await browser.call('PUT', here('/members'), { email, role: 'viewer' })
  expect(await asked(builder.secret, 'POST', here('/agents'), { name: 'New' })).toBe(403)
  expect((await member.call('POST', here('/tokens'), { name: 'more', role: 'editor' })).status).toBe(403)
})

it('[tokens.one-workspace] a token is good for its workspace only, and not for the account, other tokens included', async () => {
  const { secret } = await made('admin')
  const { body } = await browser.call<{ slug: string }>('POST', '/api/workspaces', { name: 'Second' })
  expect((await browser.call('GET', `/api/workspaces/${body.slug}/agents`)).status).toBe(200)
  expect(await asked(secret, 'GET', `/api/workspaces/${body.slug}/agents`)).toBe(404)
  for (const path of ['/api/me', '/api/sessions']) expect(await asked(secret, 'GET', path), path).toBe(403)
  expect(await asked(secret, 'POST', '/api/workspaces', { name: 'Third' })).toBe(403)
  expect(await asked(secret, 'POST', here('/tokens'), { name: 'another', role: 'viewer' })).toBe(403)
})

it('[tokens.revoked] one that was revoked, is over or was made up is nobody, also beside a good cookie', async () => {
  const { id, secret } = await made('operator')
  expect(await asked(secret, 'GET', here('/agents'))).toBe(200)
  expect((await browser.call('DELETE', here(`/tokens/${id}`))).status).toBe(200)
  expect(await asked(secret, 'GET', here('/agents'))).toBe(401)
  const over = await made('operator')
  await asSystem((tx) => tx.sql`update access_token set expires_at = now() - interval '1 second' where id = ${over.id}`)
  expect(await asked(over.secret, 'GET', here('/agents'))).toBe(401)
  const forged = await browser.send('POST', here('/agents'), {
    headers: { authorization: 'Bearer x', origin: 'https://elsewhere.example', 'sec-fetch-site': 'cross-site' },
    body: JSON.stringify({ name: 'New' }),
  })
  expect(forged.status).toBe(401)
})

it('[tokens.managed] an admin sees and ends the tokens of others, others only their own, and who leaves takes theirs along', async () => {
  const member = createBrowser()
  const { email, personId } = await member.arrive('Edsger')
  await browser.call('PUT', here('/members'), { email, role: 'operator' })
  const theirs = await made('operator', member)
  const mine = await made('operator')
  const listed = async (by: Browser) => (await by.call<{ tokens: { id: string }[] }>('GET', here('/tokens'))).body.tokens.map(({ id }) => id)
  expect(await listed(member)).toEqual([theirs.id])
  expect(await listed(browser)).toEqual(expect.arrayContaining([theirs.id, mine.id]))
  expect((await member.call('DELETE', here(`/tokens/${mine.id}`))).status).toBe(403)
  expect(await asked(theirs.secret, 'GET', here('/agents'))).toBe(200)
  await browser.call('DELETE', here(`/members/${personId}`))
  expect(await asked(theirs.secret, 'GET', here('/agents'))).toBe(404)
  await eventually(async () => ((await asked(theirs.secret, 'GET', here('/agents'))) === 401 ? true : undefined), 'the token to be forgotten')
})
