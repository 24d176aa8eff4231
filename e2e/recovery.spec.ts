import { setTimeout as sleep } from 'node:timers/promises'
import type { BrowserContext, Locator } from '@playwright/test'
import { seeded } from './crash/seeded.test-kit.ts'
import { type Visitor, visitor } from './crash/visitor.test-kit.ts'
import { startWeb } from './crash/web.test-kit.ts'
import { randomEditor } from './editing.test-kit.ts'
import { agentFrom, call, expect, roomWith, shot, signedUp, test } from './journeys.test-kit.ts'
import { cutOff, type Product, startProduct } from './product.test-kit.ts'
import { type RoomPage, roomOn, wordsIn } from './room.test-kit.ts'

/** A product of its own, since these journeys end its processes; it speaks slowly, so that there is a middle of an answer. */
const port = 3230
let product: Product
test.describe.configure({ mode: 'serial', timeout: 180_000 })
test.use({ baseURL: `http://localhost:${port}` })
test.beforeAll(async () => {
  test.setTimeout(600_000)
  product = await startProduct(port, { HEARTH_DEMO_PAUSE_MS: '500' })
})
test.afterAll(async () => {
  await product?.stop()
})

const cuts = [
  { title: '[recovery.run-worker] kill -9 of the run workers amid an answer', what: 'run workers' },
  { title: '[recovery.web] kill -9 of the web process amid an answer', what: 'web' },
  { title: '[recovery.database] kill -9 of PostgreSQL amid an answer', what: 'database' },
] as const
const balance = "You have 2,480.55 EUR in Ada's account and 8,450.00 EUR in Savings."

for (const { title, what } of cuts) {
  test(`${title}, in two open browsers: nothing doubled, nothing cut, and what waits still waits`, async ({ page, context, browser, me }, info) => {
    const hers = await browser.newContext({ baseURL: product.url, reducedMotion: 'reduce', colorScheme: 'dark' })
    const grace = await signedUp(hers, 'Grace Hopper')
    await call(context, 'PUT', `/api/workspaces/${me.slug}/members`, { email: grace.email, role: 'operator' })
    const room = roomOn(page)
    const both = [room, roomOn(await hers.newPage())]
    const whole = new RegExp(`${balance.replaceAll('.', '\\.')}$`)
    const patient = { timeout: 60_000 }
    const all = (look: (room: RoomPage) => Promise<unknown>) => Promise.all(both.map(look))
    const answers = ({ messages }: RoomPage) => messages.filter({ hasText: 'You have' })
    const address = await roomWith(context, me.slug)
    await all((each) => each.open(address))
    await room.say('What is my balance?')
    await all((each) => expect(answers(each)).toHaveText([whole], patient))
    await room.say('Send 25 EUR to Anna')
    await all((each) => expect(each.waiting).toBeVisible(patient))

    const seen = await Promise.all(both.map(({ log }) => answersSeen(log)))
    await room.say('What is my balance?')
    await all((each) => expect(answers(each)).toHaveCount(2, patient))
    expect(cutOff(product, what)).toBeGreaterThan(0)
    await all(async (each) => expect(await answers(each).last().textContent()).not.toMatch(whole))
    await shot(page, info, `cut-${what.replace(' ', '-')}`)

    await all((each) => expect(answers(each), 'in the page that stayed open').toHaveText([whole, whole], patient))
    for (const states of await Promise.all(seen.map((tell) => tell()))) {
      expect(states.length).toBeGreaterThan(2)
      for (const texts of states) {
        expect(texts.length, 'answers on the screen at once').toBeLessThanOrEqual(2)
        for (const text of texts) expect(balance.startsWith(unmarked(text)), `seen on the way: ${text}`).toBe(true)
      }
    }
    await all((each) => expect(each.waiting).toHaveCount(1))
    await shot(page, info, `recovered-${what.replace(' ', '-')}`)
    const before = await Promise.all(both.map(wordsIn))
    expect(before[1]).toEqual(before[0])
    await all((each) => each.log.page().reload())
    await all((each) => expect(answers(each), 'after a reload').toHaveText([whole, whole], patient))
    expect(await Promise.all(both.map(wordsIn))).toEqual(before)
    await all((each) => expect(each.card('Balance')).toHaveCount(2))
    await all((each) => expect(each.waiting).toHaveCount(1))
    if (what === 'run workers') await expectSuperseded(context, address)

    await room.waiting.getByRole('button', { name: 'Send €25.00' }).click()
    await all((each) => expect(each.card('Receipt')).toHaveCount(1, patient))
    await room.readLedger()
    await all((each) => expect(each.moved('Anna Keller', '€25.00')).toHaveCount(1))
    await room.expectDemoOnEveryMessage()
    await hers.close()
  })
}

/** Bold words show their stars until they are whole. */
const unmarked = (text: string): string => text.replaceAll('*', '')

/** Records, from now on, how each answer about the balance stands on the screen: what a person would have seen on the way. */
async function answersSeen(log: Locator): Promise<() => Promise<string[][]>> {
  const handle = await log.evaluateHandle((element) => {
    const read = () =>
      [...element.querySelectorAll('article[data-kind="message"]')].flatMap(({ textContent }) => /You have.*/s.exec(textContent ?? '')?.[0] ?? [])
    const seen = [read()]
    new MutationObserver(() => {
      const now = read()
      if (now.join() !== seen.at(-1)?.join()) seen.push(now)
    }).observe(element, { subtree: true, childList: true, characterData: true })
    return seen
  })
  return () => handle.jsonValue()
}

