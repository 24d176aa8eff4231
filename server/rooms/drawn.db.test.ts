import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Answering, speakingModel } from '../../e2e/speaking-model.test-kit.ts'
import { type CardItem, type Item, itemsOf } from '../conversation/index.ts'
import { closeDurable } from '../durable/index.ts'
import { newId } from '../kernel/ids.ts'
import type { Principal } from '../kernel/principal.ts'
import { testDatabase } from '../platform/test-database.ts'
import { agentWith, eventually, flowOf, somebody, startWorkerProcess, until, type WorkerProcess } from '../runs/runs.test-kit.ts'
import { createRoom, postMessage } from './index.ts'
import { viewOf } from './rooms.test-kit.ts'

let database: Awaited<ReturnType<typeof testDatabase>>
let model: Awaited<ReturnType<typeof speakingModel>>
let worker: WorkerProcess
let ada: Principal
let agent: string
const settings = () => ({ HEARTH_MODEL_URL: model.url, HEARTH_MODEL: 'm', HEARTH_ALLOW_PRIVATE_ADDRESSES: '1', HEARTH_LEASE_TTL_MS: '3000' })
beforeAll(async () => {
  database = await testDatabase()
  model = await speakingModel()
  worker = await startWorkerProcess(undefined, settings())
  ada = await somebody()
  const loop = { block: 'agent.loop', inputs: { tools: [{ block: 'show.balance' }] } }
  agent = await agentWith(ada, flowOf({ nodes: { start: { block: 'chat.message' }, loop }, wires: ['start.text > loop.message'] }))
})
afterAll(async () => {
  await worker?.stop()
  await model?.close()
  await closeDurable()
  await database?.drop()
})

const money = { amountMinor: '1200', currency: 'EUR', decimals: 2 }
const accounts = JSON.stringify({
  accounts: [{ id: 'main', label: 'Main', kind: 'current', available: money, ledger: money, asOf: '2026-11-21T09:00:00Z' }],
})
async function asked(): Promise<{ room: string; run: string; answering: Answering }> {
  const { id: room } = await createRoom(ada, { agent, title: 'Test' })
  const { runId } = await postMessage(ada, { room, id: newId(), text: 'What do I have?' })
  return { room, run: runId ?? '', answering: await model.next() }
}
const seen = (room: string, what: (items: readonly Item[]) => boolean, why: string) =>
  eventually(async () => {
    const items = itemsOf(await viewOf(ada, room))
    return what(items) ? items : undefined
  }, why)
const cards = (items: readonly Item[]) => items.filter((item): item is CardItem => item.kind === 'card')
const half = (items: readonly Item[]) => cards(items).some(({ draft, args }) => draft === true && args === accounts.slice(0, 40))

describe('a card of an agent of ours', () => {
  it('[agent.card-streams] is in the room while its model still writes it, then whole, once; what the model thought stands before it', async () => {
    const { room, run, answering } = await asked()
    answering.think('They want the balance.')
    const more = answering.call('c1', 'show_balance')
    more(accounts.slice(0, 40))
    const before = await seen(room, half, 'the draft')
    expect(before.map(({ kind }) => kind)).toEqual(['message', 'thought', 'card'])
    expect(before[1]).toMatchObject({ text: 'They want the balance.', streaming: false })
    more(accounts.slice(40))
    answering.end('tools')
    const last = await model.next()
    expect(last.asked.messages.at(-1)).toMatchObject({ role: 'tool' })
    last.say('That is all.')
    last.end()
    await until(run, 'completed')
    const items = itemsOf(await viewOf(ada, room))
    expect(items.map(({ kind }) => kind)).toEqual(['message', 'thought', 'toolCall', 'card', 'message'])
    expect(cards(items)).toMatchObject([{ component: 'Balance', status: 'shown', props: JSON.parse(accounts) as object }])
    expect((await viewOf(ada, room)).spent[run]).toMatchObject({ from: expect.any(String), to: expect.any(String) })
  })

  it('[agent.card-streams] is drawn anew, and once, when the worker dies while its model writes it', async () => {
    const { room, run, answering } = await asked()
    answering.call('c1', 'show_balance')(accounts.slice(0, 40))
    await seen(room, half, 'the draft')
    await worker.stop('SIGKILL')
    worker = await startWorkerProcess(undefined, settings())
    const again = await model.next()
    await seen(room, (items) => cards(items).length === 0, 'the half card to go')
    again.call('c1', 'show_balance')(accounts)
    again.end('tools')
    const last = await model.next()
    last.end()
    await until(run, 'completed')
    expect(cards(itemsOf(await viewOf(ada, room)))).toMatchObject([{ component: 'Balance', status: 'shown' }])
  })
})
