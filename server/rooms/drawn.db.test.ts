import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Answering, speakingModel } from '../../e2e/speaking-model.test-kit.ts'
import { type CardItem, type Item, itemsOf, markdownOf } from '../conversation/index.ts'
import { cancelRun } from '../runs/index.ts'
import { eventually, until } from '../runs/runs.test-kit.ts'
import { modelRooms } from './model-room.test-kit.ts'
import { viewOf } from './rooms.test-kit.ts'

let here: Awaited<ReturnType<typeof modelRooms<Awaited<ReturnType<typeof speakingModel>>>>>
beforeAll(async () => {
  here = await modelRooms(speakingModel, [{ block: 'show.balance' }])
})
afterAll(() => here?.close())

const money = { amountMinor: '1200', currency: 'EUR', decimals: 2 }
const accounts = JSON.stringify({
  accounts: [{ id: 'main', label: 'Main', kind: 'current', available: money, ledger: money, asOf: '2026-11-21T09:00:00Z' }],
})
async function asked(): Promise<{ room: string; run: string; answering: Answering }> {
  return { ...(await here.asked('What do I have?')), answering: await here.model.next() }
}
const seen = (room: string, what: (items: readonly Item[]) => boolean, why: string) =>
  eventually(async () => {
    const items = itemsOf(await viewOf(here.ada, room))
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
    const last = await here.model.next()
    expect(last.asked.messages.at(-1)).toMatchObject({ role: 'tool' })
    last.say('That is all.')
    last.end()
    await until(run, 'completed')
    const items = itemsOf(await viewOf(here.ada, room))
    expect(items.map(({ kind }) => kind)).toEqual(['message', 'thought', 'toolCall', 'card', 'message'])
    expect(cards(items)).toMatchObject([{ component: 'Balance', status: 'shown', props: JSON.parse(accounts) as object }])
    expect((await viewOf(here.ada, room)).spent[run]).toMatchObject({ from: expect.any(String), to: expect.any(String) })
  })

  it('[agent.card-streams] is drawn anew, and once, when the worker dies while its model writes it', async () => {
    const { room, run, answering } = await asked()
    answering.call('c1', 'show_balance')(accounts.slice(0, 40))
    await seen(room, half, 'the draft')
    await here.killWorker()
    await here.startWorker()
    const again = await here.model.next()
    await seen(room, (items) => cards(items).length === 0, 'the half card to go')
    again.call('c1', 'show_balance')(accounts)
    again.end('tools')
    const last = await here.model.next()
    last.end()
    await until(run, 'completed')
    expect(cards(itemsOf(await viewOf(here.ada, room)))).toMatchObject([{ component: 'Balance', status: 'shown' }])
  })
})

describe('an answer that is stopped', () => {
  it('[rooms.stopped] keeps what was said until then, marked as stopped; half a card goes, and the model is told its own words', async () => {
    const { room, run, answering } = await asked()
    answering.say('Let me see. You have')
    answering.call('c1', 'show_balance')(accounts.slice(0, 40))
    await seen(room, half, 'the draft')
    await cancelRun(here.ada, { run })
    await until(run, 'cancelled')
    const view = await viewOf(here.ada, room)
    expect(itemsOf(view).map((item) => [item.kind, 'text' in item ? item.text : '', 'stopped' in item])).toEqual([
      ['message', 'What do I have?', false],
      ['message', 'Let me see. You have', true],
      ['notice', 'Stopped by Ada.', false],
    ])
    expect(markdownOf(view, 'Test')).toContain('Let me see. You have\n\n*Stopped here.*')
    await here.post(room, 'Go on')
    const next = await here.model.next()
    expect(next.asked.messages.slice(-3)).toMatchObject([
      { role: 'user' },
      { role: 'assistant', content: 'Let me see. You have' },
      { role: 'user', content: 'Go on' },
    ])
    next.end()
  })

  it('[rooms.stopped] keeps it also when nobody works on it any more', async () => {
    const { room, run, answering } = await asked()
    answering.say('You have')
    await seen(room, (items) => items.some((item) => item.kind === 'message' && item.text === 'You have'), 'the beginning')
    await here.killWorker()
    await cancelRun(here.ada, { run })
    await here.startWorker()
    await until(run, 'cancelled')
    const items = itemsOf(await viewOf(here.ada, room))
    expect(items.filter(({ kind }) => kind === 'message').slice(1)).toMatchObject([{ text: 'You have', stopped: true, streaming: false }])
    expect(items.at(-1)).toMatchObject({ kind: 'notice', text: 'Stopped by Ada.' })
  })
})
