import type { Page } from '@playwright/test'
import { agentWith, call, expect, expectSound, roomWith, shot, test } from './journeys.test-kit.ts'
import { roomOn } from './room.test-kit.ts'

const at = (x: number) => ({ x, y: 80 })
/** Divides by nothing: the second block fails with words of its own. */
const failing = {
  nodes: {
    start: { block: 'manual.start', version: 1, inputs: {}, position: at(0) },
    share: {
      block: 'math.divide',
      version: 1,
      title: 'Share',
      inputs: { a: { kind: 'literal', value: 9 }, b: { kind: 'literal', value: 0 } },
      position: at(320),
    },
  },
  wires: [{ from: { node: 'start', port: 'done' }, to: { node: 'share', port: 'after' } }],
}

test('[journey.runs] every run is listed, and one run tells its steps with inputs, outputs and durations', async ({ page, context, me }, info) => {
  const room = roomOn(page)
  await room.open(await roomWith(context, me.slug))
  await room.say('What is my balance?')
  await expect(room.messages.last()).toContainText('in Savings.')
  await room.say('Send 25 EUR to Anna')
  await expect(room.waiting).toBeVisible()

  await page.getByRole('navigation', { name: 'Workspace' }).getByRole('link', { name: 'Runs' }).click()
  const rows = page.getByRole('main').getByRole('listitem')
  await expect(rows).toHaveCount(2)
  await expect(rows.filter({ hasText: 'What is my balance?' })).toContainText('Completed')
  await expect(rows.filter({ hasText: 'Send 25 EUR to Anna' })).toContainText('Waiting')
  await expect(rows.filter({ hasText: 'DEMO' })).toHaveCount(2)
  await expectSound(page)
  await shot(page, info, 'runs')

  await rows.filter({ hasText: 'What is my balance?' }).getByRole('link').click()
  await expect(page.getByRole('heading', { level: 1, name: 'Payments assistant' })).toBeVisible()
  const steps = page.getByRole('list', { name: 'Steps' })
  const reading = steps.getByRole('button', { name: /get_balance/ }).first()
  await expect(reading).toContainText(/\d\s?(ms|s)$/)
  await reading.click()
  await expect(steps.getByRole('textbox', { name: 'Output' }).first()).toHaveValue(/Savings/)
  await expectSound(page)
  await shot(page, info, 'run-steps')
  await page.getByRole('tab', { name: /Events/ }).click()
  const events = page.getByRole('list', { name: 'Events' }).getByRole('listitem')
  await expect(events.first()).toContainText('run.')
  await expect(events.last()).toContainText('run.completed')
  await expectSound(page)
  await page.getByRole('tab', { name: 'Input and output' }).click()
  await expect(page.getByRole('textbox', { name: 'Input', exact: true })).toHaveValue(/What is my balance\?/)
  await expect(page.getByRole('textbox', { name: 'Output', exact: true })).toHaveValue(/in Savings\./)
})

test('[journey.failed-run] a failed run says which step failed and why, where it was started and in the list, at once for all who look', async ({
  page,
  context,
  browser,
  me,
}, info) => {
  const agent = await agentWith(context, me.slug, 'Sharer', failing)
  await page.goto(`/${me.slug}/agents/${agent}`)
  await page.getByRole('button', { name: 'Run', exact: true }).click()
  await page.waitForURL(/\/runs\/[0-9a-f-]{36}$/)
  await expect(page.getByRole('main').getByRole('alert')).toContainText('Nothing can be divided by 0.')
  await expect(page.getByText('Failed', { exact: true }).first()).toBeVisible()
  const steps = page.getByRole('list', { name: 'Steps' })
  await expect(steps.getByRole('button', { name: /Share/ })).toHaveAttribute('aria-expanded', 'true')
  await expect(steps.getByRole('note')).toContainText('Code invalid-input')
  await expect(steps.getByRole('textbox', { name: 'Input' })).toHaveValue(/"a": 9/)
  await expectSound(page)
  await shot(page, info, 'run-failed')
  await page.goto(`/${me.slug}/runs?status=failed`)
  await expect(page.getByRole('main').getByRole('listitem')).toHaveCount(1)
  await page.goto(`/${me.slug}/runs?status=completed`)
  await expect(page.getByRole('main').getByRole('listitem')).toHaveCount(0)
  await expectSound(page)
  await shot(page, info, 'runs-none')

  // Two browsers that look at the list see what begins and fails now, long before they would ask by themselves.
  const hers = await browser.newContext({ reducedMotion: 'reduce', storageState: await context.storageState() })
  const both = [page, await hers.newPage()]
  const listOf = (one: Page) => one.getByRole('list', { name: 'Runs' }).getByRole('listitem')
  for (const one of both) {
    await one.goto(`/${me.slug}/runs`)
    await expect(listOf(one)).toHaveCount(1)
  }
  await call(context, 'POST', `/api/workspaces/${me.slug}/runs`, { agent })
  for (const one of both) {
    await expect(listOf(one)).toHaveCount(2)
    await expect(listOf(one).filter({ hasText: 'Failed' })).toHaveCount(2)
  }
  await shot(page, info, 'runs-live')
  await hers.close()
})