/** Half an answer stands in the record, is told to be no longer of use, and is nowhere in what people read. */
async function expectSuperseded(context: BrowserContext, address: string): Promise<void> {
  const [, slug, , id] = address.split('/')
  type Body = { type: string; name?: string; messageId?: string; delta?: string; value?: { id?: string } }
  const { entries } = await call<{ entries: { body: Body }[] }>(context, 'GET', `/api/workspaces/${slug}/rooms/${id}/export`)
  const half = entries.flatMap(({ body }) => (body.name === 'hearth.superseded' ? (body.value?.id ?? []) : []))
  expect(half).toHaveLength(1)
  const text = entries.map(({ body }) => (body.type === 'TEXT_MESSAGE_CONTENT' && half.includes(body.messageId ?? '') ? body.delta : '')).join('')
  expect(text).not.toBe('')
  expect(unmarked(text)).not.toBe(balance)
  expect(balance.startsWith(unmarked(text)), `the half that was superseded: ${text}`).toBe(true)
}

/** Each third of it is a stage: together, one cut off, together again; the live process is killed in the second. */
const editing = Number(process.env.HEARTH_EDITORS_SECONDS ?? '12') * 1000

test('[journey.shared-flow] two browsers edit one flow at random, one is cut off, the live process is killed: both end equal, nothing is lost, undo is one’s own', async ({
  page,
  context,
  browser,
  me,
}, info) => {
  test.setTimeout(120_000 + 2 * editing)
  const agent = await agentFrom(context, me.slug, 'payments-assistant')
  const hers = await browser.newContext({ baseURL: product.url, reducedMotion: 'reduce', viewport: { width: 1280, height: 720 } })
  const grace = await signedUp(hers, 'Grace Hopper')
  await call(context, 'PUT', `/api/workspaces/${me.slug}/members`, { email: grace.email, role: 'editor' })
  const ada = await randomEditor({ page, context, name: 'ada', random: seeded(5) })
  const other = await randomEditor({ page: await hers.newPage(), context: hers, name: 'grace', random: seeded(6) })
  const both = [ada, other]
  const address = `/${me.slug}/agents/${agent}`
  for (const { canvas } of both) await canvas.open(address)
  const stage = async (between: () => Promise<void>) => {
    const end = Date.now() + editing / 3
    const work = Promise.all(both.map((each) => each.editUntil(() => Date.now() > end)))
    await between()
    await work
  }
  await stage(async () => undefined)
  await ada.cutOff()
  await stage(async () => void expect(cutOff(product, 'live')).toBeGreaterThan(0))
  await expect(page.getByText('Kept in this browser')).toBeVisible()
  await shot(page, info, 'cut-off-editor')
  await ada.connectAgain()
  await stage(async () => undefined)

  const patient = { timeout: 60_000 }
  for (const { canvas } of both) await expect(canvas.saved).toBeVisible(patient)
  await expect.poll(async () => JSON.stringify(await ada.flow()) === JSON.stringify(await other.flow()), patient).toBe(true)
  const { draft } = await call<{ draft: { nodes: object } }>(context, 'GET', `/api/workspaces/${me.slug}/agents/${agent}`)
  expect((await ada.flow()).nodes).toEqual(draft.nodes)
  await other.hold()
  const text = await other.words.inputValue()
  for (const { said } of both) for (const word of said) expect(text).toContain(word)

  await ada.hold()
  const undo = page.getByRole('button', { name: 'Undo', exact: true })
  while (await undo.isEnabled()) await undo.click()
  for (const word of other.said) await expect(other.words).toHaveValue(new RegExp(word))
  await expect(other.words).not.toHaveValue(/ada-/)
  console.log(`${ada.said.length + other.said.length} words of two people in one text, ${Object.keys(draft.nodes).length} blocks, each there`)
  await hers.close()
})

const kills = Number(process.env.HEARTH_CRASH_WEB_KILLS ?? '10')

test('[crash.web] killing the web process again and again loses nothing that was told to anybody: every run ends, money moves once, every text is whole', async ({
  browser,
}) => {
  test.setTimeout(180_000 + kills * 10_000)
  const web = await startWeb(product, port + 2)
  const visitors: Visitor[] = []
  const arrive = async () => {
    const arrived = await visitor(await browser.newContext({ baseURL: web.url }), web.url)
    visitors.push(arrived)
    return arrived
  }
  try {
    const calm = await arrive()
    await calm.talk()
    const undisturbed = await calm.seen()
    expect(undisturbed).toContain('card TransactionReceipt shown')

    const talkers = [await arrive(), await arrive(), await arrive()]
    const random = seeded(23)
    let killing = true
    const talking = Promise.all(
      talkers.map(async (each) => {
        while (killing) await each.talk()
      }),
    )
    talking.catch(() => undefined) // told below
    for (let i = 0; i < kills; i++) {
      await sleep(random() * 1500) // a moment nobody chose
      await web.kill()
    }
    killing = false
    await talking
    for (const each of talkers) await each.expectWhole(undisturbed)
    const sum = (what: 'sent' | 'cuts') => talkers.reduce((total, each) => total + each[what], 0)
    expect(sum('cuts')).toBeGreaterThanOrEqual(kills)
    console.log(`${kills} kills of the web process; ${sum('cuts')} calls and streams cut off; ${sum('sent')} transfers, each once`)
  } finally {
    for (const each of visitors) each.leave()
    await web.stop()
  }
})
