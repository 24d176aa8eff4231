import { afterAll, beforeAll, expect, it } from 'vitest'
import { closeDurable } from '../durable/index.ts'
import { pinOutput } from '../flows/index.ts'
import { AppError } from '../kernel/errors.ts'
import { newId } from '../kernel/ids.ts'
import type { Principal } from '../kernel/principal.ts'
import { testDatabase } from '../platform/test-database.ts'
import { getRun, listRuns } from '../runs/index.ts'
import { agentWith, flowOf, somebody, startWorkerProcess, until, type WorkerProcess } from '../runs/runs.test-kit.ts'
import { listRooms, openTrial, postMessage, roomSnapshot, searchMessages, tryMessage } from './index.ts'

let database: Awaited<ReturnType<typeof testDatabase>>
let worker: WorkerProcess
let ada: Principal
let agent: string
const repeating = (to: string) =>
  flowOf({
    nodes: { message: { block: 'chat.message' }, shout: { block: 'text.change-case', inputs: { to } }, reply: { block: 'reply.text' } },
    wires: ['message.text > shout.text', 'shout.text > reply.text'],
  })
beforeAll(async () => {
  database = await testDatabase()
  worker = await startWorkerProcess()
  ada = await somebody()
  agent = await agentWith(ada, repeating('lower'))
})
afterAll(async () => {
  await worker?.stop()
  await closeDurable()
  await database?.drop()
})
const bad = async (asked: Promise<unknown>) => asked.then(() => 'fine').catch((error: unknown) => (error instanceof AppError ? error.code : String(error)))
const message = (room: string, text: string, flow = repeating('upper')) => ({ room, id: newId(), text, files: [], flow })
const heard = async (room: string) => JSON.stringify((await roomSnapshot(ada, { room })).entries)

it('[trial-room.apart] the draft answers as it stands, with its pins; the room is in no list, found by no search, one’s own, and begun anew when asked', async () => {
  const { room } = await openTrial(ada, { agent, anew: false })
  expect(await openTrial(ada, { agent, anew: false })).toEqual({ room })
  const said = message(room, 'Hello Zebra')
  const { runId } = await tryMessage(ada, said)
  expect(await tryMessage(ada, said)).toMatchObject({ runId })
  await until(runId ?? '', 'completed')
  expect(await heard(room)).toContain('HELLO ZEBRA')
  expect(await getRun(ada, { workspace: ada.workspaceSlug, run: runId ?? '' })).toMatchObject({ trigger: 'try', revisionNumber: 0, outlet: room })
  expect((await listRuns(ada, { workspace: ada.workspaceSlug, trigger: 'try', limit: 50 })).runs.map(({ id }) => id)).toEqual([runId])

  await pinOutput(ada, { workspace: ada.workspaceSlug, agent, node: 'shout', output: { text: 'pinned words' } })
  const pinned = await tryMessage(ada, message(room, 'again'))
  await until(pinned.runId ?? '', 'completed')
  expect(await heard(room)).toContain('pinned words')

  expect((await listRooms(ada)).rooms).toEqual([])
  expect((await listRooms(ada, { archived: 'true' })).rooms).toEqual([])
  expect((await searchMessages(ada, { words: 'zebra' })).hits).toEqual([])
  expect(await bad(postMessage(ada, { room, id: newId(), text: 'hello' }))).toBe('conflict')
  const other = await somebody()
  const colleague: Principal = { ...ada, personId: other.personId }
  expect((await openTrial(colleague, { agent, anew: false })).room).not.toBe(room)
  expect(await bad(tryMessage(colleague, message(room, 'hello')))).toBe('conflict')
  expect(await bad(tryMessage({ ...ada, role: 'operator' }, message(room, 'hello')))).toBe('not-allowed')
  expect(await bad(openTrial(other, { agent, anew: false }))).toBe('not-found')
  expect(await bad(tryMessage(other, message(room, 'hello')))).toBe('not-found')
  const broken = flowOf({ nodes: { message: { block: 'chat.message' }, reply: { block: 'reply.text' } }, wires: [] })
  expect(await bad(tryMessage(ada, message(room, 'hello', broken)))).toBe('flow-has-problems')

  const next = await openTrial(ada, { agent, anew: true })
  expect(next.room).not.toBe(room)
  expect(await openTrial(ada, { agent, anew: false })).toEqual(next)
  expect((await listRooms(ada, { archived: 'true' })).rooms).toEqual([])
})
