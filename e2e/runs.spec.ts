import { agentWith, expect, expectSound, roomWith, schemes, shot, test } from './journeys.test-kit.ts'
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

for (const colorScheme of schemes) {
  test.describe(colorScheme, () => {
    test.use({ colorScheme })

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

    test('[journey.failed-run] a failed run says which step failed and why, where it was started and in the list', async ({ page, context, me }, info) => {
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
    })
  })
}
