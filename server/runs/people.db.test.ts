import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { closeDurable } from '../durable/index.ts'
import type { EventOf } from '../engine/events.ts'
import { newId } from '../kernel/ids.ts'
import type { Json } from '../kernel/json.ts'
import type { Principal, Role } from '../kernel/principal.ts'
import { asSystem } from '../platform/db.ts'
import { testDatabase } from '../platform/test-database.ts'
import { answerWait, listWaits } from './index.ts'
import { nudgeWaits } from './nudge-waits.ts'
import { agentWith, begin, eventsOf, eventually, flowOf, somebody, startWorkerProcess, until, type WorkerProcess } from './runs.test-kit.ts'

let database: Awaited<ReturnType<typeof testDatabase>>
let worker: WorkerProcess
let ada: Principal
let ben: Principal
let cleo: Principal

beforeAll(async () => {
  database = await testDatabase()
  worker = await startWorkerProcess()
  ada = await somebody()
  ben = await colleague('Ben', 'operator')
  cleo = await colleague('Cleo', 'admin')
})
afterAll(async () => {
  await worker?.stop()
  await closeDurable()
  await database?.drop()
})

/** Another member of Ada's workspace. */
async function colleague(name: string, role: Role): Promise<Principal> {
  const personId = newId()
  const email = `${personId}@test.example`
  await asSystem(async (tx) => {
    await tx.sql`insert into person (id, name, email, password_hash) values (${personId}, ${name}, ${email}, 'none')`
    await tx.sql`insert into membership (workspace_id, person_id, role) values (${ada.workspaceId}, ${personId}, ${role})`
  })
  return { ...ada, personId, sessionId: newId(), name, email, role }
}

/** A run of one asking block, begun by Ada, and its question. */
async function ask(block: string, inputs: Record<string, Json>): Promise<{ run: string; wait: string }> {
  const run = await begin(ada, await agentWith(ada, flowOf({ nodes: { ask: { block, inputs } } })))
  await until(run, 'waiting')
  const { waits } = await listWaits(ada)
  return { run, wait: waits.find((each) => each.runId === run)?.id ?? '' }
}

const outputOf = async (run: string) => (await until(run, 'completed', 'failed')).output?.ask
const seenBy = async (who: Principal, wait: string) => (await listWaits(who)).waits.find(({ id }) => id === wait)
const yes = (who: Principal, wait: string, comment = '') => answerWait(who, { wait, outcome: 'approved', value: comment ? { comment } : null })
const no = (who: Principal, wait: string) => answerWait(who, { wait, outcome: 'declined', value: null })

describe('each kind of question', () => {
  const kinds: { block: string; inputs: Record<string, Json>; misfit: Json; value: Json; outcome: 'approved' | 'answered'; output: object }[] = [
    {
      block: 'human.approval',
      inputs: {},
      misfit: { comment: 1 },
      value: { comment: 'Go' },
      outcome: 'approved',
      output: { approved: { by: 'Ada', comment: 'Go' } },
    },
    {
      block: 'human.escalated-approval',
      inputs: { escalateAfter: 5 },
      misfit: { comment: 1 },
      value: null,
      outcome: 'approved',
      output: { approved: { by: 'Ada', comment: '' } },
    },
    {
      block: 'human.approval-with-edit',
      inputs: { values: { price: 12, note: 'Hi', ref: [1] } },
      misfit: { values: { price: 'twelve', note: 'Hi' } },
      value: { values: { price: 11, note: 'Hi' } },
      outcome: 'approved',
      output: { approved: { by: 'Ada', values: { price: 11, note: 'Hi', ref: [1] }, changed: ['price'] } },
    },
    {
      block: 'human.form',
      inputs: { fields: [{ name: 'city' }, { name: 'day', kind: 'date', required: false }, { name: 'seats', kind: 'number', min: 1 }] },
      misfit: { city: 'Porto', seats: 0 },
      value: { city: 'Porto', seats: 2 },
      outcome: 'answered',
      output: { values: { city: 'Porto', seats: 2 }, by: 'Ada' },
    },
    {
      block: 'human.choice',
      inputs: { options: ['Red', 'Blue'] },
      misfit: { choice: 'Green' },
      value: { choice: 'Blue' },
      outcome: 'answered',
      output: { choice: 'Blue', index: 1, by: 'Ada' },
    },
    { block: 'human.question', inputs: {}, misfit: { text: '' }, value: { text: 'Forty-two' }, outcome: 'answered', output: { text: 'Forty-two', by: 'Ada' } },
  ]

  it.each(kinds)(
    '[human.kinds] $block: an answer that does not fit is refused, one that fits goes on',
    async ({ block, inputs, misfit, value, outcome, output }) => {
      const { run, wait } = await ask(block, { title: 'Well?', ...inputs })
      await expect(answerWait(ada, { wait, outcome, value: misfit })).rejects.toMatchObject({ code: 'invalid-input' })
      const other = outcome === 'approved' ? 'answered' : 'approved'
      await expect(answerWait(ada, { wait, outcome: other, value })).rejects.toMatchObject({ code: 'invalid-input' })
      await answerWait(ada, { wait, outcome, value })
      expect(await outputOf(run)).toMatchObject(output)
    },
  )

  it.each(kinds)('[human.kinds] $block: a no is told by its own port', async ({ block, inputs }) => {
    const { run, wait } = await ask(block, { title: 'Well?', ...inputs })
    await no(ada, wait)
    const output = await outputOf(run)
    expect(output).toMatchObject({ declined: { by: 'Ada' } })
    expect(Object.keys(output as object)).toEqual(['declined'])
  })

  it('[human.kinds] a notice waits for nobody', async () => {
    const run = await begin(ada, await agentWith(ada, flowOf({ nodes: { ask: { block: 'human.notify', inputs: { title: 'Done.' } } } })))
    expect(await outputOf(run)).toEqual({ title: 'Done.' })
    expect((await eventsOf(run)).filter((event) => event.kind === 'stream.opened')).toMatchObject([{ channel: 'card', component: 'Notice' }])
  })
})

