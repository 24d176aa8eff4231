import { expect, expectSound, phone, roomWith, schemes, shot, test } from './journeys.test-kit.ts'
import { roomOn } from './room.test-kit.ts'

for (const colorScheme of schemes) {
  test.describe(colorScheme, () => {
    test.use({ ...phone, colorScheme })

    test('[journey.phone] on a phone one talks in a room and approves from the home page, without scrolling sideways', async ({ page, context, me }, info) => {
      const address = await roomWith(context, me.slug)
      const room = roomOn(page)
      await room.open(address)
      await page.getByRole('list', { name: 'Things to try' }).getByRole('button', { name: 'What is my balance?' }).tap()
      await expect(room.composer).toHaveValue('What is my balance?')
      await page.getByRole('button', { name: 'Send', exact: true }).tap()
      await expect(room.messages.last()).toContainText('in Savings.')
      await expect(room.card('Balance')).toContainText('€10,930.55')
      await expectSound(page)
      await shot(page, info, 'phone-balance')
      await room.say('Send 25 EUR to Anna')
      await expect(room.waiting).toBeVisible()
      await expectSound(page)
      await shot(page, info, 'phone-waits')

      await page.goto(`/${me.slug}`)
      await expect(page.getByRole('heading', { name: 'One answer is needed' })).toBeVisible()
      await expectSound(page)
      await shot(page, info, 'phone-home')
      await page.getByRole('main').getByRole('link', { name: /asked/ }).tap()
      await page.waitForURL(`**${address}`)
      const send = room.waiting.getByRole('button', { name: 'Send €25.00' })
      expect((await send.boundingBox())?.height, 'the height of what a thumb presses').toBeGreaterThanOrEqual(40)
      await send.tap()
      await expect(room.card('Receipt')).toContainText('€25.00')
      await expect(room.messages.last()).toContainText('Done: 25.00 EUR went to Anna Keller.')
      await expect(room.messages.last()).toBeInViewport()
      await expectSound(page)
      await shot(page, info, 'phone-receipt')
      await page.getByRole('link', { name: 'All rooms' }).tap()
      await expect(page.getByRole('heading', { level: 1, name: 'Rooms' })).toBeVisible()
      await expectSound(page)
    })
  })
}
