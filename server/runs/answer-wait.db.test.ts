import { once } from 'node:events'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { closeDurable } from '../durable/index.ts'
import type { Principal } from '../kernel/principal.ts'
import { asSystem } from '../platform/db.ts'
import { testDatabase } from '../platform/test-database.ts'
import { answerWait, getRun, listWaits } from './index.ts'
import { agentWith, begin, eventsOf, eventually, flowOf, somebody, startWorkerProcess, stateOf, until, type WorkerProcess } from './runs.test-kit.ts'

let database: Awaited<ReturnType<typeof testDatabase>>
let worker: WorkerProcess
let ada: Principal
let slow: Server
let open: Promise<() => void>

beforeAll(async () => {
  database = await testDatabase()
  worker = await startWorkerProcess(undefined, { HEARTH_ALLOW_PRIVATE_ADDRESSES: '1' })
  ada = await somebody()
  // an address that answers when the test says so
  slow = createServer((_request, response) => heard(() => response.end('done')))
  let heard: (answer: () => void) => void = () => undefined
  open = new Promise((resolve) => {
    heard = resolve
  })
  await once(slow.listen(0, '127.0.0.1'), 'listening')
})
afterAll(async () => {
  await worker?.stop()
  slow?.close()
  await closeDurable()
  await database?.drop()
})

const approval = (title: string) => ({ block: 'human.approval', inputs: { title } })
const asked = async (run: string) => (await getRun(ada, { workspace: ada.workspaceSlug, run })).waits.map(({ id, path, status }) => ({ id, path, status }))

