import type { Browser, BrowserContext, Page } from '@playwright/test'
import { canvasOn } from './canvas.test-kit.ts'
import { agentFrom, call, expect, expectSound, type Member, shot, signedUp, test } from './journeys.test-kit.ts'

test.use({ viewport: { width: 1440, height: 900 } })

/** Ada and Grace in front of the same agent, each in a browser of their own. */
async function bothOpen(browser: Browser, context: BrowserContext, page: Page, me: Member, role: 'editor' | 'viewer') {
  const agent = await agentFrom(context, me.slug, 'payments-assistant')
  const hers = await browser.newContext({ reducedMotion: 'reduce', viewport: { width: 1440, height: 900 } })
  const grace = await signedUp(hers, 'Grace Hopper')
  await call(context, 'PUT', `/api/workspaces/${me.slug}/members`, { email: grace.email, role })
  const other = await hers.newPage()
  const address = `/${me.slug}/agents/${agent}`
  await canvasOn(page).open(address)
  await canvasOn(other).open(address)
  return { agent, hers, other, address }
}

async function instruct(page: Page, words: string): Promise<void> {
  const canvas = canvasOn(page)
  await canvas.select('Payments assistant')
  await canvas.inspector.getByRole('textbox', { name: 'Instructions' }).fill(words)
}

test('[journey.two-editors] two people who change the same input are asked whose counts; what only one changed is kept', async ({
  page,
  context,
  browser,
  me,
}, info) => {
  const { other, hers, address } = await bothOpen(browser, context, page, me, 'editor')
  const [mine, theirs] = [canvasOn(page), canvasOn(other)]
  await instruct(page, 'Ada was here.')
  await expect(mine.saved).toBeVisible()

  await theirs.add('reply', 'Reply')
  await expect(theirs.saved).toBeVisible()
  await instruct(page, 'Ada was here, and stays.')
  await expect(mine.saved).toBeVisible()
  await expect(mine.block('Reply')).toBeVisible()

  await instruct(other, 'Grace knows better.')
  const dialog = other.getByRole('dialog', { name: 'Someone else changed the same things' })
  await expect(dialog).toContainText('Instructions')
  await expectSound(other)
  await shot(other, info, 'conflict')
  await dialog.getByRole('button', { name: 'Keep mine' }).click()
  await expect(theirs.saved).toBeVisible()
  await page.goto(address)
  await mine.select('Payments assistant')
  await expect(mine.inspector.getByRole('textbox', { name: 'Instructions' })).toHaveValue('Grace knows better.')
  await expect(mine.block('Reply')).toBeVisible()
  await hers.close()
})

test('[journey.two-publishers] of two who publish at once one wins; the other is told, and loses nothing', async ({ page, context, browser, me }, info) => {
  const { other, hers, agent } = await bothOpen(browser, context, page, me, 'editor')
  const [mine, theirs] = [canvasOn(page), canvasOn(other)]
  await instruct(page, 'Ada publishes this.')
  await expect(mine.saved).toBeVisible()
  await theirs.move('Chat message', { x: -40, y: 40 })
  await expect(theirs.saved).toBeVisible()

  await mine.publish('from Ada')
  const dialogOn = (one: Page) => one.getByRole('dialog', { name: /^Publish revision/ })
  await expect(dialogOn(page)).toContainText('Their changes are on your canvas now')
  await expect(page.getByRole('dialog', { name: /^Someone else changed/ })).toBeHidden() // the toast beside it
  await expectSound(page)
  await shot(page, info, 'publish-conflict')
  await dialogOn(page).getByRole('button', { name: 'Publish', exact: true }).click()
  await expect(page.getByText('Revision 2 is live')).toBeVisible()
  await theirs.publish('from Grace')
  await expect(dialogOn(other)).toContainText('Their changes are on your canvas now')
  await dialogOn(other).getByRole('button', { name: 'Publish', exact: true }).click()
  await expect(dialogOn(other)).toBeHidden()
  const { revisions } = await call<{ revisions: { number: number }[] }>(context, 'GET', `/api/workspaces/${me.slug}/agents/${agent}/revisions`)
  expect(revisions.map(({ number }) => number).sort()).toEqual([1, 2])
  await other.reload()
  await theirs.select('Payments assistant')
  await expect(theirs.inspector.getByRole('textbox', { name: 'Instructions' })).toHaveValue('Ada publishes this.')
  await hers.close()
})

test('[journey.viewer] a viewer sees the flow and the room, and can neither change, publish nor speak', async ({ page, context, browser, me }, info) => {
  const { other, hers, agent } = await bothOpen(browser, context, page, me, 'viewer')
  const theirs = canvasOn(other)
  await expect(theirs.block('Payments assistant')).toBeVisible()
  await expect(other.getByText('You may look, not change')).toBeVisible()
  for (const name of ['Publish', 'Add block', 'Tidy up', 'Undo']) await expect(other.getByRole('button', { name, exact: true })).toHaveCount(0)
  await theirs.select('Payments assistant')
  await expect(theirs.inspector.getByRole('textbox', { name: 'Instructions' })).not.toBeEditable()
  await expectSound(other)
  await shot(other, info, 'viewer-canvas')
  const publish = await hers.request.post(`/api/workspaces/${me.slug}/agents/${agent}/publish`, { data: { draftVersion: 1 } })
  expect(publish.status()).toBe(403)

  const room = await call<{ id: string }>(context, 'POST', `/api/workspaces/${me.slug}/rooms`, { agent })
  await other.goto(`/${me.slug}/rooms/${room.id}`)
  await expect(other.getByText('Your role here lets you read this room, not write in it.')).toBeVisible()
  await expectSound(other)
  await hers.close()
})