test('[journey.replay] a run is replayed event by event, on the canvas of the revision that ran', async ({ page, context, me }, info) => {
  const agent = await agentWith(context, me.slug, 'Sharer', failing)
  const { id } = await call<{ id: string }>(context, 'POST', `/api/workspaces/${me.slug}/runs`, { agent })
  await page.goto(`/${me.slug}/runs/${id}`)
  await expect(page.getByRole('main').getByRole('alert')).toContainText('Nothing can be divided by 0.')
  await page.getByRole('tab', { name: 'Canvas' }).click()
  const share = page.locator('.react-flow__node[data-id="share"] .block')
  await expect(share).toHaveAttribute('data-light', 'failed')
  const slider = page.getByRole('slider', { name: 'Event' })
  await slider.fill('1')
  await expect(share).not.toHaveAttribute('data-light')
  await expect(slider).toHaveAttribute('aria-valuetext', /run\.created/)
  await page.getByRole('button', { name: 'Play' }).click()
  await expect(share).toHaveAttribute('data-light', 'failed')
  await expect(page.getByRole('button', { name: 'To the end' })).toHaveCount(0)
  await share.click()
  await expect(page.getByRole('region', { name: 'Chosen block' }).getByRole('note')).toContainText('Nothing can be divided by 0.')
  await expectSound(page)
  await shot(page, info, 'run-canvas')
})

test('[journey.repair] a failure is found by its filter, mended by another input, and dismissed', async ({ page, context, me }, info) => {
  const agent = await agentWith(context, me.slug, 'Sharer', failing)
  const begin = () => call<{ id: string }>(context, 'POST', `/api/workspaces/${me.slug}/runs`, { agent })
  const [first, second] = [await begin(), await begin()]
  await page.goto(`/${me.slug}/runs?attention=true`)
  const rows = page.getByRole('main').getByRole('listitem')
  await expect(rows).toHaveCount(2)
  await page.getByRole('searchbox', { name: 'Text in a run' }).fill(first.id)
  await expect(rows).toHaveCount(1)
  await page.waitForURL(/text=/)
  await rows.first().getByRole('link').click()
  await page.getByRole('button', { name: 'Edit input and rerun' }).click()
  await page.getByRole('textbox', { name: 'Input of this step' }).fill('{ "a": 9, "b": 3 }')
  await page.getByRole('button', { name: 'Rerun with this input' }).click()
  await page.waitForURL((url) => !url.pathname.includes(first.id) && /\/runs\/[0-9a-f-]{36}$/.test(url.pathname))
  await expect(page.getByText('Completed', { exact: true }).first()).toBeVisible()
  await expect(page.getByRole('link', { name: 'another run' })).toHaveAttribute('href', `/${me.slug}/runs/${first.id}`)
  await expectSound(page)
  await page.getByRole('button', { name: 'More about this run' }).click()
  await page.getByRole('menuitem', { name: 'Compare with the run before' }).click()
  await expect(page.getByRole('textbox', { name: 'Second input' })).toHaveValue(/"b": 3/)
  await expectSound(page)
  await shot(page, info, 'runs-compared')

  await page.goto(`/${me.slug}/runs/${second.id}`)
  await page.getByRole('button', { name: 'Retry' }).click()
  await page.waitForURL((url) => !url.pathname.includes(second.id) && /\/runs\/[0-9a-f-]{36}$/.test(url.pathname))
  await expect(page.getByRole('main').getByRole('alert')).toContainText('Nothing can be divided by 0.')
  await page.goto(`/${me.slug}/runs?attention=true`)
  await expect(rows).toHaveCount(1)
  await rows.first().getByRole('checkbox').click()
  await expectSound(page)
  await shot(page, info, 'runs-chosen')
  await page
    .getByRole('region', { name: 'Chosen runs' })
    .getByRole('button', { name: /Dismiss/ })
    .click()
  await expect(page.getByText('Nothing needs attention')).toBeVisible()
})
