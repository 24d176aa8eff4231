import type { Locator, Page } from '@playwright/test'
import { canvasOn } from './canvas.test-kit.ts'
import { call, expect, expectSound, phone, shot, test } from './journeys.test-kit.ts'

/** A finger on the screen, as the browser itself gets it. */
async function drag(page: Page, from: Locator, to: Locator): Promise<void> {
  const [a, b] = [await middleOf(from), await middleOf(to)]
  const screen = await page.context().newCDPSession(page)
  const touch = (type: 'touchStart' | 'touchMove' | 'touchEnd', ...touchPoints: { x: number; y: number }[]) =>
    screen.send('Input.dispatchTouchEvent', { type, touchPoints })
  await touch('touchStart', a)
  for (let step = 1; step <= 8; step++) await touch('touchMove', { x: a.x + ((b.x - a.x) * step) / 8, y: a.y + ((b.y - a.y) * step) / 8 })
  await touch('touchEnd')
  await screen.detach()
}

async function middleOf(thing: Locator): Promise<{ x: number; y: number }> {
  const box = await thing.boundingBox()
  if (!box) throw new Error(`${thing} is not in view`)
  return { x: box.x + box.width / 2, y: box.y + box.height / 2 }
}

test.describe('on a tablet', () => {
  test.use({ viewport: { width: 820, height: 1180 }, isMobile: true, hasTouch: true })

  test('[journey.tablet] by touch alone a flow is built, wired with the finger, filled in and tried', async ({ page, context, me }, info) => {
    const { id } = await call<{ id: string }>(context, 'POST', `/api/workspaces/${me.slug}/agents`, { name: 'Greeter' })
    const canvas = canvasOn(page)
    const form = canvas.inspector
    await canvas.open(`/${me.slug}/agents/${id}`)
    await shot(page, info, 'tablet-empty')
    await page.getByRole('button', { name: 'Manual start' }).tap()
    await expect(form).toBeVisible()
    await form.getByRole('button', { name: 'Add a port' }).tap()
    await form.getByRole('textbox', { name: 'Name of port 1' }).fill('who')
    await form.getByRole('button', { name: 'Close' }).tap()

    await page.getByRole('button', { name: 'Add block', exact: true }).tap()
    await page.getByPlaceholder('Search blocks').fill('change case')
    await shot(page, info, 'tablet-blocks')
    await page.getByRole('option', { name: /Change case/ }).tap()
    await expect(form).toBeVisible()
    await form.getByRole('combobox', { name: 'To' }).tap()
    await page.getByRole('option', { name: 'Upper' }).tap()
    await shot(page, info, 'tablet-form')
    await form.getByRole('button', { name: 'Close' }).tap()
    await expect(page.getByRole('button', { name: 'Publish', exact: true })).toBeInViewport({ ratio: 1 })
    await page.getByRole('button', { name: 'Tidy up' }).tap()
    await expect(canvas.output('Manual start', 'who')).toBeInViewport()
    await drag(page, canvas.output('Manual start', 'who'), canvas.input('Change case', 'text'))
    await expect(canvas.wires).toHaveCount(1)
    await expectSound(page)
    await shot(page, info, 'tablet-wired')

    await page.getByRole('button', { name: 'Try it' }).tap()
    const panel = page.getByRole('region', { name: 'Try it' })
    await panel.getByRole('button', { name: 'Try the draft' }).tap()
    const asked = page.getByRole('dialog', { name: 'Try the draft' })
    await asked.getByRole('textbox', { name: 'who' }).fill('ada')
    await asked.getByRole('button', { name: 'Run', exact: true }).tap()
    await expect(panel.getByText('Completed', { exact: true })).toBeVisible()
    await canvas.block('Change case').locator('header').tap()
    await expect(panel.getByLabel('Output', { exact: true })).toHaveValue(/ADA/)
    await expectSound(page)
    await shot(page, info, 'tablet-tried')
  })
})

test.describe('on a phone', () => {
  test.use({ ...phone })

  test('[journey.tablet] a flow is read on a phone, and what is better done on a larger screen is said', async ({ page, context, me }, info) => {
    const { id } = await call<{ id: string }>(context, 'POST', `/api/workspaces/${me.slug}/agents`, { template: 'support-triage' })
    const canvas = canvasOn(page)
    await canvas.open(`/${me.slug}/agents/${id}`)
    await expect(canvas.flow.getByRole('group').first()).toBeInViewport()
    await shot(page, info, 'phone-flow')
    await page.getByRole('button', { name: 'Blocks as a list' }).tap()
    const list = page.getByRole('list', { name: 'Blocks of this flow' })
    await expect(list).toBeVisible()
    await shot(page, info, 'phone-list')
    await list.getByRole('button').first().tap()
    await expect(page.getByRole('form', { name: 'This block' })).toBeVisible()
    await expectSound(page)
    await shot(page, info, 'phone-form')
  })
})
