import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { createBrowser } from '../../e2e/routes.test-kit.ts'
import { sendMails } from '../mail/index.ts'
import { startMailServer } from '../mail/mail.test-kit.ts'
import { asSystem } from '../platform/db.ts'
import { testDatabase } from '../platform/test-database.ts'
import { resetLink } from './index.ts'

type Failure = { error: { code: string; message: string; details?: { fields?: Record<string, string> } } }
let database: Awaited<ReturnType<typeof testDatabase>>
let mail: Awaited<ReturnType<typeof startMailServer>>
let network = 1

beforeAll(async () => {
  database = await testDatabase()
  mail = await startMailServer()
})
afterAll(async () => {
  await mail?.stop()
  await database?.drop()
})
beforeEach(() => {
  process.env.HEARTH_SMTP_URL = mail.url
  mail.letters.length = 0
})
afterEach(() => {
  delete process.env.HEARTH_SMTP_URL
})

const browser = () => createBrowser(`198.51.100.${network++}`)
const fresh = 'a wholly new password'
const reset = (token: string, password = fresh) => browser().call<Failure & { email: string }>('POST', '/api/password/reset', { token, password })
const tokenIn = (text: string) => /reset-password#([\w-]+)/.exec(text)?.[1] ?? ''
async function askedFor(email: string): Promise<string> {
  expect((await browser().call('POST', '/api/password/forgot', { email })).status).toBe(200)
  await sendMails()
  return tokenIn(mail.letters.find(({ to }) => to === email)?.text ?? '')
}

describe('a forgotten password', () => {
  it('[accounts.reset] is set anew by a link that comes by e-mail, which ends all sign-ins and works once', async () => {
    const ada = browser()
    const { email } = await ada.arrive('Ada')
    const token = await askedFor(email)
    expect(await reset(token)).toMatchObject({ status: 200, body: { email } })
    expect(await browser().signIn(email, fresh)).toEqual({ error: null })
    expect((await browser().signIn(email, 'a long enough password')).error).toBe('wrong-credentials')
    expect((await ada.call('GET', '/api/me')).status).toBe(401)
    expect(await reset(token)).toMatchObject({ status: 400, body: { error: { message: expect.stringContaining('Ask for a new one') } } })
  })

  it('[accounts.reset-silent] says the same to who has no account, and writes to nobody', async () => {
    const { email } = await browser().arrive('Grace')
    const known = await browser().call('POST', '/api/password/forgot', { email })
    const unknown = await browser().call('POST', '/api/password/forgot', { email: 'nobody@example.org' })
    expect(unknown).toEqual(known)
    await sendMails()
    expect(mail.letters.map(({ to }) => to)).toEqual([email])
  })

  it('keeps no link that works in the database, and none once its time is over', async () => {
    const { email } = await browser().arrive('Alan')
    const token = await askedFor(email)
    const rows = await asSystem(
      (tx) => tx.sql`select encode(token_hash, 'escape') as hash, (select string_agg(body, '') from mail) as bodies from password_reset`,
    )
    expect(JSON.stringify(rows)).not.toContain(token)
    await asSystem((tx) => tx.sql`update password_reset set expires_at = now()`)
    expect((await reset(token)).status).toBe(400)
    expect((await reset('made-up')).status).toBe(400)
  })

  it('a second link takes the first along, and a weak password uses up neither', async () => {
    const { email } = await browser().arrive('Joan')
    const [first, second] = [tokenIn(await resetLink(email)), tokenIn(await resetLink(email.toUpperCase()))]
    expect((await reset(second, 'short')).body.error.details?.fields).toHaveProperty('password')
    expect((await reset(second)).status).toBe(200)
    expect((await reset(first)).status).toBe(400)
    await expect(resetLink('nobody@example.org')).rejects.toMatchObject({ code: 'not-found' })
  })

  it('is counted: nobody can flood a letter box', async () => {
    const { email } = await browser().arrive('Flooded')
    const answers: number[] = []
    for (let n = 0; n < 6; n++) answers.push((await browser().call('POST', '/api/password/forgot', { email })).status)
    expect(answers).toEqual([200, 200, 200, 200, 200, 429])
  })

  it('where no mail is set up, it says who can help', async () => {
    delete process.env.HEARTH_SMTP_URL
    const { status, body } = await browser().call<Failure>('POST', '/api/password/forgot', { email: 'ada@example.org' })
    expect(status).toBe(503)
    expect(body.error.message).toContain('npm run reset-password')
  })
})

describe('a password one knows', () => {
  it('[accounts.change-password] is changed by saying it, and other devices are signed out', async () => {
    const here = browser()
    const there = browser()
    const { email } = await here.arrive('Edsger')
    await there.signIn(email, 'a long enough password')
    const wrong = await here.call<Failure>('POST', '/api/password', { current: 'not this one', password: fresh })
    expect(wrong).toMatchObject({ status: 400, body: { error: { details: { fields: { current: 'is not right' } } } } })
    expect(await here.call('POST', '/api/password', { current: 'a long enough password', password: fresh })).toEqual({ status: 200, body: { ended: 1 } })
    expect((await here.call('GET', '/api/me')).status).toBe(200)
    expect((await there.call('GET', '/api/me')).status).toBe(401)
    expect(await browser().signIn(email, fresh)).toEqual({ error: null })
  })
})
