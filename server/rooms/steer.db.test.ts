import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { itemsOf } from '../conversation/index.ts'
import { eventsOf, eventually, until } from '../runs/runs.test-kit.ts'
import { dropTurn, editTurn } from './index.ts'
import { modelDoor } from './model-door.test-kit.ts'
import { modelRooms } from './model-room.test-kit.ts'
import { linesOf, viewOf } from './rooms.test-kit.ts'

let here: Awaited<ReturnType<typeof modelRooms<Awaited<ReturnType<typeof modelDoor>>>>>
beforeAll(async () => {
  here = await modelRooms(modelDoor, [{ block: 'time.now', name: 'clock' }])
})
afterAll(() => here?.close())

const held = () => eventually(async () => (here.model.held() > 0 ? true : undefined), 'the model to be asked')
const told = () => here.model.asked.at(-1)?.messages.filter(({ role }) => role !== 'system') ?? []
async function steered(): Promise<{ room: string; run: string }> {
  const asked = await here.asked('What time is it?', { router: { kind: 'first' }, input: 'steer', handovers: 4 })
  await held()
  return asked
}

describe('a message that steers', () => {
  it('[rooms.steer] reaches the agent at its next step, stands in the room where it was taken, and begins no turn of its own', async () => {
    const { room, run } = await steered()
    await here.post(room, 'In Tokyo, please')
    expect((await viewOf(here.ada, room)).queue).toMatchObject([{ text: 'In Tokyo, please', steers: true }])
    here.model.answer({ tool: 'clock', input: {} })
    await held()
    expect(told().map(({ role, content }) => (role === 'user' ? content : role))).toEqual(['What time is it?', 'assistant', 'tool', 'In Tokyo, please'])
    here.model.answer({ text: 'Nine in the evening there.' })
    await until(run, 'completed')
    expect(await linesOf(here.ada, room)).toEqual(['Ada: What time is it?', 'Ada: In Tokyo, please', 'Agent: Nine in the evening there.'])
    const view = await viewOf(here.ada, room)
    expect(view.queue).toEqual([])
    const items = itemsOf(view)
    expect(items.map((item) => item.kind)).toEqual(['message', 'toolCall', 'message', 'message'])
    expect(items[2]).toMatchObject({ routed: [{ by: 'steered', agent: 'Agent' }] })
    const end = await here.post(room, 'Thanks')
    await held()
    here.model.answer({ text: 'Any time.' })
    await until(end, 'completed')
    expect((await linesOf(here.ada, room)).slice(3)).toEqual(['Ada: Thanks', 'Agent: Any time.'])
  })

  it('[rooms.steer-next] becomes the next turn when there was no further step; until taken it is edited and dropped', async () => {
    const { room, run } = await steered()
    await here.post(room, 'And in Lima')
    await here.post(room, 'Never mind')
    const [lima, never] = (await viewOf(here.ada, room)).queue
    await editTurn(here.ada, { room, turn: lima?.turnId ?? '', text: 'And in Quito' })
    await dropTurn(here.ada, { room, turn: never?.turnId ?? '' })
    here.model.answer({ text: 'Noon.' })
    await until(run, 'completed')
    await held()
    expect(told().at(-1)).toMatchObject({ role: 'user', content: 'And in Quito' })
    here.model.answer({ text: 'Seven.' })
    await eventually(async () => ((await linesOf(here.ada, room)).length === 4 ? true : undefined), 'the second answer')
    expect(await linesOf(here.ada, room)).toEqual(['Ada: What time is it?', 'Agent: Noon.', 'Ada: And in Quito', 'Agent: Seven.'])
  })

  it('[rooms.steer-survives] is taken the same when the worker dies while the model thinks about it', async () => {
    const { room, run } = await steered()
    await here.post(room, 'In Tokyo, please')
    here.model.answer({ tool: 'clock', input: {} })
    await held()
    const before = told()
    await here.killWorker()
    await here.post(room, 'And be brief')
    await here.startWorker()
    await eventually(async () => (told().length > before.length ? true : undefined), 'the model to be asked again')
    expect(told().slice(-2)).toMatchObject([{ content: 'In Tokyo, please' }, { content: 'And be brief' }])
    while (here.model.held() > 1) here.model.answer({ text: 'nobody hears this' })
    here.model.answer({ text: 'Nine.' })
    await until(run, 'completed')
    expect(await linesOf(here.ada, room)).toEqual(['Ada: What time is it?', 'Ada: In Tokyo, please', 'Ada: And be brief', 'Agent: Nine.'])
    expect((await eventsOf(run)).filter(({ kind }) => kind === 'message.taken')).toHaveLength(2)
  })
})
