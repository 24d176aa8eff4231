import { call, expect, roomWith, shot, signedUp, test } from './journeys.test-kit.ts'
import { roomOn } from './room.test-kit.ts'

test('[journey.together] two people in one room see the same, live, and a question has one answer', async ({ page, context, browser, me }, info) => {
  const address = await roomWith(context, me.slug)
  const hers = await browser.newContext({ reducedMotion: 'reduce', colorScheme: 'dark' })
  const grace = await signedUp(hers, 'Grace Hopper')
  await call(context, 'PUT', `/api/workspaces/${me.slug}/members`, { email: grace.email, role: 'operator' })
  const [one, two] = [roomOn(page), roomOn(await hers.newPage())]
  const other = two.log.page()
  await one.open(address)
  await two.open(address)

  await one.say('What is my balance?')
  await expect(two.messages.first()).toContainText('What is my balance?')
  await expect(two.messages.first()).toHaveAccessibleName(/^Ada Lovelace/)
  await expect(two.messages.last()).toContainText('in Savings.')
  await two.say('Send 25 EUR to Anna')
  await expect(one.waiting).toContainText('Anna Keller')

  // whoever is slower may find the button gone
  const press = (room: typeof one, name: string) =>
    room.waiting
      .getByRole('button', { name })
      .click({ timeout: 5_000 })
      .catch(() => undefined)
  await Promise.all([press(one, 'Send €25.00'), press(two, 'Do not send')])
  for (const room of [one, two]) {
    await expect(room.card('Confirm the transfer')).toContainText(/(Approved by Ada Lovelace|Declined by Grace Hopper)/)
    await expect(room.messages.last()).toContainText(/(Done: 25\.00 EUR went to Anna Keller|nothing was sent to Anna)/)
  }
  const words = (room: typeof one) => room.log.locator('article:not([aria-label^="You"]) p, article:not([aria-label^="You"]) h3').allTextContents()
  await one.readLedger()
  await expect(two.card('Transactions')).toHaveCount(1)
  const approved = (await one.card('Receipt').count()) === 1
  await expect(two.card('Receipt')).toHaveCount(approved ? 1 : 0)
  await expect(two.moved('Anna Keller', '€25.00')).toHaveCount(approved ? 1 : 0)
  // each browser hears by itself: the last words may come to one a moment later
  const said = async (room: typeof one) => (await room.messages.allTextContents()).map(bare)
  await expect(async () => expect(await said(one)).toEqual(await said(two))).toPass()
  expect((await words(one)).length).toBeGreaterThan(0)
  await shot(other, info, 'room-together')
  await hers.close()
})

/** What was said, without who said it and when: one's own words stand without a head. */
function bare(text: string): string {
  return text.replace(/^.*?\d{2}:\d{2}/, '')
}
