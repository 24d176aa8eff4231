import { expect, roomWith, shot, test } from './journeys.test-kit.ts'
import { cutOff, type Product, startProduct } from './product.test-kit.ts'
import { roomOn } from './room.test-kit.ts'

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

for (const { title, what } of cuts) {
  test(`${title}: nothing doubled, nothing cut, and what waits still waits`, async ({ page, context, me }, info) => {
    const room = roomOn(page)
    const answers = room.messages.filter({ hasText: 'You have' })
    const whole = /You have 2,480\.55 EUR in Ada's account and 8,450\.00 EUR in Savings\.$/
    const patient = { timeout: 60_000 }
    await room.open(await roomWith(context, me.slug))
    await room.say('What is my balance?')
    await expect(answers).toHaveText([whole], patient)
    await room.say('Send 25 EUR to Anna')
    await expect(room.waiting).toBeVisible(patient)

    await room.say('What is my balance?')
    await expect(answers).toHaveCount(2, patient)
    expect(cutOff(product, what)).toBeGreaterThan(0)
    const atTheCut = await answers.last().textContent()
    expect(atTheCut).not.toMatch(whole)
    await shot(page, info, `cut-${what.replace(' ', '-')}`)

    await expect(answers, 'in the page that stayed open').toHaveText([whole, whole], patient)
    await expect(room.waiting).toHaveCount(1)
    await shot(page, info, `recovered-${what.replace(' ', '-')}`)
    const before = await room.messages.allTextContents()
    await page.reload()
    await expect(answers, 'after a reload').toHaveText([whole, whole], patient)
    expect(await room.messages.allTextContents()).toEqual(before)
    await expect(room.card('Balance')).toHaveCount(2)
    await expect(room.waiting).toHaveCount(1)

    await room.waiting.getByRole('button', { name: 'Send €25.00' }).click()
    await expect(room.card('Receipt')).toHaveCount(1, patient)
    await room.readLedger()
    await expect(room.moved('Anna Keller', '€25.00')).toHaveCount(1)
    await room.expectDemoOnEveryMessage()
  })
}
