import { globSync } from 'node:fs'
import { resolve } from 'node:path'
import { pathToFileURL } from 'node:url'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { closeDurable } from '../server/durable/index.ts'
import type { Contract } from '../server/kernel/contract.ts'
import { AppError } from '../server/kernel/errors.ts'
import { newId } from '../server/kernel/ids.ts'
import { type Role, roleSchema } from '../server/kernel/principal.ts'
import { asSystem } from '../server/platform/db.ts'
import { testDatabase } from '../server/platform/test-database.ts'
import { type Browser, createBrowser, handlersOf, routes, type Verb, verbs } from './routes.test-kit.ts'
import { type Door, doors, type Named } from './tenancy-doors.test-kit.ts'
import { freshIds, giveBelongings } from './tenant.test-kit.ts'

let database: Awaited<ReturnType<typeof testDatabase>>
/** The tenant that is attacked, and the one that attacks: a good customer with a workspace of their own. */
let ada: { browser: Browser; named: Named; workspaceId: string }
let bob: typeof ada
/** Somebody in Ada's workspace whom all who manage members may change. */
let colleague: { email: string; person: string }
const members = new Map<Role, Browser>()

beforeAll(async () => {
  database = await testDatabase()
  ada = await tenant('Ada')
  bob = await tenant('Bob')
  for (const role of roleSchema.options) {
    const browser = createBrowser()
    const { email } = await browser.arrive(`Member ${role}`)
    expect((await ada.browser.call('PUT', `/api/workspaces/${ada.named.workspace}/members`, { email, role })).status).toBe(200)
    members.set(role, browser)
  }
  const { email, personId } = await createBrowser().arrive('Colleague')
  await ada.browser.call('PUT', `/api/workspaces/${ada.named.workspace}/members`, { email, role: 'viewer' })
  colleague = { email, person: personId }
})
afterAll(async () => {
  await closeDurable()
  await database.drop()
})

async function tenant(name: string) {
  const browser = createBrowser()
  const { personId, workspaceSlug, email } = await browser.arrive(name)
  const { body } = await browser.call<{ id: string }>('GET', `/api/workspaces/${workspaceSlug}`)
  return {
    browser,
    workspaceId: body.id,
    named: { ...(await giveBelongings(body.id, personId)), workspace: workspaceSlug, person: personId, email, number: 1, node: 'a', hash: 'private' },
  }
}

const nobody = (workspace: string): Named => ({
  ...freshIds(),
  person: newId(),
  workspace,
  email: 'nobody@example.org',
  number: 1,
  node: 'a',
  hash: 'private',
})

async function knock(browser: Browser, key: string, { body, query, live }: Door, named: Named): Promise<{ status: number; bytes: string }> {
  const [verb = '', path = ''] = key.split(' ')
  const filled = path.replace(/:nextauth\*/, 'session').replace(/:([a-z]+)/g, (_, name: string) => String(named[name as keyof Named] ?? newId()))
  const given = body?.(named)
  const asked = query ? `${filled}?${new URLSearchParams(query())}` : filled
  const gone = new AbortController()
  const response = await browser.send(verb as Verb, asked, {
    signal: gone.signal,
    ...(given === undefined ? {} : { body: JSON.stringify(given), headers: { 'content-type': 'application/json' } }),
  })
  if (live && response.ok) {
    await response.body?.cancel()
    gone.abort()
    return { status: response.status, bytes: '' }
  }
  return { status: response.status, bytes: await response.text() }
}

/** Everything a workspace holds, as one text. */
async function fingerprint(workspaceId: string): Promise<string> {
  return asSystem(async (tx) => {
    const tables = await tx.sql<{
      name: string
    }>`select table_name as name from information_schema.columns where table_schema = 'public' and column_name = 'workspace_id' order by 1`
    const parts: string[] = []
    for (const { name } of tables) {
      const { rows } = await tx.client.query(
        `select md5(coalesce(string_agg(t::text, '|' order by t::text), '')) as sum from ${name} t where workspace_id = $1`,
        [workspaceId],
      )
      parts.push(`${name} ${rows[0].sum}`)
    }
    return parts.join('\n')
  })
}

const missing = JSON.stringify({ error: new AppError('not-found').toJSON() })
async function contracts(): Promise<Contract[]> {
  const found: Contract[] = []
  for (const file of globSync('server/**/contract.ts')) {
    const exported = (await import(pathToFileURL(resolve(file)).href)) as Record<string, unknown>
    for (const value of Object.values(exported))
      if (typeof value === 'object' && value !== null && 'method' in value && 'path' in value) found.push(value as Contract)
  }
  return found
}

