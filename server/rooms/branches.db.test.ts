import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { itemsOf } from '../conversation/index.ts'
import { closeDurable } from '../durable/index.ts'
import { newId } from '../kernel/ids.ts'
import type { Principal } from '../kernel/principal.ts'
import { readChain, verifyChain } from '../memory/feed/index.ts'
import { asSystem } from '../platform/db.ts'
import { testDatabase } from '../platform/test-database.ts'
import { agentWith, eventually, flowOf, somebody, startWorkerProcess, until, type WorkerProcess } from '../runs/runs.test-kit.ts'
import { aboutRoom, answerAgain, createRoom, forkRoom, listReads, markRead, postMessage, react, removeMember, searchMessages } from './index.ts'
import { modelDoor } from './model-door.test-kit.ts'
import { linesOf, viewOf } from './rooms.test-kit.ts'

let database: Awaited<ReturnType<typeof testDatabase>>
let model: Awaited<ReturnType<typeof modelDoor>>
let worker: WorkerProcess
let ada: Principal
let grace: Principal
let agent: string
beforeAll(async () => {
  database = await testDatabase()
  model = await modelDoor()
  worker = await startWorkerProcess(undefined, { HEARTH_MODEL_URL: model.url, HEARTH_MODEL: 'm', HEARTH_ALLOW_PRIVATE_ADDRESSES: '1' })
  ada = await somebody()
  grace = { ...(await somebody()), name: 'Grace', workspaceId: ada.workspaceId, workspaceSlug: ada.workspaceSlug, role: 'operator' }
  await asSystem((tx) => tx.sql`insert into membership (workspace_id, person_id, role) values (${ada.workspaceId}, ${grace.personId}, 'operator')`)
  agent = await agentWith(ada, flowOf({ nodes: { start: { block: 'chat.message' }, loop: { block: 'agent.loop' } }, wires: ['start.text > loop.message'] }))
})
afterAll(async () => {
  await worker?.stop()
  await model?.close()
  await closeDurable()
  await database?.drop()
})

const held = () => eventually(async () => (model.held() > 0 ? true : undefined), 'the model to be asked')
const asked = () => (model.asked.at(-1)?.messages ?? []).map(({ role, content }) => `${role}: ${content}`)
async function answered(run: string | null, text: string): Promise<void> {
  await held()
  model.answer({ text })
  await until(run ?? '', 'completed')
}
async function ask(room: string, text: string, answer: string, id = newId()): Promise<string> {
  const { runId } = await postMessage(ada, { room, id, text })
  await answered(runId, answer)
  return runId ?? ''
}
const newRoom = async () => (await createRoom(ada, { agent, title: 'Lunch' })).id
const chain = async (room: string) => readChain(ada.workspaceId, room, 0, 10_000)
const messages = async (room: string) => itemsOf(await viewOf(ada, room)).filter((item) => item.kind === 'message')

describe('another answer', () => {
  it('[rooms.again] is a turn of its own about the same message; the former is kept, marked, and no longer told to the model', async () => {
    const room = await newRoom()
    const first = await ask(room, 'Name a dish', 'Soup.')
    const id = newId()
    const [{ runId }, twice] = await Promise.all([answerAgain(ada, { room, run: first, id }), answerAgain(ada, { room, run: first, id })])
    expect(twice.runId).toBe(runId)
    await expect(answerAgain(ada, { room, run: runId, id: newId() })).rejects.toMatchObject({ code: 'conflict' })
    await answered(runId, 'Risotto.')
    expect(asked()).toEqual(['user: Name a dish'])
    expect(await linesOf(ada, room)).toEqual(['Ada: Name a dish', 'Agent: Soup.', 'Agent: Risotto.'])
    expect((await viewOf(ada, room)).former).toEqual({ [first]: true })
    expect((await messages(room)).at(-1)).toMatchObject({ why: { by: 'again', reason: 'Ada asked for another answer.' } })
    await ask(room, 'And to drink?', 'Water.')
    expect(asked()).toEqual(['user: Name a dish', 'assistant: Risotto.', 'user: And to drink?'])
    const third = await answerAgain(grace, { room, run: runId, id: newId() })
    await answered(third.runId, 'Salad.')
    expect(Object.keys((await viewOf(ada, room)).former).sort()).toEqual([first, runId].sort())
    await removeMember(ada, { room, member: agent })
    await expect(answerAgain(ada, { room, run: third.runId, id: newId() })).rejects.toMatchObject({ code: 'conflict' })
  })
})

