import { expect, expectSound, newPerson, shot, test } from './journeys.test-kit.ts'

test('[journey.newcomer] from the landing page to an agent of one’s own, drawn on a canvas', async ({ page }, info) => {
  const me = newPerson()
  await page.goto('/')
  await expect(page.getByRole('heading', { level: 1, name: 'Agents that keep their place' })).toBeVisible()
  await expectSound(page)
  await shot(page, info, 'landing')

  await page.getByRole('link', { name: 'Create an account' }).click()
  await page.getByLabel('Name').fill(me.name)
  await page.getByLabel('E-mail').fill(me.email)
  await page.getByLabel('Password').fill('short')
  await page.getByRole('button', { name: 'Create account' }).click()
  await expect(page.getByLabel('Password')).toHaveAttribute('aria-invalid', 'true')
  await expect(page.getByLabel('Password')).toHaveAccessibleDescription(/at least 10 characters/i)
  await expectSound(page)
  await shot(page, info, 'sign-up')
  await page.getByLabel('Password').fill(me.password)
  await page.getByRole('button', { name: 'Create account' }).click()

  await page.waitForURL(/\/ada-lovelace[^/]*$/)
  await expect(page.getByRole('navigation', { name: 'Workspace' })).toBeVisible()
  await expect(page.getByRole('button', { name: 'Use Payments assistant' })).toBeVisible()
  await expectSound(page)
  await shot(page, info, 'home-first-day')

  await page.getByRole('navigation', { name: 'Workspace' }).getByRole('link', { name: 'Agents' }).click()
  await expect(page.getByRole('heading', { name: 'No agents yet' })).toBeVisible()
  await page.getByRole('link', { name: 'New agent' }).first().click()
  const templates = page
    .getByRole('main')
    .getByRole('listitem')
    .filter({ has: page.getByRole('button', { name: /^Use / }) })
  await expect(templates).toHaveCount(12)
  await expect(templates.getByRole('heading').first()).toHaveText('Payments assistant')
  await expectSound(page)
  await shot(page, info, 'gallery')
  await page.getByRole('button', { name: 'Use Payments assistant' }).click()

  await page.waitForURL(/\/agents\/[0-9a-f-]{36}$/)
  await expect(page.getByLabel('Name of the agent')).toHaveValue('Payments assistant')
  await expect(page.getByText('Revision 1')).toBeVisible()
  const flow = page.getByLabel('Flow', { exact: true })
  await expect(flow.getByRole('group', { name: 'Chat message' })).toBeVisible()
  await expect(flow.getByRole('group', { name: 'Payments assistant' })).toBeVisible()
  await expect(flow.getByLabel(/^Wire from Text of message to Message of assistant$/)).toHaveCount(1)
  await expectSound(page)
  await shot(page, info, 'canvas-first')

  await page.getByRole('button', { name: 'Talk to it' }).click()
  await page.waitForURL(/\/rooms\/[0-9a-f-]{36}$/)
  await expect(page.getByRole('list', { name: 'Things to try' }).getByRole('button')).toHaveText([
    'What is my balance?',
    'Show my last 5 transactions',
    'Send 25 EUR to Anna',
  ])
  await expectSound(page)
  await shot(page, info, 'room-empty')
})
