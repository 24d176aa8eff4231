import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { closeDurable } from '../durable/index.ts'
import type { Json } from '../kernel/json.ts'
import type { Principal } from '../kernel/principal.ts'
import { testDatabase } from '../platform/test-database.ts'
import { answerWait, listWaits } from './index.ts'
import { agentWith, begin, eventsOf, flowOf, somebody, startWorkerProcess, until, type WorkerProcess } from './runs.test-kit.ts'

let database: Awaited<ReturnType<typeof testDatabase>>
let worker: WorkerProcess
let ada: Principal

beforeAll(async () => {
  database = await testDatabase()
  worker = await startWorkerProcess()
  ada = await somebody()
})
afterAll(async () => {
  await worker?.stop()
  await closeDurable()
  await database?.drop()
})

const eur = (amountMinor: string) => ({ amountMinor, currency: 'EUR', decimals: 2 })
const visa = { id: 'visa', label: 'Visa', masked: '•••• 4242' }
const start = '2026-11-23T09:00:00+01:00'
const beans = { id: 'beans', title: 'Beans', price: eur('1250') }
const cup = { id: 'cup', title: 'Cup', price: eur('900'), stock: 2 }

type Card = { block: string; inputs: Record<string, Json>; value: Json; tampered: { value: Json; says: string }[]; gives: object }

/** What each card that asks takes, what it refuses, and what comes of a good answer. */
const cards: Card[] = [
  {
    block: 'show.cart',
    inputs: { lines: [beans, cup], shipping: eur('490') },
    value: { quantities: { beans: 2, cup: 1 } },
    tampered: [
      { value: { quantities: { beans: 2, cup: 1 }, total: eur('1') }, says: '"total" is not allowed here' },
      { value: { quantities: { beans: { quantity: 2, price: eur('1') }, cup: 1 } }, says: '"quantities.beans" should be' },
      { value: { quantities: { beans: 2, cup: 3 } }, says: '"quantities.cup" should be at most 2' },
      { value: { quantities: { beans: -2, cup: 1 } }, says: '"quantities.beans" should be at least 0' },
      { value: { quantities: { beans: 1, cup: 1, gold: 1 } }, says: '"quantities.gold" is not allowed here' },
      { value: { quantities: { beans: 1.5, cup: 1 } }, says: '"quantities.beans" should be' },
      { value: null, says: 'should be' },
    ],
    gives: { total: eur('3890'), order: { goods: eur('3400'), shipping: eur('490') } },
  },
  {
    block: 'show.product-list',
    inputs: { items: [beans, cup] },
    value: { quantities: { beans: 3 } },
    tampered: [
      { value: { quantities: { beans: 3 }, prices: { beans: eur('1') } }, says: '"prices" is not allowed here' },
      { value: { quantities: { cup: 3 } }, says: '"quantities.cup" should be at most 2' },
    ],
    gives: { chosen: [{ id: 'beans', quantity: 3, price: eur('1250') }] },
  },
  {
    block: 'show.payment-request',
    inputs: { payee: 'Harbour Books', amount: eur('3450'), methods: [visa] },
    value: { method: 'visa' },
    tampered: [
      { value: { method: 'visa', amountMinor: 1 }, says: '"amountMinor" is not allowed here' },
      { value: { method: 'visa', amount: eur('1') }, says: '"amount" is not allowed here' },
      { value: { method: 'someone-elses' }, says: '"method" should be' },
    ],
    gives: { pay: { amount: eur('3450'), method: 'visa' } },
  },
  {
    block: 'show.payment-request',
    inputs: { payee: 'Shelter', amount: eur('1000'), least: eur('100'), most: eur('5000') },
    value: { amountMinor: 1250 },
    tampered: [
      { value: { amountMinor: 5001 }, says: '"amountMinor" should be at most 5000' },
      { value: { amountMinor: -1 }, says: '"amountMinor" should be at least 100' },
      { value: { amountMinor: '1250' }, says: '"amountMinor" should be' },
    ],
    gives: { pay: { amount: eur('1250') } },
  },
  {
    block: 'show.payment-method-picker',
    inputs: { methods: [visa, { id: 'old', label: 'Old card', disabledReason: 'Expired' }] },
    value: { method: 'visa' },
    tampered: [{ value: { method: 'old' }, says: '"method" should be' }],
    gives: { method: { id: 'visa', masked: '•••• 4242' } },
  },
  {
    block: 'show.quote',
    inputs: { from: eur('10000'), to: 'USD', rate: '1.0842', minutes: 60 },
    value: { choice: 'accept' },
    tampered: [{ value: { choice: 'accept', rate: '9.9' }, says: '"rate" is not allowed here' }],
    gives: { accepted: { from: eur('10000'), to: { amountMinor: '10842', currency: 'USD', decimals: 2 }, rate: '1.0842' } },
  },
  {
    block: 'show.schedule',
    inputs: {
      slots: [
        { start, end: '2026-11-23T09:30:00+01:00' },
        { start: '2026-11-23T10:00:00+01:00', end: '2026-11-23T10:30:00+01:00', free: false },
      ],
    },
    value: { start },
    tampered: [{ value: { start: '2026-11-23T10:00:00+01:00' }, says: '"start" should be' }],
    gives: { start },
  },
  {
    block: 'show.map',
    inputs: { markers: [{ id: 'porto', lat: 41.15, lng: -8.61, label: 'Porto' }], ask: true },
    value: { place: 'porto' },
    tampered: [{ value: { place: 'porto', lat: 0 }, says: '"lat" is not allowed here' }],
    gives: { picked: { label: 'Porto', lat: 41.15 } },
  },
  {
    block: 'show.identity-form',
    inputs: { title: 'Who are you?', fields: [{ name: 'passport' }], consent: 'Kept for 30 days.' },
    value: { passport: 'X1234567', consent: true },
    tampered: [
      { value: { passport: 'X1234567' }, says: '"consent" is missing' },
      { value: { passport: 'X1234567', consent: false }, says: '"consent" should be' },
      { value: { passport: 'X1234567', consent: true, role: 'owner' }, says: '"role" is not allowed here' },
    ],
    gives: { values: { passport: 'X1234567' }, consented: { to: 'Kept for 30 days.' } },
  },
]

