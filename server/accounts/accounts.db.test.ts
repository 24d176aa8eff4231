import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createBrowser } from '../../e2e/routes.test-kit.ts'
import { asSystem } from '../platform/db.ts'
import { testDatabase } from '../platform/test-database.ts'
import { removeOldSessions } from './index.ts'

type Me = { person: { id: string; name: string; email: string }; workspaces: { slug: string; role: string }[] }
type Failure = { error: { code: string; message: string; details?: { fields?: Record<string, string>; seconds?: number } } }
type Sessions = { sessions: { id: string; current: boolean; userAgent: string | null }[] }

let database: Awaited<ReturnType<typeof testDatabase>>
beforeAll(async () => {
  database = await testDatabase()
})
afterAll(() => database.drop())

describe('signing up and in', () => {
  it('[accounts.arrive] makes a person, a workspace they own with a ledger and, after signing in, a session', async () => {
    const browser = createBrowser()
    const { workspaceSlug, email } = await browser.arrive('Ada Lovelace')
    expect(workspaceSlug).toBe('ada-lovelace')
    const { status, body } = await browser.call<Me>('GET', '/api/me')
    expect(status).toBe(200)
    expect(body.person).toMatchObject({ name: 'Ada Lovelace', email })
    expect(body.workspaces).toMatchObject([{ slug: 'ada-lovelace', role: 'owner' }])
    const [ledger] = await asSystem(
      (tx) => tx.sql<{ n: number }>`select count(*) as n from ledger_account a join workspace w on w.id = a.workspace_id where w.slug = 'ada-lovelace'`,
    )
    expect(ledger?.n).toBeGreaterThan(2)
  })

  it('gives a second person of the same name an address of their own', async () => {
    expect((await createBrowser().arrive('Grace Hopper')).workspaceSlug).toBe('grace-hopper')
    expect((await createBrowser().arrive('Grace Hopper')).workspaceSlug).toBe('grace-hopper-2')
  })

  it('refuses an e-mail that has an account, whatever its case, and makes nothing', async () => {
    const browser = createBrowser()
    const { email } = await browser.arrive('Twice')
    const before = await countWorkspaces()
    const { status, body } = await createBrowser().call<Failure>('POST', '/api/sign-up', {
      name: 'Other',
      email: email.toUpperCase(),
      password: 'a long enough password',
    })
    expect(status).toBe(409)
    expect(body.error.details?.fields).toEqual({ email: 'already has an account' })
    expect(await countWorkspaces()).toBe(before)
  })

  it('says per field what is wrong with a sign-up', async () => {
    const { status, body } = await createBrowser().call<Failure>('POST', '/api/sign-up', { name: ' ', email: 'nope', password: 'short' })
    expect(status).toBe(400)
    expect(body.error.code).toBe('invalid-input')
    expect(Object.keys(body.error.details?.fields ?? {}).sort()).toEqual(['email', 'name', 'password'])
  })

  it('answers a wrong password and an unknown e-mail alike', async () => {
    const { email } = await createBrowser().arrive('Locked')
    expect(await createBrowser().signIn(email, 'not the password')).toEqual({ error: 'wrong-credentials' })
    expect(await createBrowser().signIn('nobody@example.org', 'not the password')).toEqual({ error: 'wrong-credentials' })
  })

  it('stores no password and puts ids only into the cookie', async () => {
    const browser = createBrowser()
    await browser.arrive('Plain', 'correct horse battery')
    const [row] = await asSystem((tx) => tx.sql<{ hash: string }>`select password_hash as hash from person where name = 'Plain'`)
    expect(row?.hash).toMatch(/^\$argon2id\$/)
    expect(browser.jar.get('hearth.session')).not.toContain('Plain')
  })

  it('works under the host name the browser used, with a Secure cookie over https', async () => {
    const { email, password } = await createBrowser().arrive('Abroad')
    const browser = createBrowser()
    const abroad = { host: 'chat.example.net', origin: 'https://chat.example.net', 'x-forwarded-proto': 'https' }
    const { csrfToken } = (await (await browser.send('GET', '/api/auth/csrf', { headers: abroad })).json()) as { csrfToken: string }
    const response = await browser.send('POST', '/api/auth/callback/credentials', {
      headers: abroad,
      body: new URLSearchParams({ email, password, csrfToken, json: 'true', callbackUrl: 'https://elsewhere.example//evil.example/rooms' }),
    })
    expect(await response.json()).toEqual({ url: 'https://chat.example.net/evil.example/rooms' })
    expect(response.headers.getSetCookie().find((line) => line.startsWith('hearth.session='))).toMatch(/HttpOnly.*Secure.*SameSite=Lax/i)
  })
})