describe('who may answer', () => {
  it('[human.who] only those it names, and the list says so beforehand', async () => {
    const { run, wait } = await ask('human.approval', { title: 'Well?', roles: ['admin'] })
    expect((await seenBy(ben, wait))?.barred).toBe('This is for admins to answer.')
    await expect(yes(ben, wait)).rejects.toMatchObject({ code: 'not-allowed', message: 'This is for admins to answer.' })
    expect((await seenBy(cleo, wait))?.barred).toBeNull()
    expect((await seenBy(ada, wait))?.barred, 'an owner may do what an admin may').toBeNull()
    await yes(cleo, wait)
    expect(await outputOf(run)).toMatchObject({ approved: { by: 'Cleo' } })
  })

  it('[human.who] people are named by their e-mail address', async () => {
    const { run, wait } = await ask('human.question', { title: 'Well?', people: [ben.email.toUpperCase()] })
    await expect(answerWait(cleo, { wait, outcome: 'answered', value: { text: 'Me' } })).rejects.toMatchObject({ code: 'not-allowed' })
    await answerWait(ben, { wait, outcome: 'answered', value: { text: 'Me' } })
    expect(await outputOf(run)).toEqual({ text: 'Me', by: 'Ben' })
  })

  it('[human.who] a viewer never, even one who is named', async () => {
    const viewer = await colleague('Vera', 'viewer')
    const { wait } = await ask('human.approval', { title: 'Well?', people: [viewer.email] })
    expect((await seenBy(viewer, wait))?.barred).toMatch(/look, not answer/)
    await expect(yes(viewer, wait)).rejects.toMatchObject({ code: 'not-allowed' })
  })

  it('[human.who] not whoever started it, when that is asked for', async () => {
    const { run, wait } = await ask('human.approval', { title: 'Well?', notStarter: true })
    expect((await seenBy(ada, wait))?.barred).toMatch(/somebody else/)
    await expect(yes(ada, wait)).rejects.toMatchObject({ code: 'not-allowed' })
    await expect(no(ada, wait)).rejects.toMatchObject({ code: 'not-allowed' })
    await yes(ben, wait)
    expect(await outputOf(run)).toMatchObject({ approved: { by: 'Ben' } })
  })

  it('[human.who] nobody of another workspace sees it', async () => {
    const { wait } = await ask('human.approval', { title: 'Well?' })
    const stranger = await somebody()
    expect(await seenBy(stranger, wait)).toBeUndefined()
    await expect(yes(stranger, wait)).rejects.toMatchObject({ code: 'not-found' })
  })
})

describe('a question for two people', () => {
  it('[human.two-person] keeps the first yes, says that one more is needed, and goes on with the second', async () => {
    const { run, wait } = await ask('human.two-person', { title: 'Pay?' })
    expect(await yes(ada, wait, 'Fine')).toMatchObject({ status: 'open', answers: [{ by: { name: 'Ada' }, comment: 'Fine' }] })
    expect(await seenBy(ben, wait)).toMatchObject({ barred: null, answers: [{ by: { name: 'Ada' } }] })
    await expect(yes(ada, wait)).rejects.toMatchObject({ code: 'already-answered', message: expect.stringMatching(/one more is needed.*somebody else/) })
    expect((await until(run, 'waiting')).segment).toBe(1)
    expect(await yes(ben, wait)).toMatchObject({ status: 'answered' })
    expect(await outputOf(run)).toMatchObject({ approved: { by: 'Ada and Ben', people: [{ by: 'Ada', comment: 'Fine' }, { by: 'Ben' }] } })
    const told = (await eventsOf(run)).filter((event) => event.kind === 'human.answered' || event.kind === 'human.agreed')
    expect(told).toMatchObject([
      { kind: 'human.agreed', by: { name: 'Ada' }, have: 1, needed: 2 },
      { kind: 'human.answered', answer: { by: { name: 'Ben' } } },
    ])
  })

  it('[human.two-person] is decided by a single no', async () => {
    const { run, wait } = await ask('human.two-person', { title: 'Pay?' })
    await yes(ada, wait)
    await no(ben, wait)
    expect(await outputOf(run)).toMatchObject({ declined: { by: 'Ben' } })
  })

  it('[human.two-person] counts two presses of one person at the same moment as one yes', async () => {
    const { run, wait } = await ask('human.two-person', { title: 'Pay?' })
    const presses = await Promise.allSettled([yes(ada, wait), yes(ada, wait), yes(ada, wait)])
    expect(presses.filter(({ status }) => status === 'fulfilled')).toHaveLength(1)
    expect((await seenBy(ada, wait))?.answers).toHaveLength(1)
    await Promise.allSettled([yes(ben, wait), yes(cleo, wait)])
    const { approved } = (await outputOf(run)) as { approved: { people: unknown[] } }
    expect(approved.people).toHaveLength(2)
  })

  it('[human.two-person] may be two others than whoever started it', async () => {
    const { run, wait } = await ask('human.two-person', { title: 'Pay?', notStarter: true })
    await expect(yes(ada, wait)).rejects.toMatchObject({ code: 'not-allowed' })
    await yes(ben, wait)
    await yes(cleo, wait)
    expect(await outputOf(run)).toMatchObject({ approved: { by: 'Ben and Cleo' } })
  })
})

