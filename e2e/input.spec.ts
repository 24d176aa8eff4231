import type { BrowserContext } from '@playwright/test'
import { agentWith, call, expect, expectSound, shot, test } from './journeys.test-kit.ts'
import { scriptsOf } from './page-scripts.test-kit.ts'
import { roomOn } from './room.test-kit.ts'
import { speakingModel } from './speaking-model.test-kit.ts'

const model = await speakingModel()
test.afterAll(() => model.close())

const position = { x: 0, y: 0 }
const literal = (value: unknown) => ({ kind: 'literal', value })
/** An agent that knows the time and can draw a balance. */
const flow = {
  nodes: {
    start: { block: 'chat.message', version: 1, position, inputs: {} },
    answer: { block: 'agent.loop', version: 1, position, inputs: { remember: literal(0), tools: literal([{ block: 'time.now' }, { block: 'show.balance' }]) } },
  },
  wires: [{ from: { node: 'start', port: 'text' }, to: { node: 'answer', port: 'message' } }],
}

const room = async (context: BrowserContext, slug: string) => {
  await call(context, 'POST', `/api/workspaces/${slug}/models`, { provider: 'compatible', label: 'Ours', baseUrl: model.url, defaultModel: 'm' })
  const agent = await agentWith(context, slug, 'Clerk', flow)
  return (await call<{ id: string }>(context, 'POST', `/api/workspaces/${slug}/rooms`, { agent })).id
}
const money = (amountMinor: string) => ({ amountMinor, currency: 'EUR', decimals: 2 })
const account = (label: string, amount: string) => ({
  ...{ id: label, label, kind: 'current', asOf: '2026-11-21T09:00:00Z' },
  ...{ available: money(amount), ledger: money(amount) },
})

test('[room.light] what a room page fetches of scripts is at most 400 kB, compressed; what draws cards comes with the first of them', async ({
  page,
  context,
  me,
}, info) => {
  const scripts = scriptsOf(page)
  const one = roomOn(page)
  await one.open(`/${me.slug}/rooms/${await room(context, me.slug)}`)
  await expect(one.composer).toBeEnabled()
  const { bytes } = await scripts()
  expect(bytes).toBeLessThanOrEqual(400_000)
  info.annotations.push({ type: 'scripts', description: `${Math.round(bytes / 1000)} kB` })
})

test('[journey.drawn] a card is drawn while its model writes it, a thought stands folded, and what an answer took is told', async ({
  page,
  context,
  me,
}, info) => {
  const one = roomOn(page)
  const card = one.log.locator('article[data-kind="card"]')
  await one.open(`/${me.slug}/rooms/${await room(context, me.slug)}`)
  await one.say('What do I have?')
  const answering = await model.next()
  answering.think('They want to know their balance. Two accounts will do.')
  await expect(one.log.getByText('Thinking')).toBeVisible()

  const [first, second] = [account('Main', '120000'), account('Savings', '5000')].map((row) => JSON.stringify(row))
  const more = answering.call('c1', 'show_balance')
  await expect(one.log.getByRole('region', { name: 'A card is on its way' })).toBeVisible()
  await expect(one.log.getByText(/^Thought for/)).toBeVisible()
  more(`{"accounts":[${first},`)
  await expect(card).toContainText('Main')
  await expect(card).not.toContainText('Savings')
  await expectSound(page)
  await shot(page, info, 'card-half')
  more(`${second}]}`)
  await expect(card).toContainText('Savings')
  answering.end('tools')
  const last = await model.next()
  last.say('That is all.')
  last.end()
  const answer = one.messages.filter({ hasText: 'That is all.' })
  await expect(page.getByRole('button', { name: 'Stop the agent' })).toHaveCount(0)
  await expect(card).toHaveCount(1)
  await one.log.getByText(/^Thought for/).click()
  await expect(one.log.getByText('Two accounts will do.')).toBeVisible()
  await answer.hover()
  await answer.getByRole('button', { name: 'More about this message' }).click()
  await expect(page.getByRole('menu')).toContainText(/\d s · \d+ tokens/)
  await expectSound(page)
  await shot(page, info, 'card-whole')
  await page.keyboard.press('Escape')
  const before = await one.messages.allTextContents()
  await page.reload()
  await expect(card).toContainText('Savings')
  expect(await one.messages.allTextContents()).toEqual(before)
})