const workspaceDoors = Object.entries(doors).filter(([, door]) => door.access === 'workspace')
const order = [...roleSchema.options].reverse() // viewer … owner

describe('every door', () => {
  it('[tenancy.list] is in the list of doors: a new route must say whom it opens to', async () => {
    const found: string[] = []
    for (const route of routes()) for (const verb of verbs) if ((await handlersOf(route))[verb]) found.push(`${verb} ${route.path}`)
    expect(found.length).toBeGreaterThan(0)
    expect(found.sort()).toEqual(Object.keys(doors).sort())
  })

  it('[http.contracts] every contract has its door, with the same access, and every door of the API its contract', async () => {
    const promised = Object.fromEntries((await contracts()).map(({ method, path, access }) => [`${method} ${path}`, access]))
    const protocols = /^\S+ (\/ag-ui\/|\/copilotkit\/|\/api\/auth\/|\/api\/health$|\/hooks\/)/
    expect(promised).toEqual(Object.fromEntries(Object.entries(doors).flatMap(([key, { access }]) => (protocols.test(key) ? [] : [[key, access]]))))
  })

  it.each(Object.entries(doors).filter(([, door]) => door.access !== 'anyone'))(
    '[tenancy.signed-out] %s answers 401 to whoever is signed out, and tells nothing',
    async (key, door) => {
      const { status, bytes } = await knock(createBrowser(), key, door, ada.named)
      expect(status).toBe(401)
      expect(bytes).toBe((await knock(createBrowser(), key, door, nobody('no-such-place'))).bytes)
    },
  )

  it.each(workspaceDoors)('[tenancy.foreign-workspace] %s answers in another tenant’s workspace as in one that does not exist', async (key, door) => {
    const before = await fingerprint(ada.workspaceId)
    const foreign = await knock(bob.browser, key, door, ada.named)
    expect(foreign).toEqual({ status: 404, bytes: missing })
    expect(foreign).toEqual(await knock(bob.browser, key, door, nobody('no-such-place')))
    expect(await fingerprint(ada.workspaceId)).toBe(before)
  })

  it.each(workspaceDoors.filter(([, door]) => door.names))(
    '[tenancy.foreign-id] %s answers for another tenant’s thing as for one that does not exist',
    async (key, door) => {
      const before = await fingerprint(ada.workspaceId)
      for (const name of door.names ?? []) {
        const foreign = await knock(bob.browser, key, door, { ...bob.named, [name]: ada.named[name] })
        expect(foreign, name).toEqual({ status: 404, bytes: missing })
        expect(foreign, name).toEqual(await knock(bob.browser, key, door, { ...bob.named, [name]: newId() }))
      }
      expect(await fingerprint(ada.workspaceId)).toBe(before)
    },
  )
})

// Before anybody else is let in: what is begun then goes on by itself, and would be a trace beside what must leave none.
describe('a role too low', () => {
  it.each(workspaceDoors.filter(([, door]) => door.role !== 'viewer'))('[access.role-refused] %s refuses the role just below', async (key, door) => {
    const before = await fingerprint(ada.workspaceId)
    const below = order[order.indexOf(door.role ?? 'owner') - 1] ?? 'viewer'
    const { status, bytes } = await knock(members.get(below) as Browser, key, door, ada.named)
    expect(status).toBe(403)
    expect(bytes).toContain('"not-allowed"')
    expect(await fingerprint(ada.workspaceId)).toBe(before)
  })
})

