import { afterAll, beforeAll, expect, it } from 'vitest'
import { closeDurable } from '../durable/index.ts'
import { newId } from '../kernel/ids.ts'
import type { Role } from '../kernel/principal.ts'
import { startMailServer } from '../mail/mail.test-kit.ts'
import { asSystem } from '../platform/db.ts'
import { testDatabase } from '../platform/test-database.ts'
import { agentWith, begin, eventually, flowOf, somebody, startWorkerProcess, until, type WorkerProcess } from './runs.test-kit.ts'

let database: Awaited<ReturnType<typeof testDatabase>>
let mail: Awaited<ReturnType<typeof startMailServer>>
let worker: WorkerProcess
beforeAll(async () => {
  database = await testDatabase()
  mail = await startMailServer()
  worker = await startWorkerProcess(undefined, { HEARTH_SMTP_URL: mail.url })
})
afterAll(async () => {
  await worker?.stop()
  await mail?.stop()
  await closeDurable()
  await database?.drop()
})

it('[human.mails] reminders go by e-mail to those who may answer and want them, each once', async () => {
  const ada = await somebody()
  const member = async (role: Role, mails = true) => {
    const id = newId()
    const email = `${id}@example.org`
    await asSystem(async (tx) => {
      await tx.sql`insert into person (id, name, email, password_hash, mails) values (${id}, 'Member', ${email}, '', ${mails})`
      await tx.sql`insert into membership (workspace_id, person_id, role) values (${ada.workspaceId}, ${id}, ${role})`
    })
    return email
  }
  const [operator, admin] = [await member('operator'), await member('admin')]
  await member('viewer')
  await member('admin', false)
  const inputs = { title: 'Pay the invoice?', notStarter: true, remindEvery: 0.0001, escalateAfter: 100 }
  const run = await begin(ada, await agentWith(ada, flowOf({ nodes: { ask: { block: 'human.approval', inputs } } })))
  await until(run, 'waiting')
  const open = () => asSystem((tx) => tx.sql`select from mail where next_at is not null`)
  await eventually(async () => {
    const [wait] = await asSystem((tx) => tx.sql<{ reminded: number }>`select reminded from run_wait where run_id = ${run}`)
    return wait?.reminded === 10 && (await open()).length === 0 ? true : undefined
  }, 'all reminders to be sent')
  const told = (email: string) => mail.letters.filter(({ to }) => to === email)
  expect(new Set(mail.letters.map(({ to }) => to))).toEqual(new Set([operator, admin]))
  expect(told(operator).length).toBeGreaterThan(0)
  expect(told(operator).length).toBe(told(admin).length)
  expect(told(admin)[0]).toMatchObject({ subject: 'Reminder: Pay the invoice?', text: expect.stringContaining(`/runs/${run}`) })
})