describe('limits', () => {
  it('[accounts.rate-limit] stops guessing at one e-mail after ten tries, also with the right password, and says how long to wait', async () => {
    const { email, password } = await createBrowser('198.51.100.1').arrive('Guessed')
    const guesser = createBrowser('198.51.100.2')
    for (let i = 0; i < 10; i++) expect(await guesser.signIn(email, `guess ${i}`)).toEqual({ error: 'wrong-credentials' })
    expect(await guesser.signIn(email, password)).toEqual({ error: 'too-many-requests' })
    expect(await createBrowser('198.51.100.3').signIn(email, password)).toEqual({ error: null })
  })

  it('stops one address from making accounts without end', async () => {
    const browser = createBrowser('198.51.100.9')
    const tries = await Promise.all(
      Array.from({ length: 61 }, (_, i) =>
        browser.call<Failure>('POST', '/api/sign-up', { name: 'Bot', email: `bot${i}@example.org`, password: 'a long enough password' }),
      ),
    )
    const refused = tries.filter(({ status }) => status === 429)
    expect(refused).toHaveLength(1)
    expect(refused[0]?.body.error.message).toMatch(/Wait .+ then try again/)
  })
})

describe('sessions', () => {
  it('[accounts.revoke] ends a sign-in from elsewhere: its next request is told to sign in again', async () => {
    const phone = createBrowser()
    const { email, password } = await phone.arrive('Mobile')
    const laptop = createBrowser()
    await laptop.signIn(email, password)
    const { body } = await laptop.call<Sessions>('GET', '/api/sessions')
    expect(body.sessions).toHaveLength(2)
    expect(body.sessions.filter((session) => session.current)).toHaveLength(1)
    const other = body.sessions.find((session) => !session.current)
    expect((await laptop.call('POST', '/api/sessions/revoke', { sessionId: other?.id })).body).toEqual({ revoked: 1 })
    const { status, body: refusal } = await phone.call<Failure>('GET', '/api/me')
    expect(status).toBe(401)
    expect(refusal.error).toMatchObject({ code: 'not-signed-in', message: expect.stringContaining('Your session has ended') })
    expect((await laptop.call('GET', '/api/me')).status).toBe(200)
  })

  it('ends all sign-ins but the one that asks', async () => {
    const first = createBrowser()
    const { email, password } = await first.arrive('Many')
    const others = [createBrowser(), createBrowser()]
    for (const other of others) await other.signIn(email, password)
    expect((await first.call('POST', '/api/sessions/revoke', { all: true })).body).toEqual({ revoked: 2 })
    for (const other of others) expect((await other.call('GET', '/api/me')).status).toBe(401)
    expect((await first.call('GET', '/api/me')).status).toBe(200)
  })

  it('cannot end somebody else’s sign-in', async () => {
    const victim = createBrowser()
    await victim.arrive('Victim')
    const { body } = await victim.call<Sessions>('GET', '/api/sessions')
    const thief = createBrowser()
    await thief.arrive('Thief')
    expect((await thief.call('POST', '/api/sessions/revoke', { sessionId: body.sessions[0]?.id })).status).toBe(404)
    expect((await victim.call('GET', '/api/me')).status).toBe(200)
  })

  it('[accounts.sign-out] signing out ends the session itself, so a copied cookie is worth nothing', async () => {
    const browser = createBrowser()
    await browser.arrive('Leaving')
    const thief = createBrowser()
    for (const [name, value] of browser.jar) thief.jar.set(name, value)
    expect((await thief.call('GET', '/api/me')).status).toBe(200)
    await browser.signOut()
    expect((await thief.call('GET', '/api/me')).status).toBe(401)
  })

  it('[input.expired-session] an expired session is told to sign in again', async () => {
    const browser = createBrowser()
    const { personId } = await browser.arrive('Late')
    await asSystem((tx) => tx.sql`update session set expires_at = now() - interval '1 second' where person_id = ${personId}`)
    const { status, body } = await browser.call<Failure>('GET', '/api/me')
    expect(status).toBe(401)
    expect(body.error.message).toContain('Sign in again')
  })

  it('[upkeep.sessions] removes sign-ins that ended a week ago, and counts of tries that are over; not the others', async () => {
    const browser = createBrowser()
    const { personId } = await browser.arrive('Stays')
    const old = await createBrowser().arrive('Went')
    const out = await createBrowser().arrive('Out')
    await asSystem(async (tx) => {
      await tx.sql`update session set expires_at = now() - interval '8 days' where person_id = ${old.personId}`
      await tx.sql`update session set revoked_at = now() - interval '8 days' where person_id = ${out.personId}`
      await tx.sql`insert into rate_limit (key, points, expire) values ('test:old', 1, 1000), ('test:new', 1, extract(epoch from now())::bigint * 1000 + 600000)`
    })
    expect(await removeOldSessions()).toBe(2)
    const [left] = await asSystem(
      (tx) => tx.sql<{ people: string[]; keys: string[] }>`select
      (select array_agg(person_id::text) from session where person_id = any(${[personId, old.personId, out.personId]}::uuid[])) as people,
      (select array_agg(key) from rate_limit where key like 'test:%') as keys`,
    )
    expect(left).toEqual({ people: [personId], keys: ['test:new'] })
  })

  it('takes no cookie that was tampered with', async () => {
    const browser = createBrowser()
    await browser.arrive('Forged')
    browser.jar.set('hearth.session', `${browser.jar.get('hearth.session')?.slice(0, -4)}AAAA`)
    expect((await browser.call('GET', '/api/me')).status).toBe(401)
  })
})

async function countWorkspaces(): Promise<number | undefined> {
  const [row] = await asSystem((tx) => tx.sql<{ n: number }>`select count(*) as n from workspace`)
  return row?.n
}
