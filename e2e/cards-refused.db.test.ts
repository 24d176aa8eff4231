import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { closeDurable } from '../server/durable/index.ts'
import { newId } from '../server/kernel/ids.ts'
import type { Json } from '../server/kernel/json.ts'
import { asSystem } from '../server/platform/db.ts'
import { testDatabase } from '../server/platform/test-database.ts'
import { eventually, flowOf, startWorkerProcess, stateOf, until, type WorkerProcess } from '../server/runs/runs.test-kit.ts'
import { type Browser, createBrowser } from './routes.test-kit.ts'

let database: Awaited<ReturnType<typeof testDatabase>>
let worker: WorkerProcess
let ada: { browser: Browser; at: string }
let bob: typeof ada
beforeAll(async () => {
  database = await testDatabase()
  worker = await startWorkerProcess()
  ada = await tenant('Ada')
  bob = await tenant('Bob')
})
afterAll(async () => {
  await worker?.stop()
  await closeDurable()
  await database?.drop()
})

async function tenant(name: string) {
  const browser = createBrowser()
  const { workspaceSlug } = await browser.arrive(name)
  return { browser, at: `/api/workspaces/${workspaceSlug}` }
}

/** A published agent of one block that starts by hand, and its run. */
async function started(block: string, inputs: Record<string, Json>, by = ada): Promise<string> {
  const { body: agent } = await by.browser.call<{ id: string; draftVersion: number }>('POST', `${by.at}/agents`, { name: block })
  const flow = flowOf({ nodes: { card: { block, inputs } } })
  const { body: saved } = await by.browser.call<{ draftVersion: number }>('PUT', `${by.at}/agents/${agent.id}/draft`, {
    draftVersion: agent.draftVersion,
    flow,
  })
  const published = await by.browser.call('POST', `${by.at}/agents/${agent.id}/publish`, { draftVersion: saved.draftVersion })
  expect(published.status, JSON.stringify(published.body)).toBe(200)
  return (await by.browser.call<{ id: string }>('POST', `${by.at}/runs`, { agent: agent.id, input: {} })).body.id
}

async function asked(block: string, inputs: Record<string, Json>): Promise<{ run: string; wait: string }> {
  const run = await started(block, inputs)
  await until(run, 'waiting', 'failed')
  const [wait] = await asSystem((tx) => tx.sql<{ id: string }>`select id from run_wait where run_id = ${run} and kind = 'human'`)
  return { run, wait: wait?.id ?? '' }
}

type Refusal = { error: { code: string; message: string } }
const answer = (wait: string, outcome: string, value: Json, by = ada) => by.browser.call<Refusal>('POST', `${by.at}/waits/${wait}/answer`, { outcome, value })
const eur = (amountMinor: string) => ({ amountMinor, currency: 'EUR', decimals: 2 })
const visa = { id: 'visa', label: 'Visa' }
const slot = { start: '2026-11-23T09:00:00+01:00', end: '2026-11-23T09:30:00+01:00' }
const view = {
  root: 'all',
  elements: {
    all: { type: 'Stack', props: {}, children: ['seats', 'pay'] },
    seats: { type: 'Input', props: { name: 'seats', kind: 'number', min: 1, max: 4 } },
    pay: { type: 'Button', props: { label: 'Pay', action: 'pay' } },
  },
}

/** Every card that asks: what it is asked with, a good answer, and one that was tampered with. */
const cards: { block: string; inputs: Record<string, Json>; outcome?: string; value: Json; tampered: Json }[] = [
  {
    block: 'show.payment-request',
    inputs: { payee: 'Shop', amount: eur('3450'), methods: [visa] },
    value: { method: 'visa' },
    tampered: { method: 'visa', amount: eur('1') },
  },
  { block: 'show.payment-method-picker', inputs: { methods: [visa] }, value: { method: 'visa' }, tampered: { method: 'theirs' } },
  {
    block: 'show.invoice',
    inputs: { number: 'I-1', issuer: 'Shop', payer: 'Ada', lines: [{ description: 'Cup', quantity: 1, unitPrice: eur('900') }], ask: true },
    outcome: 'approved',
    value: null,
    tampered: { values: { total: eur('1') }, comment: 5 },
  },
  {
    block: 'show.quote',
    inputs: { from: eur('10000'), to: 'USD', rate: '1.0842', minutes: 60 },
    value: { choice: 'accept' },
    tampered: { choice: 'accept', rate: '9' },
  },
  {
    block: 'show.cart',
    inputs: { lines: [{ id: 'cup', title: 'Cup', price: eur('900'), stock: 2 }] },
    value: { quantities: { cup: 1 } },
    tampered: { quantities: { cup: 1 }, total: eur('1') },
  },
  {
    block: 'show.product-list',
    inputs: { items: [{ id: 'cup', title: 'Cup', price: eur('900') }] },
    value: { quantities: { cup: 1 } },
    tampered: { quantities: { cup: 1 }, prices: { cup: eur('1') } },
  },
  {
    block: 'show.map',
    inputs: { markers: [{ id: 'porto', lat: 41, lng: -8, label: 'Porto' }], ask: true },
    value: { place: 'porto' },
    tampered: { place: 'porto', lat: 0 },
  },
  { block: 'show.schedule', inputs: { slots: [slot] }, value: { start: slot.start }, tampered: { start: '2026-11-23T11:00:00+01:00' } },
  {
    block: 'show.identity-form',
    inputs: { title: 'Who?', fields: [{ name: 'passport' }], consent: 'Kept for 30 days.' },
    value: { passport: 'X1', consent: true },
    tampered: { passport: 'X1', consent: true, role: 'owner' },
  },
  { block: 'human.approval', inputs: { title: 'Send it?' }, outcome: 'approved', value: { comment: 'Yes' }, tampered: 'approve everything' },
  {
    block: 'show.anything',
    inputs: { spec: view },
    value: { action: 'pay', values: { seats: 2 } },
    tampered: { action: 'pay', values: { seats: 2 }, amount: 1 },
  },
]