describe('a guest of a chat link', () => {
  let guest: Browser
  /** What they may name: their agent, and their own room. */
  const words = 'Words of somebody else'
  beforeAll(async () => {
    const { workspace, agent, room } = ada.named
    const { body: link } = await ada.browser.call<{ url: string }>('POST', `/api/workspaces/${workspace}/chat-links`, { agent, settings: { title: 'Ask us' } })
    const address = link.url.split('/c/')[1] ?? ''
    await ada.browser.call('PATCH', `/api/workspaces/${workspace}/rooms/${room}`, { title: words })
    const { body } = await createBrowser().call<{ session: string }>('POST', `/api/chat/${address}/sessions`, {})
    const browser = createBrowser()
    const send: Browser['send'] = (method, path, init = {}) =>
      browser.send(method, path, { ...init, headers: { ...init.headers, authorization: `Bearer link.${address}.${body.session}` } })
    guest = { ...browser, send }
  })

  it.each(Object.entries(doors).filter(([, { access, guest }]) => access !== 'anyone' && !guest))(
    '[tenancy.guest] %s answers 401, and tells nothing',
    async (key, door) => {
      const before = await fingerprint(ada.workspaceId)
      const told = await knock(guest, key, door, ada.named)
      expect(told.status).toBe(401)
      expect(told.bytes).toBe((await knock(guest, key, door, nobody('no-such-place'))).bytes)
      expect(await fingerprint(ada.workspaceId)).toBe(before)
    },
  )

  it.each(Object.entries(doors).filter(([, { guest }]) => guest))(
    '[tenancy.guest] %s opens for the agent of the link and what is theirs alone',
    async (key, door) => {
      const { status, bytes } = await knock(guest, key, door, ada.named)
      expect(status, bytes).toBe(door.guest === 'own' ? 404 : 200)
      expect(bytes).not.toContain(words)
      if (door.guest === 'own') expect(bytes).toBe(missing)
      if (!door.names) return
      for (const agent of [bob.named.agent, newId()]) expect(await knock(guest, key, door, { ...ada.named, agent })).toEqual({ status: 404, bytes: missing })
    },
  )
})

describe('roles', () => {
  it('[access.viewer-cannot-publish] a viewer cannot publish', async () => {
    const key = 'POST /api/workspaces/:workspace/agents/:agent/publish'
    const { status, bytes } = await knock(members.get('viewer') as Browser, key, doors[key] as Door, ada.named)
    expect(status).toBe(403)
    expect(bytes).toContain('You are a viewer here; this needs at least an editor.')
  })

  it.each(workspaceDoors.filter(([, door]) => door.role === 'viewer'))('%s opens to a viewer', async (key, door) => {
    const { status, bytes } = await knock(members.get('viewer') as Browser, key, door, ada.named)
    expect(status).toBe(200)
    const contract = (await contracts()).find(({ method, path }) => `${method} ${path}` === key)
    if (contract && !door.live && !door.file) expect(contract.output.safeParse(JSON.parse(bytes)).error, 'the answer is what the contract says').toBeUndefined()
  })

  it.each(workspaceDoors.filter(([, door]) => door.role !== 'viewer'))('%s opens to the least role that may', async (key, door) => {
    const { status, bytes } = await knock(members.get(door.role ?? 'owner') as Browser, key, door, { ...ada.named, ...colleague })
    if (door.author) expect(status, bytes).toBe(403)
    else expect([401, 403, 404, 500], bytes).not.toContain(status)
  })

  it('a role that was taken away counts from the next request', async () => {
    const browser = createBrowser()
    const { email } = await browser.arrive('Gone Soon')
    const { body } = await ada.browser.call<{ personId: string }>('PUT', `/api/workspaces/${ada.named.workspace}/members`, { email, role: 'editor' })
    expect((await browser.call('GET', `/api/workspaces/${ada.named.workspace}/agents`)).status).toBe(200)
    await ada.browser.call('DELETE', `/api/workspaces/${ada.named.workspace}/members/${body.personId}`)
    expect((await browser.call('GET', `/api/workspaces/${ada.named.workspace}/agents`)).status).toBe(404)
  })

  it('[access.last-owner] a workspace keeps an owner, also when two leave at once', async () => {
    const { workspace, person } = bob.named
    const second = createBrowser()
    const { email } = await second.arrive('Second Owner')
    const { body } = await bob.browser.call<{ personId: string }>('PUT', `/api/workspaces/${workspace}/members`, { email, role: 'owner' })
    const left = await Promise.all([
      bob.browser.call('DELETE', `/api/workspaces/${workspace}/members/${person}`),
      second.call('DELETE', `/api/workspaces/${workspace}/members/${body.personId}`),
    ])
    expect(left.map(({ status }) => status).sort()).toEqual([200, 409])
  })

  it('an admin can neither make an owner nor change one', async () => {
    const admin = members.get('admin') as Browser
    const members_ = `/api/workspaces/${ada.named.workspace}/members`
    const { email } = await createBrowser().arrive('Climber')
    expect((await admin.call('PUT', members_, { email, role: 'owner' })).status).toBe(403)
    expect((await admin.call('PUT', members_, { email: ada.named.email, role: 'viewer' })).status).toBe(403)
    expect((await admin.call('DELETE', `${members_}/${ada.named.person}`)).status).toBe(403)
  })
})
