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

const words = (page: Page) => canvasOn(page).inspector.getByRole('textbox', { name: 'Instructions' })

async function instruct(page: Page, text: string): Promise<void> {
  await canvasOn(page).select('Payments assistant')
  await words(page).fill(text)
}

test("[journey.two-editors] two people type into the same text and change the same flow: both see all of it, undo takes back one's own", async ({
  page,
  context,
  browser,
  me,
}, info) => {
  const { other, hers, address } = await bothOpen(browser, context, page, me, 'editor')
  const [mine, theirs] = [canvasOn(page), canvasOn(other)]
  await instruct(page, 'Ada wrote this.')
  await theirs.select('Payments assistant')
  await expect(words(other)).toHaveValue('Ada wrote this.')
  // into one text at once, one at its beginning and one at its end
  await words(page).press('Control+End')
  await words(other).press('Control+Home')
  await Promise.all([words(page).pressSequentially(' And this is her end.', { delay: 30 }), words(other).pressSequentially('Grace begins. ', { delay: 40 })])
  for (const each of [page, other]) await expect(words(each)).toHaveValue('Grace begins. Ada wrote this. And this is her end.')

  await expect(page.getByRole('list', { name: 'Also here' })).toContainText('Grace Hopper')
  await expect(other.getByRole('list', { name: 'Also here' })).toContainText('Ada Lovelace')
  await other.mouse.move(420, 320)
  await other.mouse.move(430, 330)
  await expect(mine.flow.getByText('Grace Hopper')).toBeVisible()
  await theirs.add('reply', 'Reply')
  await expect(mine.block('Reply')).toBeVisible()
  await expectSound(page)
  await shot(page, info, 'two-editors')
  for (const each of [mine, theirs]) await expect(each.saved).toBeVisible()

  // after a reload one still undoes one's own, and nothing of hers
  await page.reload()
  await expect(mine.block('Reply')).toBeVisible()
  const undo = page.getByRole('button', { name: 'Undo', exact: true })
  while (await undo.isEnabled()) await undo.click()
  await expect(mine.block('Reply')).toBeVisible()
  await mine.select('Payments assistant')
  await expect(words(page)).toHaveValue(/You are a payments assistant\.[\s\S]*Grace begins\. /)
  await expect(words(page)).not.toHaveValue(/Ada/)
  await expect(words(other)).not.toHaveValue(/Ada/)
  await page.goto(address)
  await expect(mine.block('Reply')).toBeVisible()
  await hers.close()
})

test('[shared.reload] what was typed without a network is there after a reload, is handed in when it is back, and can be undone', async ({
  page,
  context,
  browser,
  me,
}, info) => {
  const { other, hers } = await bothOpen(browser, context, page, me, 'editor')
  const [mine, theirs] = [canvasOn(page), canvasOn(other)]
  await instruct(page, 'Ada is in the train.')
  await expect(mine.saved).toBeVisible()
  await theirs.select('Payments assistant')
  await expect(words(other)).toHaveValue('Ada is in the train.')
  await context.route('**/document', (route) => route.abort())
  await context.routeWebSocket('**/live/flow', (line) => line.close())
  await page.reload()
  await mine.select('Payments assistant')
  await words(page).fill('Ada is in the train, in a tunnel.')
  await words(other).press('Control+End')
  await words(other).pressSequentially(' Grace is not.')
  await expect(page.getByText('Kept in this browser')).toBeVisible()
  await expectSound(page)
  await shot(page, info, 'kept-in-browser')
  await context.unroute('**/document')
  await page.reload()
  await mine.select('Payments assistant')
  for (const each of [page, other]) await expect(words(each)).toHaveValue(/in a tunnel.*Grace is not|Grace is not.*in a tunnel/)
  await page.getByRole('button', { name: 'Undo', exact: true }).click()
  for (const each of [page, other]) await expect(words(each)).toHaveValue('Ada is in the train. Grace is not.')
  await hers.close()
})

test('[journey.two-publishers] what one publishes is what all see, and the other one is told at once', async ({ page, context, browser, me }) => {
  const { other, hers, agent } = await bothOpen(browser, context, page, me, 'editor')
  const [mine, theirs] = [canvasOn(page), canvasOn(other)]
  await instruct(page, 'Ada publishes this.')
  await theirs.move('Chat message', { x: -40, y: 40 })
  await expect(mine.saved).toBeVisible()
  await expect(theirs.saved).toBeVisible()
  await mine.publish('from Ada')
  await expect(page.getByText('Revision 2 is live')).toBeVisible()
  await expect(other.getByText('Revision 2', { exact: true })).toBeVisible()
  await expect(other.getByRole('button', { name: 'Publish', exact: true })).toBeDisabled()
  const { revisions } = await call<{ revisions: { number: number }[] }>(context, 'GET', `/api/workspaces/${me.slug}/agents/${agent}/revisions`)
  expect(revisions.map(({ number }) => number).sort()).toEqual([1, 2])
  await hers.close()
})

test('[journey.viewer] a viewer sees the flow and the room, the flow as it changes, and can neither change, publish nor speak', async ({
  page,
  context,
  browser,
  me,
}, info) => {
  const { other, hers, agent } = await bothOpen(browser, context, page, me, 'viewer')
  const theirs = canvasOn(other)
  await expect(theirs.block('Payments assistant')).toBeVisible()
  await expect(other.getByText('You may look, not change')).toBeVisible()
  for (const name of ['Publish', 'Add block', 'Tidy up', 'Undo']) await expect(other.getByRole('button', { name, exact: true })).toHaveCount(0)
  await theirs.select('Payments assistant')
  await expect(theirs.inspector.getByRole('textbox', { name: 'Instructions' })).not.toBeEditable()
  await instruct(page, 'Ada changes this while Grace looks.')
  await expect(words(other)).toHaveValue('Ada changes this while Grace looks.')
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
