import { canvasOn } from './canvas.test-kit.ts'
import { agentFrom, call, expect, expectSound, phone, shot, signedUp, test } from './journeys.test-kit.ts'

test.use({ viewport: { width: 1440, height: 900 } })

const literal = (value: unknown) => ({ kind: 'literal', value })

test('[journey.environments] staging is opened, a missing secret is said before publishing, the revision goes on to production and back', async ({
  page,
  context,
  me,
}, info) => {
  await page.goto(`/${me.slug}/settings/environments`)
  await page.getByRole('button', { name: 'Add', exact: true }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByLabel('Name', { exact: true }).fill('crm-key')
  await dialog.getByLabel('Value').fill('a long secret')
  await dialog.getByLabel('Hosts it may be sent to').fill('api.example.com')
  await shot(page, info, 'environments-secret')
  await dialog.getByRole('button', { name: 'Save' }).click()
  await page.getByRole('switch', { name: 'Staging' }).click()
  await expect(page.getByText('Missing in staging')).toBeVisible()
  await expectSound(page)
  await shot(page, info, 'environments-settings')

  const path = `/api/workspaces/${me.slug}/agents`
  const { id, draftVersion } = await call<{ id: string; draftVersion: number }>(context, 'POST', path, { name: 'CRM' })
  const nodes = {
    start: { block: 'manual.start', version: 1, inputs: {}, position: { x: 0, y: 0 } },
    fetch: {
      block: 'http.request',
      version: 1,
      title: 'Fetch contacts',
      inputs: { url: literal('https://api.example.com/contacts'), secret: { kind: 'secret', name: 'crm-key' } },
      position: { x: 320, y: 0 },
    },
    ask: { block: 'human.approval', version: 1, inputs: { title: literal('Import them?') }, position: { x: 640, y: 0 } },
  }
  const wires = [
    { from: { node: 'start', port: 'done' }, to: { node: 'fetch', port: 'after' } },
    { from: { node: 'fetch', port: 'body' }, to: { node: 'ask', port: 'message' } },
  ]
  await call(context, 'PUT', `${path}/${id}/draft`, { draftVersion, flow: { schema: 1, nodes, wires } })
  const canvas = canvasOn(page)
  await canvas.open(`/${me.slug}/agents/${id}`)
  await page.getByRole('button', { name: 'Publish', exact: true }).click()
  const publish = page.getByRole('dialog', { name: /^Publish revision/ })
  await expect(publish.getByRole('region', { name: 'Worth a look' })).toContainText('cannot be undone, and nothing handles its failure')
  await expect(publish.getByRole('region', { name: 'Worth a look' })).toContainText('waits without end')
  await expect(publish.getByRole('region', { name: 'Worth a look' })).toContainText('never been tried')
  await publish.getByRole('combobox', { name: 'To' }).click()
  await page.getByRole('option', { name: 'Staging' }).click()
  const blocking = publish.getByRole('region', { name: 'To solve first' })
  await expect(blocking).toContainText('The secret crm-key has no value in staging')
  await expect(publish.getByRole('button', { name: 'Publish to staging' })).toBeDisabled()
  await expectSound(page)
  await shot(page, info, 'checklist')
  await blocking.getByRole('button').click()
  await expect(canvas.inspector.getByLabel('Name of this block')).toHaveValue('Fetch contacts')
  await shot(page, info, 'secret-field')
  await page.keyboard.press('Escape')
  await call(context, 'PUT', `/api/workspaces/${me.slug}/environments/secrets`, {
    name: 'crm-key',
    hosts: ['api.example.com'],
    environment: 'staging',
    value: 'for testing',
  })
  await page.getByRole('button', { name: 'Publish', exact: true }).click()
  await publish.getByRole('combobox', { name: 'To' }).click()
  await page.getByRole('option', { name: 'Staging' }).click()
  await publish.getByLabel('What changed').fill('First try')
  await publish.getByRole('button', { name: 'Publish to staging' }).click()
  await expect(page.getByText('It is in staging')).toBeVisible()

  await page.getByRole('button', { name: /^Draft/ }).click()
  const versions = page.getByRole('complementary', { name: 'Versions' })
  const part = versions.getByRole('region', { name: 'Environments' })
  await expect(part.getByRole('listitem').filter({ hasText: /^Production/ })).toContainText('Nothing yet')
  await part.getByRole('button', { name: 'To production' }).click()
  const moving = page.getByRole('dialog', { name: 'Revision 1 to production' })
  await moving.getByLabel('Why').fill('Looked well in staging')
  await shot(page, info, 'promote')
  await moving.getByRole('button', { name: 'Put it into production' }).click()
  await expect(part.getByRole('listitem').filter({ hasText: /^Production/ })).toContainText('Revision 1')
  await part.getByRole('button', { name: 'Who moved what' }).click()
  await expect(part.getByRole('list', { name: 'Moves, newest first' })).toContainText('Looked well in staging')
  await expectSound(page)
  await shot(page, info, 'environments-versions')

  await call(context, 'POST', `/api/workspaces/${me.slug}/runs`, { agent: id, environment: 'staging' })
  await call(context, 'POST', `/api/workspaces/${me.slug}/runs`, { agent: id })
  await page.goto(`/${me.slug}/runs`)
  const runs = page.getByRole('list', { name: 'Runs' }).getByRole('listitem')
  await expect(runs).toHaveCount(2)
  await page.getByRole('combobox', { name: 'Environment' }).click()
  await page.getByRole('option', { name: 'Staging' }).click()
  await expect(runs).toHaveCount(1)
  await expect(runs.getByText('Staging')).toBeVisible()
  await shot(page, info, 'environments-runs')
})

test('[journey.comments] a block is talked about: named, told, answered live, resolved, and kept when the block is gone', async ({
  page,
  context,
  browser,
  me,
}, info) => {
  const hers = await browser.newContext({ reducedMotion: 'reduce', viewport: { width: 1280, height: 800 } })
  const grace = await signedUp(hers, 'Grace Hopper')
  await call(context, 'PUT', `/api/workspaces/${me.slug}/members`, { email: grace.email, role: 'editor' })
  const agent = await agentFrom(context, me.slug, 'support-triage')
  const [one, two] = [canvasOn(page), canvasOn(await hers.newPage())]
  const other = two.flow.page()
  await one.open(`/${me.slug}/agents/${agent}`)
  await two.open(`/${me.slug}/agents/${agent}`)
  const block = page.getByLabel('Flow', { exact: true }).getByRole('group').last()
  const name = (await block.getAttribute('aria-label')) ?? ''
  await one.select(name)
  await one.inspector.getByRole('button', { name: 'Comments on this block' }).click()
  const panel = page.getByRole('complementary', { name: 'Comments' })
  const box = panel.getByRole('textbox', { name: `Comment on ${name}` }).or(panel.getByRole('combobox', { name: `Comment on ${name}` }))
  await box.pressSequentially('Is this right, @gra')
  await expect(panel.getByRole('option', { name: 'Grace Hopper' })).toBeVisible()
  await shot(page, info, 'comments-mention')
  await page.keyboard.press('Enter')
  await page.keyboard.type('?')
  await expect(box).toHaveValue('Is this right, @Grace Hopper ?')
  await page.keyboard.press('Control+Enter')
  await expect(panel.getByRole('article')).toContainText('Is this right')

  // she sees it on the block without a reload, and in the bell
  await two.block(name).getByRole('button', { name: 'One open comment' }).click()
  const theirs = other.getByRole('complementary', { name: 'Comments' })
  await theirs.getByRole('textbox', { name: `Reply about ${name}` }).fill('It is.')
  await theirs.getByRole('button', { name: 'Reply', exact: true }).click()
  await expect(panel.getByRole('article')).toContainText('It is.')
  // she says it otherwise; an admin may take it away, and still sees what it said
  await theirs.getByRole('button', { name: 'More on what Grace Hopper said' }).click()
  await other.getByRole('menuitem', { name: 'Edit' }).click()
  await theirs.getByRole('textbox', { name: 'Edit the comment' }).fill('It is, by now.')
  await theirs.getByRole('button', { name: 'Save', exact: true }).click()
  await expect(panel.getByRole('article')).toContainText('edited')
  await expect(panel.getByRole('article')).toContainText('It is, by now.')
  await expectSound(page)
  await shot(page, info, 'comments-panel')
  await panel.getByRole('button', { name: 'More on what Grace Hopper said' }).click()
  await page.getByRole('menuitem', { name: 'Delete' }).click()
  await page.getByRole('alertdialog', { name: 'Delete this comment?' }).getByRole('button', { name: 'Delete' }).click()
  await expect(theirs.getByRole('article')).toContainText('Deleted by Ada Lovelace')
  await panel.getByRole('button', { name: 'More on what Grace Hopper said' }).click()
  await page.getByRole('menuitem', { name: 'What it said before' }).click()
  const before = page.getByRole('dialog', { name: 'What it said before' })
  await expect(before.getByRole('listitem')).toHaveText([/Deleted/, /It is, by now\./, /It is\./])
  await shot(page, info, 'comments-history')
  await page.keyboard.press('Escape')
  const bell = await call<{ notices: { title: string }[] }>(hers, 'GET', `/api/workspaces/${me.slug}/notices`)
  expect(bell.notices.map(({ title }) => title)).toEqual([expect.stringContaining(`Ada Lovelace named you: ${name}`)])

  await panel.getByRole('button', { name: 'Resolve' }).click()
  await expect(theirs.getByRole('article')).toHaveCount(0)
  await expect(two.block(name).getByRole('button', { name: /open comment/ })).toHaveCount(0)
  await theirs.getByRole('button', { name: 'Show 1 resolved' }).click()
  await theirs.getByRole('button', { name: 'Open it again' }).click()
  await expect(panel.getByRole('article')).toContainText('Is this right')
  await panel.getByRole('button', { name: 'Close comments' }).click()
  await one.select(name)
  await one.inspector.getByRole('button', { name: 'Delete' }).click()
  await expect(one.block(name)).toHaveCount(0)
  await page.getByRole('button', { name: 'Comments, 1 open' }).click()
  await expect(panel.getByText('Removed block')).toBeVisible()
  await shot(page, info, 'comments-removed')
  await hers.close()
})

test.describe('on a phone', () => {
  test.use({ ...phone })
  test('[journey.comments] comments are a sheet, and the checklist fits', async ({ page, context, me }, info) => {
    const agent = await agentFrom(context, me.slug, 'support-triage')
    const { draft } = await call<{ draft: { nodes: Record<string, object> } }>(context, 'GET', `/api/workspaces/${me.slug}/agents/${agent}`)
    const node = Object.keys(draft.nodes)[0] ?? ''
    const id = crypto.randomUUID()
    await call(context, 'POST', `/api/workspaces/${me.slug}/agents/${agent}/comments`, {
      id,
      node,
      title: 'Start',
      text: 'A rather long thought about how this flow should begin, and why.',
    })
    await page.goto(`/${me.slug}/agents/${agent}?comment=${id}`)
    await expect(page.getByRole('dialog', { name: 'Comments' })).toContainText('A rather long thought')
    await expectSound(page)
    await shot(page, info, 'comments-phone')
    await page.goto(`/${me.slug}/settings/environments`)
    await expect(page.getByText('Secrets of flows')).toBeVisible()
    await shot(page, info, 'environments-phone')
  })
})