/** So far in the past or the future that no clock of a test machine can be between. */
const soon = 0.0001
const reminded = async (run: string) => (await eventsOf(run)).filter((event): event is EventOf<'human.reminded'> => event.kind === 'human.reminded')
const escalated = async (run: string) => (await eventsOf(run)).filter((event): event is EventOf<'human.escalated'> => event.kind === 'human.escalated')

describe('while nobody answers', () => {
  it('[human.reminders] each reminder is said once, however many workers look, and none after the answer', async () => {
    const { run, wait } = await ask('human.approval', { title: 'Well?', remindEvery: soon })
    await eventually(async () => {
      await Promise.all([nudgeWaits(), nudgeWaits(), nudgeWaits()])
      return (await reminded(run)).length === 10 ? true : undefined
    }, 'all ten reminders')
    await Promise.all([nudgeWaits(), nudgeWaits()])
    expect((await reminded(run)).map(({ ordinal }) => ordinal)).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9, 10])
    await yes(ben, wait)
    expect(await outputOf(run)).toMatchObject({ approved: { by: 'Ben' } })

    const later = await ask('human.approval', { title: 'Well?', remindEvery: 500 })
    await yes(ben, later.wait)
    await asSystem((tx) => tx.sql`update run_wait set nudge_at = now() - interval '1 hour' where id = ${later.wait}`)
    await nudgeWaits()
    expect(await reminded(later.run)).toEqual([])
  })

  it('[human.escalation] after its time more people may answer, and that is told once', async () => {
    const { run, wait } = await ask('human.approval', { title: 'Well?', people: [cleo.email], escalateAfter: soon, escalateRoles: ['operator'] })
    await eventually(async () => {
      await Promise.all([nudgeWaits(), nudgeWaits()])
      return (await escalated(run)).length > 0 ? true : undefined
    }, 'the escalation')
    await Promise.all([nudgeWaits(), nudgeWaits()])
    expect(await escalated(run)).toMatchObject([{ who: { roles: ['operator'], people: [] } }])
    expect(await seenBy(ben, wait)).toMatchObject({ barred: null, escalatedAt: expect.any(String) })
    await yes(ben, wait)
    expect(await outputOf(run)).toMatchObject({ approved: { by: 'Ben' } })
  })

  it('[human.escalation] before its time only those it is for may answer', async () => {
    const { wait } = await ask('human.escalated-approval', { title: 'Well?', people: [cleo.email], escalateAfter: 100, escalateRoles: ['operator'] })
    await nudgeWaits()
    expect(await seenBy(ben, wait)).toMatchObject({ barred: 'This is for the people it names to answer.', escalatedAt: null })
    await expect(yes(ben, wait)).rejects.toMatchObject({ code: 'not-allowed' })
    await yes(cleo, wait)
  })
})

describe('an answer', () => {
  it('[human.once] is taken once, whatever the kind: who comes later learns who was first', async () => {
    const { run, wait } = await ask('human.choice', { title: 'Which?', options: ['Red', 'Blue'] })
    const pick = (who: Principal, choice: string) => answerWait(who, { wait, outcome: 'answered', value: { choice } })
    const picks = await Promise.allSettled([pick(ada, 'Red'), pick(ben, 'Blue'), pick(cleo, 'Red'), no(ben, wait)])
    const won = picks.filter((each) => each.status === 'fulfilled')
    expect(won).toHaveLength(1)
    const first = won[0]?.value.answer?.by?.name
    for (const each of picks)
      if (each.status === 'rejected') expect(each.reason).toMatchObject({ code: 'already-answered', message: `${first} answered this already.` })
    await until(run, 'completed')
    expect((await eventsOf(run)).filter((event) => event.kind === 'human.answered')).toHaveLength(1)
    await expect(pick(ben, 'Blue')).rejects.toMatchObject({ code: 'already-answered' })
  })
})
