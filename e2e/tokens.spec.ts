import { expect, expectSound, phone, shot, test } from './journeys.test-kit.ts'

test('[tokens.settings] somebody makes a token under Settings, sees it once, uses it, and revokes it', async ({ page, me, playwright, baseURL }, info) => {
  await page.goto(`/${me.slug}/settings/tokens`)
  await expect(page.getByText('No token yet.')).toBeVisible()
  await expectSound(page)
  await shot(page, info, 'tokens-empty')

  await page.getByRole('button', { name: 'New token' }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByLabel('Name').fill('Nightly report')
  await shot(page, info, 'tokens-new')
  await dialog.getByRole('button', { name: 'Make token' }).click()
  const secret = (await dialog.getByRole('group', { name: 'Token' }).locator('code').textContent()) ?? ''
  expect(secret).toMatch(/^hearth_/)
  await expectSound(page)
  await shot(page, info, 'tokens-once')
  await dialog.getByRole('button', { name: 'Done' }).click()
  await expect(page.getByRole('listitem').filter({ hasText: 'Nightly report' })).toContainText('Talk and run')
  await expect(page.getByText(secret)).toHaveCount(0)

  const program = await playwright.request.newContext({ extraHTTPHeaders: { authorization: `Bearer ${secret}` } })
  const agents = () => program.get(`${baseURL}/api/workspaces/${me.slug}/agents`)
  expect((await agents()).status()).toBe(200)

  await page.setViewportSize(phone.viewport)
  await expectSound(page)
  await shot(page, info, 'tokens-list')
  await page.setViewportSize({ width: 1280, height: 720 })
  await shot(page, info, 'tokens-list')

  await page.getByRole('button', { name: 'Revoke Nightly report' }).click()
  await page.getByRole('alertdialog').getByRole('button', { name: 'Revoke' }).click()
  await expect(page.getByText('No token yet.')).toBeVisible()
  await expect.poll(async () => (await agents()).status()).toBe(401)
  await program.dispose()
})