describe('a branch', () => {
  it('[rooms.fork] begins with what was said up to an entry, proves itself, tells where it came from, and goes on alone', async () => {
    const room = await newRoom()
    await ask(room, 'Name a dish', 'Soup.')
    const [, soup] = await messages(room)
    const answers = await ask(room, 'And to drink?', 'Water.')
    const id = newId()
    const [fork, again] = [await forkRoom(ada, { room, id, item: soup?.id ?? '' }), await forkRoom(ada, { room, id, item: soup?.id ?? '' })]
    expect([fork.title, again.id]).toEqual(['Lunch (branch)', id])
    expect(await linesOf(ada, id)).toEqual(['Ada: Name a dish', 'Agent: Soup.'])
    const [from, to] = [await chain(room), await chain(id)]
    expect(verifyChain(id, to)).toMatchObject({ ok: true })
    const { value } = (to.at(-1)?.body ?? {}) as { value: { seq: number; hash: string; room: string } }
    expect(value).toMatchObject({ room, hash: from[value.seq - 1]?.hash.toString('hex') })
    const copied = to.slice(0, value.seq)
    expect(copied.map(({ bodyHash }) => bodyHash.toString('hex'))).toEqual(from.slice(0, value.seq).map(({ bodyHash }) => bodyHash.toString('hex')))
    expect((await viewOf(ada, id)).runs).toEqual({})
    expect(await aboutRoom(ada, { room: id })).toMatchObject({ forkedFrom: { id: room, title: 'Lunch' }, agents: [{ id: agent }] })
    expect(await aboutRoom(ada, { room })).toMatchObject({ branches: [{ id }] })
    expect((await viewOf(ada, room)).marks[soup?.id ?? '']?.branches).toMatchObject([{ room: id, edited: false }])

    await ask(id, 'Is it hot?', 'Very.')
    expect(asked()).toEqual(['user: Name a dish', 'assistant: Soup.', 'user: Is it hot?'])
    expect(await linesOf(ada, room)).toHaveLength(4)
    const { runId } = await answerAgain(ada, { room: id, run: soup?.runId ?? '', id: newId() })
    await answered(runId, 'Stew.')
    await expect(answerAgain(ada, { room: id, run: answers, id: newId() }), 'what is not in the branch').rejects.toMatchObject({ code: 'not-found' })
  })

  it('[rooms.edit-branch] of an edited message has the other words in its place, and an answer to them', async () => {
    const room = await newRoom()
    await ask(room, 'Name a dish', 'Soup.')
    await ask(room, 'With what?', 'Bread.')
    const [, , withWhat] = await messages(room)
    const id = newId()
    await forkRoom(ada, { room, id, item: withWhat?.id ?? '', message: { id: newId(), text: 'Warm or cold?' } })
    await held()
    expect(asked()).toEqual(['user: Name a dish', 'assistant: Soup.', 'user: Warm or cold?'])
    model.answer({ text: 'Cold.' })
    await eventually(async () => ((await linesOf(ada, id)).length === 4 ? true : undefined), 'the answer')
    expect(await linesOf(ada, id)).toEqual(['Ada: Name a dish', 'Agent: Soup.', 'Ada: Warm or cold?', 'Agent: Cold.'])
    expect(await linesOf(ada, room)).toHaveLength(4)
    expect(itemsOf(await viewOf(ada, room)).at(-1)).toMatchObject({ kind: 'notice', notice: 'branched', room: { id } })
  })

  it('[rooms.fork-midway] of a message that is still being answered has nothing left open', async () => {
    const room = await newRoom()
    const message = newId()
    const { runId } = await postMessage(ada, { room, id: message, text: 'Name a dish' })
    await held()
    await postMessage(ada, { room, id: newId(), text: 'Quick!' })
    const fork = await forkRoom(ada, { room, id: newId(), item: message })
    expect(await viewOf(ada, fork.id)).toMatchObject({ runs: {}, open: {}, queue: [] })
    await answered(runId, 'Soup.')
    await held()
    model.answer({ text: 'Now.' })
    await eventually(async () => ((await linesOf(ada, room)).length === 4 ? true : undefined), 'both answers')
    expect(await linesOf(ada, fork.id)).toEqual(['Ada: Name a dish'])
  })
})