describe('a question', () => {
  it('[runs.wait-costs-nothing] leaves nothing running while it waits, and its answer goes on from there', async () => {
    const agent = await agentWith(
      ada,
      flowOf({ nodes: { ok: approval('Go?'), say: { block: 'reply.text', inputs: { text: 'Gone' } } }, wires: ['ok.approved > say.after'] }),
    )
    const run = await begin(ada, agent)
    await until(run, 'waiting')
    await eventually(async () => {
      const pending = await asSystem((tx) => tx.sql`select from dbos.workflow_status where status in ('PENDING', 'ENQUEUED')`)
      return pending.length === 0 ? true : undefined
    }, 'nothing to be queued or running')
    const [wait] = await asked(run)
    expect(wait).toMatchObject({ path: 'ok/answer', status: 'open' })
    expect((await listWaits(ada)).waits.map((each) => each.id)).toEqual([wait?.id])

    await answerWait(ada, { wait: wait?.id ?? '', outcome: 'approved', value: { comment: 'Yes' } })
    const ended = await until(run, 'completed', 'failed')
    expect(ended).toMatchObject({ status: 'completed', segment: 2, output: { say: { text: 'Gone' } } })
    const kinds = (await eventsOf(run)).map((event) => event.kind)
    expect(kinds.filter((kind) => kind.startsWith('human.') || kind.startsWith('run.'))).toEqual([
      ...['run.created', 'run.queued', 'run.started', 'human.requested', 'run.waiting', 'human.answered', 'run.resumed', 'run.completed'],
    ])
  })

  it('[runs.answered-once] is answered once: of many at the same moment one wins, the others learn who was first', async () => {
    const agent = await agentWith(ada, flowOf({ nodes: { ok: approval('Go?') } }))
    const run = await begin(ada, agent)
    await until(run, 'waiting')
    const [wait] = await asked(run)
    const answers = await Promise.allSettled(
      Array.from({ length: 8 }, (_, i) =>
        answerWait({ ...ada, name: `Person ${i}` }, { wait: wait?.id ?? '', outcome: i % 2 ? 'approved' : 'declined', value: {} }),
      ),
    )
    const won = answers.filter((answer) => answer.status === 'fulfilled')
    expect(won).toHaveLength(1)
    const first = won[0]?.value.answer?.by?.name
    for (const answer of answers) {
      if (answer.status === 'rejected')
        expect(answer.reason).toMatchObject({ code: 'already-answered', message: `${first} answered this already.`, details: { by: { name: first } } })
    }
    await until(run, 'completed')
    expect((await eventsOf(run)).filter((event) => event.kind === 'human.answered')).toHaveLength(1)
  })

  it('refuses an answer that does not fit, and stays open', async () => {
    const agent = await agentWith(ada, flowOf({ nodes: { ok: approval('Go?') } }))
    const run = await begin(ada, agent)
    await until(run, 'waiting')
    const [wait] = await asked(run)
    await expect(answerWait(ada, { wait: wait?.id ?? '', outcome: 'approved', value: { comment: 7 } })).rejects.toMatchObject({ code: 'invalid-input' })
    await expect(answerWait(ada, { wait: wait?.id ?? '', outcome: 'answered', value: {} })).rejects.toMatchObject({ code: 'invalid-input' })
    const viewer = { ...ada, role: 'viewer' as const }
    await expect(answerWait(viewer, { wait: wait?.id ?? '', outcome: 'approved', value: {} })).rejects.toMatchObject({ code: 'not-allowed' })
    await expect(answerWait(await somebody(), { wait: wait?.id ?? '', outcome: 'approved', value: {} })).rejects.toMatchObject({ code: 'not-found' })
    expect((await asked(run))[0]).toMatchObject({ status: 'open' })
  })

  it('may be one of several at once, answered in any order', async () => {
    const agent = await agentWith(ada, flowOf({ nodes: { a: approval('A?'), b: approval('B?'), c: approval('C?') } }))
    const run = await begin(ada, agent)
    await until(run, 'waiting')
    const waits = await asked(run)
    expect(waits.map(({ path }) => path).sort()).toEqual(['a/answer', 'b/answer', 'c/answer'])
    for (const path of ['c/answer', 'a/answer', 'b/answer']) {
      const before = await stateOf(run)
      expect(before.status).not.toBe('completed')
      await answerWait(ada, { wait: waits.find((wait) => wait.path === path)?.id ?? '', outcome: 'approved', value: {} })
    }
    expect((await until(run, 'completed', 'failed')).status).toBe('completed')
    const resumed = (await eventsOf(run)).flatMap((event) => (event.kind === 'run.resumed' ? event.answers.map(({ path }) => path) : []))
    expect(resumed.toSorted()).toEqual(['a/answer', 'b/answer', 'c/answer'])
  })

  it('[runs.answer-never-lost] may be answered while another arm still works: the answer is not lost', async () => {
    const address = `http://127.0.0.1:${(slow.address() as AddressInfo).port}/`
    const agent = await agentWith(ada, flowOf({ nodes: { ok: approval('Go?'), get: { block: 'http.request', inputs: { url: address } } } }))
    const run = await begin(ada, agent)
    const release = await open
    const wait = await eventually(async () => (await listWaits(ada)).waits.find((each) => each.runId === run), 'the question to be asked')
    expect((await stateOf(run)).status).toBe('running')
    await answerWait(ada, { wait: wait.id, outcome: 'approved', value: {} })
    release()
    expect((await until(run, 'completed', 'failed')).status).toBe('completed')
  })

  it('[runs.wait-expires] expires at its deadline, and the run goes on with that', async () => {
    const agent = await agentWith(ada, flowOf({ nodes: { ok: { block: 'human.approval', inputs: { title: 'Quick?', hours: 0.0001 } } } }))
    const run = await begin(ada, agent)
    const ended = await until(run, 'completed', 'failed')
    expect(ended.output).toMatchObject({ ok: { expired: { at: expect.any(String) } } })
    const [wait] = await asked(run)
    await expect(answerWait(ada, { wait: wait?.id ?? '', outcome: 'approved', value: {} })).rejects.toMatchObject({ code: 'expired' })
  })
})
