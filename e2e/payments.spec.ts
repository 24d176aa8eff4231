import { call, expect, expectSound, roomWith, schemes, shot, test } from './journeys.test-kit.ts'
import { roomOn, watched } from './room.test-kit.ts'

for (const colorScheme of schemes) {
  test.describe(colorScheme, () => {
    test.use({ colorScheme })

    test('[journey.payments] a balance streams in with its card; a transfer waits for days, is approved once and leaves one entry', async ({
      page,
      context,
      browser,
      me,
    }, info) => {
      const address = await roomWith(context, me.slug)
      const room = roomOn(page)
      await room.open(address)

      const seen = await watched(room.log)
      await room.say('What is my balance?')
      await expect(room.card('Balance')).toContainText('€10,930.55')
      await expect(room.messages.last()).toContainText('You have 2,480.55 EUR in Ada')
      await expect(room.messages.last()).toContainText('8,450.00 EUR in Savings.')
      const onTheWay = new Set((await seen()).map((text) => text.match(/You have .*$/)?.[0]).filter((text) => text !== undefined))
      expect(onTheWay.size, 'texts seen while the answer streamed').toBeGreaterThan(1)
      await expectSound(page)
      await shot(page, info, 'room-balance')

      await room.say('Send 25 EUR to Anna')
      await expect(room.waiting).toContainText('€25.00')
      await expect(room.waiting).toContainText('Anna Keller')
      await expectSound(page)
      await shot(page, info, 'room-waits')
      await page.reload()
      await expect(room.waiting.getByRole('button', { name: 'Send €25.00' })).toBeEnabled()
      await page.close()

      const nextDay = await browser.newContext({ colorScheme, reducedMotion: 'reduce' })
      const tomorrow = await nextDay.newPage()
      const later = roomOn(tomorrow)
      await tomorrow.goto(address)
      await tomorrow.waitForURL(/\/sign-in\?next=/)
      await tomorrow.getByLabel('E-mail').fill(me.email)
      await tomorrow.getByLabel('Password').fill(me.password)
      await tomorrow.getByRole('button', { name: 'Sign in' }).click()
      await tomorrow.waitForURL(`**${address}`)
      await expect(later.waiting).toHaveCount(1)
      await later.waiting.getByRole('button', { name: 'Send €25.00' }).dblclick()
      await expect(later.card('Receipt')).toContainText('€25.00')
      await expect(later.card('Confirm the transfer')).toContainText('Approved by Ada Lovelace')
      await expect(later.messages.last()).toContainText('Done: 25.00 EUR went to Anna Keller.')
      await later.readLedger()
      await expect(later.moved('Anna Keller', '€25.00')).toHaveCount(1)
      await expectSound(tomorrow)
      await shot(tomorrow, info, 'room-paid')
      await later.expectDemoOnEveryMessage()
      await tomorrow.reload()
      await expect(later.card('Receipt')).toHaveCount(1)
      await nextDay.close()
    })

    test('[journey.decline] what is declined moves nothing; nonsense gets a clear answer', async ({ page, context, me }, info) => {
      const room = roomOn(page)
      await room.open(await roomWith(context, me.slug))
      await room.say('Send 40 EUR to Ben')
      await room.waiting.getByRole('button', { name: 'Do not send' }).click()
      await expect(room.card('Confirm the transfer')).toContainText('Declined by Ada Lovelace')
      await expect(room.messages.last()).toContainText('nothing was sent to Ben')
      await expect(room.card('Receipt')).toHaveCount(0)

      await room.say('Send 9999999 EUR to Anna')
      await expect(room.messages.last()).toContainText('That did not work.')
      await expect(room.card('Receipt')).toHaveCount(0)
      await room.readLedger()
      await expect(room.log.getByRole('region', { name: 'Transactions' }).last()).toContainText('Groceries')
      await expect(room.moved('Ben Okafor', '€40.00')).toHaveCount(0)

      await room.say('qwertz asdf 42')
      await expect(room.messages.last()).toContainText('No model is connected to this workspace')
      await room.expectDemoOnEveryMessage()
      await expectSound(page)
      await shot(page, info, 'room-declined')
      await room.messages.last().getByRole('link', { name: 'Settings → Models' }).click()
      await page.waitForURL(`**/${me.slug}/settings/models`)
      await expect(page.getByRole('heading', { name: 'Models' }).first()).toBeVisible()
      await expectSound(page)
    })
  })
}

test('[journey.answer-anywhere] a waiting question is on the home page and in the sidebar until it is answered', async ({ page, context, me }, info) => {
  const address = await roomWith(context, me.slug)
  const room = roomOn(page)
  await room.open(address)
  await room.say('Send 12.50 EUR to Ben for lunch')
  await expect(room.waiting).toContainText('€12.50')
  const sidebar = page.getByRole('navigation', { name: 'Workspace' })
  await expect(sidebar.getByRole('link', { name: /Home.*1 waiting for an answer/ })).toBeVisible()

  await sidebar.getByRole('link', { name: /^Home/ }).click()
  await expect(page.getByRole('heading', { name: 'One answer is needed' })).toBeVisible()
  await expectSound(page)
  await shot(page, info, 'home-waits')
  await page.getByRole('main').getByRole('link', { name: /asked/ }).first().click()
  await page.waitForURL(`**${address}`)
  await room.waiting.getByRole('button', { name: 'Send €12.50' }).click()
  await expect(room.card('Receipt')).toContainText('lunch')
  await expect(sidebar.getByRole('link', { name: /waiting for an answer/ })).toHaveCount(0)
  expect((await call<{ waits: unknown[] }>(context, 'GET', `/api/workspaces/${me.slug}/waits`)).waits).toEqual([])
})
