import { canvasOn } from './canvas.test-kit.ts'
import { call, expect, shot, test } from './journeys.test-kit.ts'

test.use({ viewport: { width: 1440, height: 900 } })

test('[journey.extract] a block becomes a flow of its own; one undo has it back, the new agent is deleted there, and redo brings both', async ({
  page,
  context,
  me,
}, info) => {
  const path = `/api/workspaces/${me.slug}/agents`
  const { id, draftVersion } = await call<{ id: string; draftVersion: number }>(context, 'POST', path, { name: 'Greeter' })
  const at = (x: number) => ({ x, y: 0 })
  const flow = {
    schema: 1,
    nodes: {
      start: { block: 'manual.start', version: 1, inputs: {}, position: at(0) },
      upper: { block: 'text.change-case', version: 1, inputs: { to: { kind: 'literal', value: 'upper' } }, position: at(360) },
      tell: { block: 'reply.text', version: 1, inputs: {}, position: at(720) },
    },
    wires: [
      { from: { node: 'start', port: 'text' }, to: { node: 'upper', port: 'text' } },
      { from: { node: 'upper', port: 'text' }, to: { node: 'tell', port: 'text' } },
    ],
  }
  await call(context, 'PUT', `${path}/${id}/draft`, { draftVersion, flow })
  const names = async () => (await call<{ agents: { name: string }[] }>(context, 'GET', path)).agents.map(({ name }) => name)

  const canvas = canvasOn(page)
  await canvas.open(`/${me.slug}/agents/${id}`)
  await canvas.select('Change case')
  await page.keyboard.press('Control+k')
  await page.getByPlaceholder('Search or go to').fill('Make a flow of the selected blocks')
  await page.keyboard.press('Enter')
  const dialog = page.getByRole('dialog', { name: 'Make a flow of these blocks' })
  await expect(dialog.getByRole('heading', { name: 'It takes' })).toBeVisible()
  await shot(page, info, 'extract')
  await dialog.getByRole('button', { name: 'Make the flow' }).click()
  const made = canvas.block('Run a flow')
  await expect(made).toContainText('Part of Greeter')
  await expect(page.getByText('Part of Greeter is an agent of its own now')).toBeVisible()
  await expect(dialog).toHaveCount(0)
  await expect(page.getByRole('button', { name: /to solve|fill in/ })).toHaveCount(0)

  await canvas.block('Manual start').focus()
  await page.keyboard.press('Control+z')
  await expect(canvas.block('Change case')).toBeVisible()
  await expect(made).toHaveCount(0)
  await expect(page.getByText('Part of Greeter is still there')).toBeVisible()
  await shot(page, info, 'extract-undone')
  await page.getByRole('button', { name: 'Delete it' }).click()
  await expect.poll(names).toEqual(['Greeter'])
  await canvas.block('Manual start').focus()
  await page.keyboard.press('Control+Shift+z')
  await expect(made).toBeVisible()
  await expect.poll(async () => (await names()).sort()).toEqual(['Greeter', 'Part of Greeter'])
})
