import { call, expect, expectSound, newPerson, roomWith, shot, signedUp, signIn, test } from './journeys.test-kit.ts'
import { roomOn } from './room.test-kit.ts'

test('[journey.wrong-password] a wrong password says so, keeps the e-mail and lets one try again', async ({ page, browser }, info) => {
  const elsewhere = await browser.newContext()
  const me = await signedUp(elsewhere)
  await elsewhere.close()
  await page.goto('/sign-in')
  await page.getByLabel('E-mail').fill(me.email)
  await page.getByLabel('Password').fill('not the password')
  await page.getByRole('button', { name: 'Sign in' }).click()
  await expect(page.getByRole('main').getByRole('alert')).toContainText(/password/i)
  await expect(page.getByLabel('E-mail')).toHaveValue(me.email)
  await expectSound(page)
  await shot(page, info, 'sign-in-wrong')
  await page.getByLabel('Password').fill(me.password)
  await page.getByRole('button', { name: 'Sign in' }).click()
  await page.waitForURL(`**/${me.slug}`)
})

test('[journey.e-mail-taken] who signs up twice with one e-mail is told, and keeps what was typed', async ({ page, browser }) => {
  const elsewhere = await browser.newContext()
  const me = await signedUp(elsewhere)
  await elsewhere.close()
  await page.goto('/sign-up')
  await page.getByLabel('Name').fill('Another Ada')
  await page.getByLabel('E-mail').fill(me.email)
  await page.getByLabel('Password').fill(newPerson().password)
  await page.getByRole('button', { name: 'Create account' }).click()
  await expect(page.getByText(/has an account|account .*already|already .*account/i)).toBeVisible()
  await expect(page.getByLabel('Name')).toHaveValue('Another Ada')
})

test('[journey.signed-out] who is signed out while typing signs in again and finds the words where they stood', async ({
  page,
  context,
  browser,
  me,
}, info) => {
  const address = await roomWith(context, me.slug)
  const room = roomOn(page)
  await room.open(address)
  await room.say('What is my balance?')
  await expect(room.messages.last()).toContainText('in Savings.')
  await room.composer.fill('Show my last 3 transac')

  const elsewhere = await browser.newContext()
  await signIn(elsewhere, me)
  await call(elsewhere, 'POST', '/api/sessions/revoke', { all: true })
  await elsewhere.close()

  // the page asks for news now and then, and so notices by itself
  await page.waitForURL(/\/sign-in\?next=/, { timeout: 60_000 })
  await shot(page, info, 'signed-out')
  await page.getByLabel('E-mail').fill(me.email)
  await page.getByLabel('Password').fill(me.password)
  await page.getByRole('button', { name: 'Sign in' }).click()
  await page.waitForURL(`**${address}`)
  await expect(room.composer).toHaveValue('Show my last 3 transac')
  await expect(room.messages.last()).toContainText('in Savings.')
})

test('[journey.signed-out-mid-send] what is sent after the session ended is kept, and goes out once after signing in', async ({
  page,
  context,
  browser,
  me,
}, info) => {
  const address = await roomWith(context, me.slug)
  const room = roomOn(page)
  await room.open(address)
  await room.composer.fill('What is my balance?')
  // nothing else of the page notices before the message does: what it loads is here, and what it asks again and again is held up
  await expect(page.getByRole('list', { name: 'Things to try' })).toBeVisible()
  await page.route(/\/api\/workspaces\/[^/]+\/(waits|rooms|notices)$/, (route) => route.abort())
  const elsewhere = await browser.newContext()
  await signIn(elsewhere, me)
  await call(elsewhere, 'POST', '/api/sessions/revoke', { all: true })
  await elsewhere.close()
  await expect.poll(async () => (await context.request.get('/api/me')).status()).toBe(401)
  await page.getByRole('button', { name: 'Send', exact: true }).click()
  await expect(page.getByText('You have been signed out. What you typed is kept.')).toBeVisible()
  await expectSound(page)
  await shot(page, info, 'signed-out-banner')
  await page.unrouteAll()
  await page.getByRole('link', { name: 'Sign in' }).click()
  await page.getByLabel('E-mail').fill(me.email)
  await page.getByLabel('Password').fill(me.password)
  await page.getByRole('button', { name: 'Sign in' }).click()
  await page.waitForURL(`**${address}`)
  await expect(room.messages.last()).toContainText('in Savings.')
  await expect(room.messages.filter({ hasText: 'What is my balance?' })).toHaveCount(1)
})
