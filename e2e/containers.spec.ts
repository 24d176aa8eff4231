import { canvasOn } from './canvas.test-kit.ts'
import { call, expect, expectSound, shot, test } from './journeys.test-kit.ts'

test.use({ viewport: { width: 1440, height: 900 } })

test('[journey.containers] a loop is built by mouse and by keyboard, an expression is completed and mended, and a run shows its turns', async ({
  page,
  context,
  me,
}, info) => {
  const { id } = await call<{ id: string }>(context, 'POST', `/api/workspaces/${me.slug}/agents`, { name: 'Greeter' })
  const canvas = canvasOn(page)
  const form = canvas.inspector
  await canvas.open(`/${me.slug}/agents/${id}`)
  await canvas.add('manual start', 'Manual start')
  await form.getByRole('button', { name: 'Add a port' }).click()
  await form.getByRole('textbox', { name: 'Name of port 1' }).fill('names')
  await form.getByRole('combobox', { name: 'Kind of port 1' }).click()
  await page.getByRole('option', { name: 'List of texts', exact: true }).click()
  await canvas.add('for each', 'For Each')
  await canvas.add('change case', 'Change case')
  await form.getByRole('combobox', { name: 'To' }).click()
  await page.getByRole('option', { name: 'Upper' }).click()
  await canvas.add('flow result', 'Flow Result')
  await form.getByRole('button', { name: 'Add a port' }).click()
  await form.getByRole('textbox', { name: 'Name of port 1' }).fill('many')
  await form.getByRole('combobox', { name: 'Kind of port 1' }).click()
  await page.getByRole('option', { name: 'Number', exact: true }).click()
  await canvas.tidy()

  // By mouse: what is wired to the inner side is taken into the frame.
  await canvas.hold(canvas.output('Manual start', 'names'), canvas.input('For Each', 'items'))
  await page.mouse.up()
  await canvas.hold(canvas.output('For Each', 'item'), canvas.input('Change case', 'text'))
  await page.mouse.up()
  await expect(canvas.wires).toHaveCount(2)
  await canvas.select('Change case')
  await expect(form.getByRole('combobox', { name: 'Lies in' })).toContainText('For Each')

  // By keyboard: an input takes its wire from a list of the outputs that fit.
  await canvas.select('For Each')
  const take = form.getByRole('button', { name: 'Wire Result to an output' })
  await take.focus()
  await page.keyboard.press('Enter')
  await expect(page.getByRole('menuitem')).toHaveText([/Change case/])
  await page.getByRole('menuitem').press('Enter')
  await expect(canvas.wires).toHaveCount(3)
  await canvas.tidy()
  await shot(page, info, 'container-built')

  await canvas.select('Flow Result')
  await form.getByRole('button', { name: 'Work out many with an expression' }).click()
  const field = form.getByRole('combobox', { name: 'many' })
  await expect(field).toBeFocused()
  const offers = form.getByRole('listbox', { name: 'What fits here' })
  await expect(offers.getByRole('option', { name: /for_each/ })).toBeVisible()
  await page.keyboard.type('size(for')
  await page.keyboard.press('Enter')
  await expect(field).toHaveValue('size(for_each.')
  await expect(offers.getByRole('option')).toContainText(['results', 'failures', 'count', 'done', 'error'])
  await expectSound(page)
  await shot(page, info, 'expression-offers')
  await page.keyboard.type('cou')
  await page.keyboard.press('Tab')
  await page.keyboard.type(')')
  await expect(form.getByText(/size.*number/i).first()).toBeVisible()
  await expect(field).toHaveAttribute('aria-invalid', 'true')
  await expectSound(page)
  await shot(page, info, 'expression-wrong')
  await field.fill('size(for_each.results) * 2')
  await expect(field).not.toHaveAttribute('aria-invalid', 'true')
  await expect(form.getByText(/Gives a (whole )?number\./)).toBeVisible()
  await expect(canvas.saved).toBeVisible()
  await canvas.publish('Greets each')
  await expect(page.getByText('Revision 1 is live')).toBeVisible()

  await page.getByRole('button', { name: 'Run', exact: true }).click()
  const start = page.getByRole('dialog', { name: 'Run revision 1' })
  for (const [index, name] of ['anna', 'bo', 'cy'].entries()) {
    await start.getByRole('button', { name: 'Add a text' }).click()
    await start.getByRole('textbox', { name: 'names' }).nth(index).fill(name)
  }
  await expectSound(page)
  await shot(page, info, 'run-dialog')
  await start.getByRole('button', { name: 'Run', exact: true }).click()
  await page.waitForURL(/\/runs\/[0-9a-f-]{36}$/)
  await expect(page.getByText('Completed', { exact: true }).first()).toBeVisible()
  const steps = page.getByRole('list', { name: 'Steps' })
  for (const turn of [1, 2, 3]) await expect(steps.getByRole('button', { name: new RegExp(`${turn}\\. ?Change case`) })).toBeVisible()
  await steps.getByRole('button', { name: /2\. ?Change case/ }).click()
  await expect(steps.getByRole('textbox', { name: 'Output' })).toHaveValue(/"BO"/)
  await expectSound(page)
  await shot(page, info, 'run-turns')
  await page.getByRole('tab', { name: 'Input and output' }).click()
  await expect(page.getByRole('textbox', { name: 'Output', exact: true })).toHaveValue(/"many": 6/)

  // Back in the editor the expression shows what it came to.
  await canvas.open(`/${me.slug}/agents/${id}`)
  await canvas.select('Flow Result')
  await expect(form.getByText('In the last run: 6')).toBeVisible()
})
