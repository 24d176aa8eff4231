import { expect, it } from 'vitest'
import { cards, loadBlocks } from '../../blocks/index.ts'
import { type Answer, compile, createLocalWorld, execute, type Hands, type LedgerAccount } from '../../engine/index.ts'
import type { Json, JsonObject } from '../../kernel/json.ts'
import { templates } from './index.ts'

const at = '2026-11-20T09:00:00.000Z'
const blocks = await loadBlocks()
const said = (outcome: Answer['outcome'], value: Json = {}): Answer => ({ outcome, value, by: { id: 'p1', name: 'Ada' }, at })

/** One run of a template that asks no model, with people's answers by the node that asks. */
async function walk(id: string, input: JsonObject, answers: Record<string, Answer> = {}, available = '90000') {
  const found = templates.find((each) => each.id === id)
  const compiled = found && compile(found.flow, cards())
  if (!compiled?.ok) throw new Error(`no template ${id} that compiles`)
  const told: { texts: string[]; cards: string[]; notices: Json[]; events: string[] } = { texts: [], cards: [], notices: [], events: [] }
  const account: LedgerAccount = {
    ...{ id: 'main', label: 'Ours', kind: 'checking', asOf: at },
    ...{ available: { amountMinor: available, currency: 'EUR', decimals: 2 }, ledger: { amountMinor: available, currency: 'EUR', decimals: 2 } },
  }
  const hands: Partial<Hands> = {
    clock: { now: () => at },
    say: {
      text: ({ text }) => void told.texts.push(text),
      card: ({ component, props }) => void (component === 'Notice' ? told.notices.push(props.title ?? '') : told.cards.push(component)),
    },
    bus: { emit: async (topic) => void told.events.push(topic), signal: async () => undefined },
    ledger: {
      accounts: async () => [account],
      find: async () => account,
      transfers: async () => [],
      transfer: () => Promise.reject(new Error('moves nothing')),
    },
  }
  const world = createLocalWorld({ hands, answers: ({ path }) => answers[path.split('/')[0] ?? ''] })
  const outcome = await execute({ flow: found?.flow ?? { schema: 1, nodes: {}, wires: [] }, plan: compiled.plan, blocks, input, world })
  if (outcome.status !== 'completed') throw new Error(JSON.stringify(outcome))
  return { ...told, output: outcome.output }
}
const message = { text: 'Hello', room: 'r1', author: 'Ada' }

it('[templates.work] Shop assistant: from the shelf through cart and payment to where the order stands', async () => {
  const bought = await walk('shop-assistant', message, {
    shelf: said('answered', { quantities: { beans: 2 } }),
    cart: said('answered', { quantities: { beans: 1 } }),
    pay: said('answered'),
  })
  expect(bought.cards).toContain('OrderStatus')
  expect(bought.texts).toEqual([])
  expect((await walk('shop-assistant', message, { shelf: said('declined') })).texts[0]).toContain('nothing was ordered')
  expect((await walk('shop-assistant', message, { shelf: said('answered', { quantities: { cup: 1 } }), cart: said('declined') })).texts[0]).toContain(
    'nothing was ordered',
  )
})

it('[templates.work] Invoice approval: one person, or two above a thousand', async () => {
  const invoice = { supplier: 'Paper & Co', amount: 400, reference: 'R-1' }
  expect((await walk('invoice-approval', invoice, { one: said('approved') })).notices).toEqual(['Pay Paper & Co now'])
  expect((await walk('invoice-approval', invoice, { one: said('declined') })).notices).toEqual(['The invoice of Paper & Co is not paid'])
  expect((await walk('invoice-approval', { ...invoice, amount: 4000 }, { two: said('approved') })).notices).toEqual(['Pay Paper & Co now'])
})

it('[templates.work] Expense report: a form, an approval, an answer', async () => {
  const expense = said('answered', { what: 'Train', amount: 48.5, day: '2026-11-19' })
  expect((await walk('expense-report', message, { expense, ok: said('approved') })).texts).toEqual(['Approved: 48.5 EUR for Train.'])
  expect((await walk('expense-report', message, { expense, ok: said('declined') })).texts).toEqual(['It was not approved. Talk to whoever decided.'])
})

it('[templates.work] Order intake: small ones pass, large ones ask', async () => {
  const order = (total: number) => ({ body: { total }, headers: {}, query: {}, method: 'POST' })
  expect((await walk('order-intake', order(20))).events).toEqual(['order.taken'])
  expect((await walk('order-intake', order(200), { ask: said('approved') })).events).toEqual(['order.taken'])
  expect((await walk('order-intake', order(200), { ask: said('declined') })).events).toEqual(['order.refused'])
})

it('[templates.work] Feedback: thanks, and a flag for who is unhappy', async () => {
  expect(await walk('feedback', message, { said: said('answered', { stars: 5 }) })).toMatchObject({ texts: ['Thank you, that helps us.'], notices: [] })
  expect((await walk('feedback', message, { said: said('answered', { stars: 1, words: 'Cold.' }) })).notices).toEqual(['Ada is unhappy'])
})

it('[templates.work] Identity check: a person looks before anything goes on', async () => {
  const person = said('answered', { name: 'Grace Hopper', born: '1906-12-09', number: 'X1', consent: true })
  expect((await walk('identity-check', message, { person, look: said('approved') })).texts).toEqual(['Thank you. We know who you are now.'])
  expect((await walk('identity-check', message, { person, look: said('declined') })).texts[0]).toContain('Somebody will write to you')
})

it('[templates.work] Balance alert: silent until an account is low', async () => {
  const due = { scheduledFor: at, firedAt: at }
  expect((await walk('balance-alert', due)).notices).toEqual([])
  expect((await walk('balance-alert', due, {}, '49999')).notices).toEqual(['An account is below 500'])
})

it('[templates.work] Content review: what comes out is what was approved', async () => {
  const review = said('approved', { values: { text: 'Better words' } })
  expect((await walk('content-review', { text: 'Words', data: {} }, { review })).output).toMatchObject({ text: 'Better words' })
})

it('[templates.work] Quick decision: says what was decided, and by whom', async () => {
  const pick = said('answered', { choice: 'The harbour' })
  expect((await walk('lunch-poll', message, { pick })).texts).toEqual(['Ada decided: The harbour.'])
})
