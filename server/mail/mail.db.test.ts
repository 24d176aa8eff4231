import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { newId } from '../kernel/ids.ts'
import { asSystem } from '../platform/db.ts'
import { testDatabase } from '../platform/test-database.ts'
import { sendMails, writeMail } from './index.ts'
import { startMailServer } from './mail.test-kit.ts'

type Server = Awaited<ReturnType<typeof startMailServer>>
let database: Awaited<ReturnType<typeof testDatabase>>
let server: Server | undefined
let personId: string

beforeAll(async () => {
  database = await testDatabase()
})
afterAll(() => database?.drop())
beforeEach(async () => {
  personId = newId()
  await asSystem(async (tx) => {
    await tx.sql`delete from mail`
    await tx.sql`insert into person (id, name, email, password_hash) values (${personId}, 'Ada', ${`${personId}@example.org`}, '')`
  })
})
afterEach(async () => {
  await server?.stop()
  server = undefined
  delete process.env.HEARTH_SMTP_URL
})

async function mailServer(...answer: Parameters<typeof startMailServer>): Promise<Server> {
  server = await startMailServer(...answer)
  process.env.HEARTH_SMTP_URL = server.url
  return server
}
const write = (key: string, more: object = {}) => asSystem((tx) => writeMail(tx, { key, personId, subject: 'Well?', text: 'A question waits.', ...more }))
const kept = () =>
  asSystem((tx) => tx.sql`select key, body, tries, sent_at is not null as sent, next_at is null as over, failure from mail order by created_at, id`)
const makeDue = () => asSystem((tx) => tx.sql`update mail set next_at = now() where next_at is not null`)

describe('letters', () => {
  it('[mail.once] are sent once, however many workers look, and leave no text behind', async () => {
    const { letters } = await mailServer()
    for (const key of ['a', 'b', 'b', 'c']) await write(key)
    await Promise.all([sendMails(), sendMails(), sendMails()])
    await sendMails()
    expect(letters).toHaveLength(3)
    expect(letters[0]).toMatchObject({ to: `${personId}@example.org`, subject: 'Well?', text: expect.stringContaining('A question waits.') })
    expect(new Set(letters.map(({ messageId }) => messageId)).size).toBe(3)
    expect(await kept()).toMatchObject(['a', 'b', 'c'].map((key) => ({ key, sent: true, over: true, body: '' })))
  })

  it('[mail.with-its-cause] are sent when their transaction commits, and not otherwise', async () => {
    const { letters } = await mailServer()
    const broken = asSystem(async (tx) => {
      await writeMail(tx, { key: 'never', personId, subject: 'No', text: 'No' })
      throw new Error('taken back')
    })
    await expect(broken).rejects.toThrow('taken back')
    await sendMails()
    expect(letters).toEqual([])
  })

  it('[mail.again] are tried again later while the server cannot take them, under the same id', async () => {
    let refusals = 2
    const { letters } = await mailServer(() => (refusals-- > 0 ? { code: 451, words: 'Not now' } : undefined))
    await write('a')
    await sendMails()
    expect(await kept()).toMatchObject([{ sent: false, over: false, tries: 1, failure: expect.stringContaining('Not now') }])
    expect(await sendMails()).toBe(0)
    await makeDue()
    await sendMails()
    await makeDue()
    await sendMails()
    expect(letters).toHaveLength(1)
    expect(await kept()).toMatchObject([{ sent: true, tries: 3, failure: null }])
  })

  it('are given up when the server will never take them, and after the last try', async () => {
    await mailServer(({ subject }) => ({ code: subject === 'Gone' ? 550 : 451, words: 'No such box' }))
    await write('a', { subject: 'Gone' })
    await write('b')
    await sendMails()
    expect(await kept()).toMatchObject([{ over: true, sent: false, body: '' }, { over: false }])
    for (let n = 0; n < 5; n++) {
      await makeDue()
      await sendMails()
    }
    expect(await kept()).toMatchObject([{ tries: 1 }, { over: true, tries: 6, body: '' }])
  })

  it('wait for a server that is away', async () => {
    process.env.HEARTH_SMTP_URL = 'smtp://127.0.0.1:1'
    await write('a')
    await sendMails()
    expect(await kept()).toMatchObject([{ sent: false, over: false, failure: expect.stringContaining('ECONNREFUSED') }])
  })

  it('carry no headers that somebody typed into a subject', async () => {
    const { letters } = await mailServer()
    await write('a', { subject: 'Hi\r\nBcc: all@example.org' })
    await sendMails()
    expect(letters).toMatchObject([{ subject: 'Hi Bcc: all@example.org' }])
  })

  it('[mail.off] are not written where no mail is set up', async () => {
    await write('a')
    expect(await kept()).toEqual([])
    expect(await sendMails()).toBe(0)
  })
})
