import { agentWith, call, expect, expectSound, shot, test } from './journeys.test-kit.ts'

const asking = {
  nodes: { ask: { block: 'human.approval', version: 1, inputs: { title: { kind: 'literal', value: 'Go on?' } }, position: { x: 0, y: 80 } } },
  wires: [],
}

test('[journey.pause] a run is held and let go on by a button', async ({ page, context, me }, info) => {
  const agent = await agentWith(context, me.slug, 'Asks first', asking)
  const run = await call<{ id: string }>(context, 'POST', `/api/workspaces/${me.slug}/runs`, { agent })
  await page.goto(`/${me.slug}/runs/${run.id}`)
  await expect(page.getByText('Waiting for a person')).toBeVisible()
  await page.getByRole('button', { name: 'Pause' }).click()
  await expect(page.getByText('Paused', { exact: true })).toBeVisible()
  await expectSound(page)
  await shot(page, info, 'run-paused')
  await page.getByRole('button', { name: 'Resume' }).click()
  await expect(page.getByText('Waiting for a person')).toBeVisible()
})

test('[journey.service-limit] a limit is set for a service, and holds for the workspace', async ({ page, context, me }, info) => {
  await page.goto(`/${me.slug}/settings/services`)
  await expect(page.getByText('Nothing outside was called yet.')).toBeVisible()
  await page.getByRole('button', { name: 'Add a limit' }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByLabel('Service').fill('api.example.com')
  await dialog.getByLabel(/At most/).fill('60')
  await expectSound(page)
  await shot(page, info, 'service-limit')
  await dialog.getByRole('button', { name: 'Save' }).click()
  await expect(page.getByText('at most 60 calls in 60 s')).toBeVisible()
  const { services } = await call<{ services: object[] }>(context, 'GET', `/api/workspaces/${me.slug}/services`)
  expect(services).toMatchObject([{ service: 'api.example.com', rate: { calls: 60, seconds: 60 }, state: 'fine' }])
  await expectSound(page)
})

test('[journey.runs-at-once] how many runs there may be at once is set in the editor, and is saved and published with the flow', async ({
  page,
  context,
  me,
}) => {
  const agent = await agentWith(context, me.slug, 'One at a time', asking)
  await page.goto(`/${me.slug}/agents/${agent}`)
  await page.getByRole('button', { name: 'More', exact: true }).click()
  await page.getByRole('menuitem', { name: 'Runs at once' }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByLabel(/At most/).fill('1')
  await expectSound(page)
  await dialog.getByRole('button', { name: 'Set', exact: true }).click()
  const draft = () => call<{ draft: { concurrency?: object } }>(context, 'GET', `/api/workspaces/${me.slug}/agents/${agent}`)
  await expect.poll(async () => (await draft()).draft.concurrency).toEqual({ most: 1, beyond: 'queue' })
})

test('[journey.not-found] an unknown address in a workspace answers 404, and keeps the sidebar', async ({ page, me }) => {
  const answer = await page.goto(`/${me.slug}/nowhere/at/all`)
  expect(answer?.status()).toBe(404)
  await expect(page.getByRole('heading', { name: 'There is nothing here' })).toBeVisible()
  await expect(page.getByRole('navigation', { name: 'Workspace' })).toBeVisible()
})
