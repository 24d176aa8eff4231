import { afterAll, beforeAll, expect, it } from 'vitest'
import { itemsOf } from '../conversation/index.ts'
import { closeDurable } from '../durable/index.ts'
import { uploadFile } from '../files/index.ts'
import { newId } from '../kernel/ids.ts'
import type { Principal } from '../kernel/principal.ts'
import { testDatabase } from '../platform/test-database.ts'
import { agentWith, eventually, flowOf, somebody, startWorkerProcess, stateOf, until, type WorkerProcess } from '../runs/runs.test-kit.ts'
import { createRoom, postMessage } from './index.ts'
import { agentSaying, gate, viewOf } from './rooms.test-kit.ts'

let database: Awaited<ReturnType<typeof testDatabase>>
let worker: WorkerProcess
let door: Awaited<ReturnType<typeof gate>>
let ada: Principal
beforeAll(async () => {
  database = await testDatabase()
  worker = await startWorkerProcess(undefined, { HEARTH_ALLOW_PRIVATE_ADDRESSES: '1' })
  door = await gate()
  ada = await somebody()
})
afterAll(async () => {
  await worker?.stop()
  await door?.close()
  await closeDurable()
  await database?.drop()
})

const upload = (who: Principal, name: string, text: string) => uploadFile(who, { id: newId(), name }, new TextEncoder().encode(text))

it('[rooms.files] a message brings its files: in the room, to the agent, and in what it reads of the talk', async () => {
  const flow = flowOf({
    nodes: { start: { block: 'chat.message' }, read: { block: 'conversation.read', inputs: { limit: 5 } } },
    wires: ['start.text > read.after'],
  })
  const room = await createRoom(ada, { agent: await agentWith(ada, flow) })
  const note = await upload(ada, 'note.txt', 'Buy milk')
  const { runId } = await postMessage(ada, { room: room.id, id: newId(), text: '', files: [note.id] })
  await until(runId ?? '', 'completed')
  const view = await viewOf(ada, room.id)
  expect(itemsOf(view).find(({ kind }) => kind === 'message')).toMatchObject({ text: '', files: [note] })
  const output = (await stateOf(runId ?? '')).output
  expect(output).toMatchObject({ read: { messages: [{ role: 'user', text: '', files: [note] }] } })
})

it('[rooms.files] what waits in line keeps its files, and a file of somebody else brings no message', async () => {
  const slow = await agentSaying(ada, 'Slow', 'Done.', door.url)
  const room = await createRoom(ada, { agent: slow })
  const first = await postMessage(ada, { room: room.id, id: newId(), text: 'Begin' })
  await eventually(async () => (door.held() > 0 ? true : undefined), 'the agent at work')
  const note = await upload(ada, 'later.txt', 'For later')
  const second = await postMessage(ada, { room: room.id, id: newId(), text: 'And this', files: [note.id] })
  expect((await viewOf(ada, room.id)).queue).toMatchObject([{ text: 'And this', files: [note] }])
  door.open()
  await until(first.runId ?? '', 'completed')
  await eventually(async () => (door.held() > 0 ? true : undefined), 'the second turn at work')
  door.open()
  await until(second.runId ?? '', 'completed')
  expect(itemsOf(await viewOf(ada, room.id)).find((item) => item.kind === 'message' && item.text === 'And this')).toMatchObject({ files: [note] })

  const stranger = await somebody()
  const theirs = await upload(stranger, 'theirs.txt', 'secret')
  const id = newId()
  await expect(postMessage(ada, { room: room.id, id, text: 'Look', files: [theirs.id] })).rejects.toMatchObject({ code: 'invalid-input' })
  expect(itemsOf(await viewOf(ada, room.id)).some((item) => item.id === id)).toBe(false)
})
