import { canvasOn, placeOf } from './canvas.test-kit.ts'
import { agentFrom, call, expect, expectSound, shot, test } from './journeys.test-kit.ts'
import { roomOn } from './room.test-kit.ts'

test.use({ viewport: { width: 1440, height: 900 } })

test('[journey.canvas] blocks are moved, added, wired and filled in; what is saved and published is what runs', async ({ page, context, me }, info) => {
  const agent = await agentFrom(context, me.slug, 'payments-assistant')
  const canvas = canvasOn(page)
  await canvas.open(`/${me.slug}/agents/${agent}`)

  const before = await placeOf(canvas.block('Payments assistant'))
  await canvas.move('Payments assistant', { x: 60, y: 120 })
  const moved = await placeOf(canvas.block('Payments assistant'))
  expect(moved).not.toBe(before)
  await expect(canvas.saved).toBeVisible()
  await page.reload()
  await expect(canvas.block('Payments assistant')).toBeVisible()
  expect(await placeOf(canvas.block('Payments assistant'))).toBe(moved)

  await canvas.add('change case', 'Change case')
  await canvas.inspector.getByRole('combobox', { name: 'To' }).click()
  await page.getByRole('option', { name: 'Upper' }).click()
  await expectSound(page)
  await shot(page, info, 'canvas-inspector')
  await canvas.add('reply', 'Reply')
  await canvas.add('branch', 'Branch')
  await canvas.tidy()

  await canvas.hold(canvas.output('Chat message', 'text'), canvas.input('Branch', 'condition'))
  const reason = page.locator('output[data-refused]')
  await shot(page, info, 'canvas-held')
  await expect(reason).toContainText(/text/i)
  await expect(reason).toContainText(/true or false|yes or no/i)
  await shot(page, info, 'canvas-refused')
  await page.mouse.up()
  await expect(canvas.wires).toHaveCount(1)

  await canvas.hold(canvas.output('Chat message', 'text'), canvas.input('Change case', 'text'))
  await expect(reason).toHaveCount(0)
  await page.mouse.up()
  await expect(canvas.wires).toHaveCount(2)
  await canvas.hold(canvas.output('Change case', 'text'), canvas.input('Reply', 'text'))
  await page.mouse.up()
  await expect(canvas.wires).toHaveCount(3)

  await expect(page.getByRole('button', { name: /problem|fill in/ })).toBeVisible()
  await page.getByRole('button', { name: 'Publish', exact: true }).click()
  await expect(page.getByText('To solve before it can be published')).toBeVisible()
  await expectSound(page)
  await shot(page, info, 'canvas-problems')
  await page
    .getByRole('button', { name: /Branch/ })
    .first()
    .click()
  await canvas.inspector.getByRole('button', { name: 'Delete' }).click()
  await expect(canvas.block('Branch')).toHaveCount(0)
  await canvas.tidy()
  await expect(canvas.saved).toBeVisible()
  await expectSound(page)
  await shot(page, info, 'canvas-drawn')

  await canvas.publish('Repeats what was said in capitals')
  await expect(page.getByText('Revision 2 is live')).toBeVisible()
  await expect(page.getByText('Revision 2', { exact: true })).toBeVisible()

  await page.getByRole('button', { name: 'Talk to it' }).click()
  await page.waitForURL(/\/rooms\//)
  const room = roomOn(page)
  await room.say('hello over there')
  await expect(room.messages.filter({ hasText: /HELLO OVER THERE/ })).toHaveCount(1)
  const { runs } = await call<{ runs: { revisionNumber: number }[] }>(context, 'GET', `/api/workspaces/${me.slug}/runs`)
  expect(runs.map(({ revisionNumber }) => revisionNumber)).toEqual([2])
})
