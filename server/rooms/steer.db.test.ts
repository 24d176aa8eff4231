import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { itemsOf } from '../conversation/index.ts'
import { closeDurable } from '../durable/index.ts'
import { newId } from '../kernel/ids.ts'
import type { Principal } from '../kernel/principal.ts'
import { testDatabase } from '../platform/test-database.ts'
import { agentWith, eventsOf, eventually, flowOf, somebody, startWorkerProcess, until, type WorkerProcess } from '../runs/runs.test-kit.ts'
import { createRoom, dropTurn, editTurn, postMessage, updateRoom } from './index.ts'
import { modelDoor } from './model-door.test-kit.ts'
import { linesOf, viewOf } from './rooms.test-kit.ts'

let database: Awaited<ReturnType<typeof testDatabase>>
let model: Awaited<ReturnType<typeof modelDoor>>
let worker: WorkerProcess
let ada: Principal
let agent: string
const settings = () => ({ HEARTH_MODEL_URL: model.url, HEARTH_MODEL: 'm', HEARTH_ALLOW_PRIVATE_ADDRESSES: '1', HEARTH_LEASE_TTL_MS: '3000' })
beforeAll(async () => {
  database = await testDatabase()
  model = await modelDoor()
  worker = await startWorkerProcess(undefined, settings())
  ada = await somebody()
  const loop = { block: 'agent.loop', inputs: { tools: [{ block: 'time.now', name: 'clock' }] } }
  agent = await agentWith(ada, flowOf({ nodes: { start: { block: 'chat.message' }, loop }, wires: ['start.text > loop.message'] }))
})
afterAll(async () => {
  await worker?.stop()
  await model?.close()
  await closeDurable()
  await database?.drop()
})

const post = (room: string, text: string) => postMessage(ada, { room, id: newId(), text })
const held = () => eventually(async () => (model.held() > 0 ? true : undefined), 'the model to be asked')
const told = () => model.asked.at(-1)?.messages.filter(({ role }) => role !== 'system') ?? []
async function steered(): Promise<{ room: string; run: string }> {
  const room = await createRoom(ada, { agent, title: 'Test' })
  await updateRoom(ada, { room: room.id, policy: { router: { kind: 'first' }, input: 'steer', handovers: 4 } })
  const { runId } = await post(room.id, 'What time is it?')
  await held()
  return { room: room.id, run: runId ?? '' }
}

describe('a message that steers', () => {
  it('[rooms.steer] reaches the agent at its next step, stands in the room where it was taken, and begins no turn of its own', async () => {
    const { room, run } = await steered()
    await post(room, 'In Tokyo, please')
    expect((await viewOf(ada, room)).queue).toMatchObject([{ text: 'In Tokyo, please', steers: true }])
    model.answer({ tool: 'clock', input: {} })
    await held()
    expect(told().map(({ role, content }) => (role === 'user' ? content : role))).toEqual(['What time is it?', 'assistant', 'tool', 'In Tokyo, please'])
    model.answer({ text: 'Nine in the evening there.' })
    await until(run, 'completed')
    expect(await linesOf(ada, room)).toEqual(['Ada: What time is it?', 'Ada: In Tokyo, please', 'Agent: Nine in the evening there.'])
    const view = await viewOf(ada, room)
    expect(view.queue).toEqual([])
    const items = itemsOf(view)
    expect(items.map((item) => item.kind)).toEqual(['message', 'toolCall', 'message', 'message'])
    expect(items[2]).toMatchObject({ routed: [{ by: 'steered', agent: 'Agent' }] })
    const end = (await post(room, 'Thanks')).runId
    await held()
    model.answer({ text: 'Any time.' })
    await until(end ?? '', 'completed')
    expect((await linesOf(ada, room)).slice(3)).toEqual(['Ada: Thanks', 'Agent: Any time.'])
  })

  it('[rooms.steer-next] becomes the next turn when there was no further step; until taken it is edited and dropped', async () => {
    const { room, run } = await steered()
    await post(room, 'And in Lima')
    await post(room, 'Never mind')
    const [lima, never] = (await viewOf(ada, room)).queue
    await editTurn(ada, { room, turn: lima?.turnId ?? '', text: 'And in Quito' })
    await dropTurn(ada, { room, turn: never?.turnId ?? '' })
    model.answer({ text: 'Noon.' })
    await until(run, 'completed')
    await held()
    expect(told().at(-1)).toMatchObject({ role: 'user', content: 'And in Quito' })
    model.answer({ text: 'Seven.' })
    await eventually(async () => ((await linesOf(ada, room)).length === 4 ? true : undefined), 'the second answer')
    expect(await linesOf(ada, room)).toEqual(['Ada: What time is it?', 'Agent: Noon.', 'Ada: And in Quito', 'Agent: Seven.'])
  })

  it('[rooms.steer-survives] is taken the same when the worker dies while the model thinks about it', async () => {
    const { room, run } = await steered()
    await post(room, 'In Tokyo, please')
    model.answer({ tool: 'clock', input: {} })
    await held()
    const before = told()
    await worker.stop('SIGKILL')
    await post(room, 'And be brief')
    worker = await startWorkerProcess(undefined, settings())
    await eventually(async () => (told().length > before.length ? true : undefined), 'the model to be asked again')
    expect(told().slice(-2)).toMatchObject([{ content: 'In Tokyo, please' }, { content: 'And be brief' }])
    while (model.held() > 1) model.answer({ text: 'nobody hears this' })
    model.answer({ text: 'Nine.' })
    await until(run, 'completed')
    expect(await linesOf(ada, room)).toEqual(['Ada: What time is it?', 'Ada: In Tokyo, please', 'Ada: And be brief', 'Agent: Nine.'])
    expect((await eventsOf(run)).filter(({ kind }) => kind === 'message.taken')).toHaveLength(2)
  })
})