test('[journey.input] what is said to an agent at work steers it, interrupts it, is refused or dropped, as the room says; stop stops at once', async ({
  page,
  context,
  me,
}, info) => {
  test.slow() // seven answers, one after the other
  const id = await room(context, me.slug)
  const policy = (input: string) => call(context, 'PATCH', `/api/workspaces/${me.slug}/rooms/${id}`, { policy: { input } })
  const talk = roomOn(page)
  const said = (text: string) => talk.messages.filter({ hasText: text })
  const queue = page.getByRole('region', { name: 'Waiting for their turn' })
  const stopped = talk.notices.filter({ hasText: 'Stopped by Ada Lovelace.' })
  const send = async (text: string) => {
    await talk.composer.fill(text)
    await talk.composer.press('Enter')
  }
  await talk.open(`/${me.slug}/rooms/${id}`)

  await test.step('it steers: put differently while it waits, taken up with the next step', async () => {
    await policy('steer')
    await talk.say('Tell me the time')
    const first = await model.next()
    first.say('Let me look.')
    await expect(said('Let me look.')).toBeVisible()
    await expect(page.getByText('Clerk is at work; what you send it reaches it at its next step')).toBeVisible()
    await send('In French')
    await expect(queue).toContainText('at its next step')
    await queue.getByRole('button', { name: 'Edit this message' }).click()
    await queue.getByRole('textbox', { name: 'Message that waits' }).fill('In Spanish, please')
    await queue.getByRole('button', { name: 'Save' }).click()
    await expect(queue).toContainText('In Spanish, please')
    await expectSound(page)
    await shot(page, info, 'input-steer')
    first.call('c1', 'time_now')('{}')
    first.end('tools')
    const second = await model.next()
    expect(second.asked.messages.at(-1)).toMatchObject({ role: 'user', content: 'In Spanish, please' })
    await expect(said('In Spanish, please')).toContainText('Clerk took this up while it was at work')
    await expect(queue).toHaveCount(0)
    second.say('Son las nueve.')
    second.end()
    await expect(said('Son las nueve.')).toBeVisible()
    await shot(page, info, 'input-steered')
  })

  await test.step('it waits, and is dropped', async () => {
    await policy('queue')
    await talk.say('Once more')
    const answer = await model.next()
    answer.say('One moment.')
    await expect(page.getByText('Clerk is at work; what you send it waits for its turn')).toBeVisible()
    await send('Forget this')
    await queue.getByRole('button', { name: 'Drop this message' }).click()
    await expect(queue).toHaveCount(0)
    answer.end()
    await expect(page.getByRole('button', { name: 'Stop the agent' })).toHaveCount(0)
    await expect(said('Forget this')).toHaveCount(0)
  })

  await test.step('it interrupts', async () => {
    await policy('interrupt')
    await talk.say('A long story')
    const long = await model.next()
    long.say('Once upon a time')
    await expect(page.getByText('Clerk is at work; what you send it interrupts')).toBeVisible()
    await send('A short one')
    const short = await model.next()
    await expect(said('A short one')).toBeVisible()
    short.say('The end.')
    short.end()
    await expect(said('The end.')).toBeVisible()
    await expect(stopped).toHaveCount(1)
    await expect(said('Once upon a time')).toContainText('Stopped here')
  })

  await test.step('it is refused, kept, and sent again', async () => {
    await policy('reject')
    await talk.say('What else?')
    const answer = await model.next()
    answer.say('Wait.')
    await expect(page.getByText('Clerk is at work and takes nothing until it is done')).toBeVisible()
    await send('Hurry up')
    const refused = talk.log.getByRole('article', { name: 'You, being sent' })
    await expect(refused.getByRole('alert')).toContainText('Not sent.')
    await expectSound(page)
    await shot(page, info, 'input-refused')
    answer.end()
    await expect(page.getByRole('button', { name: 'Stop the agent' })).toHaveCount(0)
    await refused.getByRole('button', { name: 'Try again' }).click()
    const again = await model.next()
    await expect(refused).toHaveCount(0)
    await expect(said('Hurry up')).toBeVisible()
    again.say('Here I am')
    await expect(said('Here I am')).toBeVisible()
    await page.getByRole('button', { name: 'Stop the agent' }).click()
    await again.gone
    await expect(stopped).toHaveCount(2)
    again.say(' and this is never heard')
    await expect(page.getByRole('button', { name: 'Stop the agent' })).toHaveCount(0)
    await expect(said('never heard')).toHaveCount(0)
    await expect(said('Here I am')).toContainText('Stopped here')
    await shot(page, info, 'input-stopped')
  })
})