async function ask(block: string, inputs: Record<string, Json>): Promise<{ run: string; wait: string }> {
  const run = await begin(ada, await agentWith(ada, flowOf({ nodes: { card: { block, inputs } } })))
  await until(run, 'waiting')
  const { waits } = await listWaits(ada)
  return { run, wait: waits.find((each) => each.runId === run)?.id ?? '' }
}

describe('a card that asks', () => {
  it.each(cards)('[genui.tampered] $block refuses what was tampered with, stays open, and goes on with what the server knows', async (card) => {
    const { run, wait } = await ask(card.block, card.inputs)
    for (const { value, says } of card.tampered) {
      await expect(answerWait(ada, { wait, outcome: 'answered', value })).rejects.toMatchObject({
        code: 'invalid-input',
        message: expect.stringContaining(says),
      })
    }
    // a yes to a question for values would go on without them
    await expect(answerWait(ada, { wait, outcome: 'approved', value: card.value })).rejects.toMatchObject({ code: 'invalid-input' })
    await answerWait(ada, { wait, outcome: 'answered', value: card.value })
    expect((await until(run, 'completed', 'failed')).output?.card).toMatchObject(card.gives)
  })

  it('[genui.single-use] takes one answer: a replayed one is refused with who was first, and changes nothing', async () => {
    const { run, wait } = await ask('show.cart', { lines: [beans] })
    const order = { wait, outcome: 'answered' as const, value: { quantities: { beans: 1 } } }
    await answerWait(ada, order)
    await expect(answerWait(ada, order)).rejects.toMatchObject({ code: 'already-answered', message: 'Ada answered this already.' })
    await expect(answerWait(ada, { ...order, value: { quantities: { beans: 9 } } })).rejects.toMatchObject({ code: 'already-answered' })
    expect((await until(run, 'completed', 'failed')).output?.card).toMatchObject({ total: eur('1250') })
    await expect(answerWait(ada, order)).rejects.toMatchObject({ code: 'already-answered' })
    expect((await eventsOf(run)).filter(({ kind }) => kind === 'human.answered')).toHaveLength(1)
  })

  it('[genui.expired] takes none after its time: a quote that held no longer is not accepted', async () => {
    const run = await begin(
      ada,
      await agentWith(ada, flowOf({ nodes: { card: { block: 'show.quote', inputs: { from: eur('10000'), to: 'USD', rate: '1.0842', minutes: 0.001 } } } })),
    )
    expect((await until(run, 'completed', 'failed')).output?.card).toMatchObject({ expired: { at: expect.any(String) } })
    const asked = (await eventsOf(run)).find((event) => event.kind === 'human.requested')
    const wait = asked?.kind === 'human.requested' ? asked.wait : ''
    await expect(answerWait(ada, { wait, outcome: 'answered', value: { choice: 'accept' } })).rejects.toMatchObject({
      code: 'expired',
      message: 'The time to answer this is over.',
    })
  })

  it('[genui.foreign] takes none from elsewhere: a stranger learns nothing, a viewer is told who may, an answer to another card does not fit', async () => {
    const { wait } = await ask('show.payment-request', { payee: 'Harbour Books', amount: eur('3450'), methods: [visa] })
    const other = await ask('show.cart', { lines: [beans] })
    const answer = { wait, outcome: 'answered' as const, value: { method: 'visa' } }
    await expect(answerWait(await somebody(), answer)).rejects.toMatchObject({ code: 'not-found' })
    await expect(answerWait({ ...ada, role: 'viewer' }, answer)).rejects.toMatchObject({ code: 'not-allowed' })
    await expect(answerWait(ada, { ...answer, wait: other.wait })).rejects.toMatchObject({ code: 'invalid-input' })
    await expect(answerWait(ada, { ...answer, wait: '019aa000-0000-7000-8000-000000000000' })).rejects.toMatchObject({ code: 'not-found' })
    expect((await listWaits(ada)).waits.filter(({ id }) => id === wait || id === other.wait)).toHaveLength(2)
  })
})

describe('a card that shows', () => {
  it('[genui.text] says what it shows in plain lines, too', async () => {
    const nodes = { card: { block: 'show.order-status', inputs: { order: 'HB-7731', steps: [{ name: 'Packed', state: 'now' }], tracking: 'NP 4471' } } }
    const run = await begin(ada, await agentWith(ada, flowOf({ nodes })))
    await until(run, 'completed', 'failed')
    const closed = (await eventsOf(run)).find((event) => event.kind === 'stream.closed')
    expect(closed).toMatchObject({ channel: 'card', text: 'Order HB-7731\nPacked: now\nTracking: NP 4471' })
  })
})