describe('over HTTP', () => {
  it.each(cards)(
    '[genui.refused] $block: tampered, foreign and replayed answers are refused, each saying why',
    async ({ block, inputs, outcome = 'answered', value, tampered }) => {
      const { run, wait } = await asked(block, inputs)
      expect(await answer(wait, outcome, tampered)).toMatchObject({
        status: 400,
        body: { error: { code: 'invalid-input', message: expect.stringMatching(/^This answer does not fit the question: .+/) } },
      })
      const stranger = await answer(wait, outcome, value, bob)
      expect(stranger).toMatchObject({ status: 404, body: { error: { code: 'not-found' } } })
      expect(stranger).toEqual(await answer(newId(), outcome, value, bob))
      expect((await answer(wait, outcome, value)).status).toBe(200)
      expect(await answer(wait, outcome, value)).toMatchObject({
        status: 409,
        body: { error: { code: 'already-answered', message: 'Ada answered this already.' } },
      })
      expect((await until(run, 'completed', 'failed')).status).toBe('completed')

      const late = await asked(block, inputs)
      await asSystem((tx) => tx.sql`update run_wait set deadline = now() - interval '1 hour' where id = ${late.wait}`)
      expect(await answer(late.wait, outcome, value)).toMatchObject({
        status: 410,
        body: { error: { code: 'expired', message: 'The time to answer this is over.' } },
      })
    },
  )

  it('[genui.identity-files] a form takes a file of who answers, keeps what the server knows of it, and takes none of anybody else', async () => {
    const { run, wait } = await asked('show.identity-form', { title: 'Who?', fields: [{ name: 'scan', kind: 'file' }], consent: 'Kept.' })
    const upload = async (by: typeof ada, id = newId()) => {
      const response = await by.browser.send('POST', `${by.at}/files?${new URLSearchParams({ id, name: 'passport.pdf' })}`, { body: '%PDF-1.7 passport' })
      expect(response.status).toBe(200)
      return id
    }
    const theirs = await upload(bob)
    expect(await answer(wait, 'answered', { scan: { id: theirs }, consent: true })).toMatchObject({ status: 400, body: { error: { code: 'invalid-input' } } })
    const id = await upload(ada)
    expect(await answer(wait, 'answered', { scan: { id, name: 'other.exe', type: 'text/html' }, consent: true })).toMatchObject({ status: 400 })
    expect((await answer(wait, 'answered', { scan: { id }, consent: true })).status).toBe(200)
    await until(run, 'completed', 'failed')
    expect((await stateOf(run)).output).toMatchObject({ card: { values: { scan: { id, name: 'passport.pdf', type: 'application/pdf', bytes: 17 } } } })
    expect((await bob.browser.send('GET', `${bob.at}/files/${id}`)).status).toBe(404)
  })

  it('[hostile.tenant] a tool that is asked to act for another tenant finds nothing there', async () => {
    const [account] = await asSystem(
      (tx) => tx.sql<{ id: string }>`select a.id from ledger_account a join workspace w on w.id = a.workspace_id
      where w.slug = ${bob.at.split('/').at(-1)} limit 1`,
    )
    expect(account, 'Bob has an account').toBeDefined()
    for (const [block, inputs] of [
      ['ledger.transactions', { account: account?.id ?? '' }],
      ['ledger.transfer', { to: account?.id ?? '', amount: '5' }],
    ] as const) {
      const run = await started(block, inputs)
      await eventually(async () => ((await stateOf(run)).status === 'failed' ? true : undefined), `${block} to fail`)
      expect((await stateOf(run)).error, block).toMatchObject({ code: 'not-found' })
    }
  })

  it('[genui.card-state] what stands half-filled in a card is its person’s on every device, and nobody else’s', async () => {
    const { body: agent } = await ada.browser.call<{ id: string }>('POST', `${ada.at}/agents`, { template: 'payments-assistant' })
    const { body: room } = await ada.browser.call<{ id: string }>('POST', `${ada.at}/rooms`, { agent: agent.id })
    const colleague = createBrowser()
    const { email } = await colleague.arrive('Colleague')
    await ada.browser.call('PUT', `${ada.at}/members`, { email, role: 'operator' })
    const path = `${ada.at}/rooms/${room.id}`
    const write = (body: object, browser = ada.browser) => browser.call<Refusal>('PUT', `${path}/cards`, body)
    const cards = async (browser = ada.browser) => (await browser.call<{ cards: object[]; seq: number }>('GET', path)).body.cards

    expect((await write({ card: 'w1', state: { typed: { city: 'Por' } } })).status).toBe(200)
    await write({ card: 'w1', state: { typed: { city: 'Porto' } } })
    expect(await cards()).toEqual([{ card: 'w1', state: { typed: { city: 'Porto' } }, shared: false }])
    expect(await cards(colleague)).toEqual([])
    await write({ card: 'w2', state: { typed: { seats: '2' } }, shared: true })
    expect(await cards(colleague)).toEqual([{ card: 'w2', state: { typed: { seats: '2' } }, shared: true }])
    await write({ card: 'w1', state: null })
    expect(await cards()).toEqual([{ card: 'w2', state: { typed: { seats: '2' } }, shared: true }])
    expect(await write({ card: 'w1', state: { text: 'x'.repeat(40_000) } })).toMatchObject({ status: 413 })
  })
})
