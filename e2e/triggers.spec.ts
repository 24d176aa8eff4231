import { createHmac } from 'node:crypto'
import type { Page } from '@playwright/test'
import { canvasOn } from './canvas.test-kit.ts'
import { agentWith, call, expect, expectSound, shot, test } from './journeys.test-kit.ts'

test.use({ viewport: { width: 1440, height: 900 } })

async function openTriggers(page: Page) {
  await page.getByRole('button', { name: 'More', exact: true }).click()
  await page.getByRole('menuitem', { name: 'Triggers' }).click()
  const dialog = page.getByRole('dialog', { name: 'Triggers' })
  await expect(dialog.getByRole('heading', { name: 'Triggers' })).toBeVisible()
  return dialog
}

test('[journey.schedule] a schedule is made with its time zone, its next times are seen, and it is held and let go', async ({ page, context, me }, info) => {
  const { id } = await call<{ id: string }>(context, 'POST', `/api/workspaces/${me.slug}/agents`, { name: 'Morning report' })
  const canvas = canvasOn(page)
  await canvas.open(`/${me.slug}/agents/${id}`)
  await canvas.add('schedule', 'Schedule')
  const form = canvas.inspector
  await form.getByRole('textbox', { name: 'When' }).fill('every morning')
  await expect(form.getByText('is no schedule')).toBeVisible()
  await form.getByRole('textbox', { name: 'When' }).fill('30 7 * * 1')
  await form.getByRole('combobox', { name: 'Time zone' }).click()
  await page.getByRole('option', { name: 'Asia/Tokyo' }).click()
  const soon = form.getByRole('list', { name: 'The next times' }).getByRole('listitem')
  await expect(soon).toHaveCount(3)
  await expect(soon.first()).toContainText(/Mon.*(07:30|7:30)/)
  await expectSound(page)
  await shot(page, info, 'schedule-form')
  await expect(canvas.saved).toBeVisible()
  await canvas.publish('every Monday')
  await expect(page.getByText('Revision 1 is live')).toBeVisible()

  const dialog = await openTriggers(page)
  const next = dialog.getByRole('list', { name: 'The next times' }).getByRole('listitem')
  await expect(next).toHaveCount(5)
  await expect(next.first()).toContainText(/Mon.*(07:30|7:30)/)
  await expect(dialog).toContainText('Asia/Tokyo')
  await expect(dialog).toContainText('made up for once')
  await expectSound(page)
  await shot(page, info, 'triggers-schedule')
  await dialog.getByRole('switch', { name: 'Active' }).click()
  await expect(dialog.getByText('Paused', { exact: true })).toBeVisible()
  await expect(next).toHaveCount(0)
  await expectSound(page)
  await dialog.getByRole('switch', { name: 'Active' }).click()
  await expect(next).toHaveCount(5)
})

test('[journey.webhook] a webhook starts a run by a signed call, refuses one that is not, and gets a new address', async ({
  page,
  context,
  request,
  me,
}, info) => {
  const flow = {
    nodes: {
      start: { block: 'webhook.start', version: 1, inputs: { signed: { kind: 'literal', value: true } }, position: { x: 0, y: 0 } },
      result: { block: 'control.result', version: 1, inputs: {}, position: { x: 400, y: 0 }, ports: { inputs: [{ name: 'order', schema: {} }], outputs: [] } },
    },
    wires: [{ from: { node: 'start', port: 'body' }, to: { node: 'result', port: 'order' } }],
  }
  const agent = await agentWith(context, me.slug, 'Orders', flow)
  await canvasOn(page).open(`/${me.slug}/agents/${agent}`)
  const dialog = await openTriggers(page)
  const textOf = async (label: string) => (await dialog.getByRole('group', { name: label, exact: true }).locator('code').textContent()) ?? ''
  const address = await textOf('Address')
  await dialog.getByRole('button', { name: 'Show the signing secret' }).click()
  await expect(dialog.getByRole('group', { name: 'Signing secret', exact: true })).toContainText('whsec_')
  const secret = await textOf('Signing secret')
  await expectSound(page)
  await shot(page, info, 'triggers-webhook')

  const body = JSON.stringify({ order: 7 })
  const at = String(Math.floor(Date.now() / 1000))
  const signature = createHmac('sha256', Buffer.from(secret.replace('whsec_', ''), 'base64'))
    .update(`msg_1.${at}.${body}`)
    .digest('base64')
  const headers = { 'content-type': 'application/json', 'webhook-id': 'msg_1', 'webhook-timestamp': at }
  const unsigned = await request.post(address, { headers: { 'content-type': 'application/json' }, data: body })
  expect(unsigned.status()).toBe(401)
  const forged = await request.post(address, { headers: { ...headers, 'webhook-signature': `v1,${signature}` }, data: JSON.stringify({ order: 8 }) })
  expect(forged.status()).toBe(401)
  const taken = await request.post(address, { headers: { ...headers, 'webhook-signature': `v1,${signature}` }, data: body })
  expect(taken.status()).toBe(202)

  await page.goto(`/${me.slug}/runs`)
  const rows = page.getByRole('list', { name: 'Runs' }).getByRole('listitem')
  await expect(rows).toHaveCount(1)
  await rows.getByRole('link').click()
  await expect(page.getByText('Completed', { exact: true }).first()).toBeVisible()
  await page.getByRole('tab', { name: 'Input and output' }).click()
  await expect(page.getByRole('textbox', { name: 'Output', exact: true })).toHaveValue(/"order": 7/)

  await canvasOn(page).open(`/${me.slug}/agents/${agent}`)
  await openTriggers(page)
  await dialog.getByRole('button', { name: 'New address' }).click()
  await page.getByRole('alertdialog').getByRole('button', { name: 'New address' }).click()
  await expect(page.getByText('The webhook has a new address and a new secret')).toBeVisible()
  await expect.poll(() => textOf('Address')).not.toBe(address)
  const late = await request.post(address, { headers: { ...headers, 'webhook-signature': `v1,${signature}` }, data: body })
  expect(late.status()).toBe(404)
})