describe('on messages', () => {
  it('[rooms.react] people put emojis and take them away, each once, and everybody sees whose they are', async () => {
    const room = await newRoom()
    await ask(room, 'Name a dish', 'Soup.')
    const [, soup] = await messages(room)
    const message = soup?.id ?? ''
    for (const who of [ada, grace, ada]) await react(who, { room, message, emoji: '🎉', on: true })
    await react(grace, { room, message, emoji: '👀', on: true })
    await react(grace, { room, message, emoji: '👀', on: false })
    const on = Object.values((await viewOf(ada, room)).marks[message]?.reactions ?? {}).filter((reaction) => reaction.on)
    expect(on.map(({ emoji, name }) => `${emoji} ${name}`)).toEqual(['🎉 Ada', '🎉 Grace'])
    await expect(react(ada, { room, message: 'made-up', emoji: '🎉', on: true })).rejects.toMatchObject({ code: 'not-found' })
  })

  it('[rooms.reads] anybody can ask how far the others have read', async () => {
    const room = await newRoom()
    await ask(room, 'Name a dish', 'Soup.')
    await postMessage(grace, { room, id: newId(), text: '@everyone I am here' })
    const { seq } = await viewOf(ada, room)
    await markRead(ada, { room, seq })
    const { reads } = await listReads(grace, { room })
    expect(reads).toMatchObject([{ name: 'Ada', seq }, { id: grace.personId }])
  })
})

describe('a search', () => {
  it('[rooms.search] finds messages of people and agents by beginnings of words, in one room or all, and never those of another workspace', async () => {
    const room = await newRoom()
    await ask(room, 'Where is the Zanzibar invoice?', 'Filed under spices, with ada@example.org.')
    const find = async (words: string, who = ada, within?: string) => (await searchMessages(who, { words, ...(within ? { room: within } : {}) })).hits
    expect(await find('zanzi INVOICE')).toMatchObject([{ room: { id: room, title: 'Lunch' }, author: 'Ada', text: 'Where is the Zanzibar invoice?' }])
    expect(await find('spices')).toMatchObject([{ author: 'Agent' }])
    expect(await find('example.org')).toHaveLength(1)
    expect(await find('zanzibar spices')).toEqual([])
    expect(await find('zanzibar', ada, newId())).toEqual([])
    expect(await find("'); drop table room; --")).toEqual([])
    expect(await find('zanzibar', await somebody())).toEqual([])
    const [hit] = await find('zanzibar')
    expect(itemsOf(await viewOf(ada, room)).find((item) => item.seq === hit?.seq)).toMatchObject({ kind: 'message', id: hit?.message })
    const fork = await forkRoom(ada, { room, id: newId(), item: hit?.message ?? '' })
    expect(await find('zanzibar'), 'what a branch took along is found once').toHaveLength(1)
    expect(await find('zanzibar', ada, fork.id)).toHaveLength(1)
  })
})
