import type { Locator, Page } from '@playwright/test'
import { agentWith, call, expect, expectSound, shot, signedUp, test } from './journeys.test-kit.ts'

const literal = (value: unknown) => ({ kind: 'literal', value })
const node = (block: string, x: number, inputs: Record<string, unknown> = {}, parent?: string) => ({
  block,
  version: 1,
  position: { x, y: parent ? 40 : 0 },
  inputs: Object.fromEntries(Object.entries(inputs).map(([name, value]) => [name, literal(value)])),
  ...(parent ? { parent } : {}),
})
const wire = (from: string, to: string) => {
  const end = (text: string) => ({ node: text.split('.')[0], port: text.split('.')[1] })
  return { from: end(from), to: end(to) }
}
/** A loop, then a question, then one more step. */
const flow = {
  nodes: {
    start: node('manual.start', 0),
    names: node('values.list', 300, { value: ['anna', 'bo'] }),
    each: node('control.for-each', 620),
    shout: node('text.change-case', 1000, { to: 'upper' }, 'each'),
    ok: node('human.approval', 1400, { title: 'Go on?' }),
    last: node('text.join', 1760, { a: 'x', b: 'y' }),
  },
  wires: [
    wire('names.value', 'each.items'),
    wire('each.item', 'shout.text'),
    wire('shout.text', 'each.result'),
    wire('each.done', 'ok.after'),
    wire('ok.approved', 'last.after'),
  ],
}

/** Everything a person sees of how each block fared. */
async function lights(page: Page): Promise<string> {
  const all = await page
    .locator('.react-flow__node .block')
    .evaluateAll((blocks) => blocks.map((block) => `${block.closest('.react-flow__node')?.getAttribute('data-id')} ${block.getAttribute('data-light')}`))
  return all.sort().join(', ')
}

/** The replay bar's own words for the event that is shown. */
const shown = (slider: Locator) => slider.getAttribute('aria-valuetext')

test('[journey.same-run] two browsers on one run see the same live, and its replay shows what they saw, event by event', async ({
  page,
  context,
  browser,
  me,
}, info) => {
  const hers = await browser.newContext({ reducedMotion: 'reduce', colorScheme: 'dark' })
  const grace = await signedUp(hers, 'Grace Hopper')
  await call(context, 'PUT', `/api/workspaces/${me.slug}/members`, { email: grace.email, role: 'operator' })
  const other = await hers.newPage()
  const agent = await agentWith(context, me.slug, 'Greeter', flow)
  const { id } = await call<{ id: string }>(context, 'POST', `/api/workspaces/${me.slug}/runs`, { agent })
  const both = [page, other]
  for (const one of both) {
    await one.goto(`/${me.slug}/runs/${id}`)
    await one.getByRole('tab', { name: 'Canvas' }).click()
    await expect(one.locator('.react-flow__node[data-id="ok"] .block').first()).toHaveAttribute('data-light', 'waiting')
  }
  expect(await lights(other)).toBe(await lights(page))
  const waiting = await lights(page)
  const seenWaiting = await page.getByRole('slider', { name: 'Event' }).getAttribute('max')

  // What happens now reaches both without a reload.
  const { waits } = await call<{ waits: { id: string; runId: string }[] }>(hers, 'GET', `/api/workspaces/${me.slug}/waits`)
  await call(hers, 'POST', `/api/workspaces/${me.slug}/waits/${waits.find(({ runId }) => runId === id)?.id}/answer`, { outcome: 'approved', value: null })
  for (const one of both) await expect(one.getByText('Completed', { exact: true }).first()).toBeVisible()
  const sliders = both.map((one) => one.getByRole('slider', { name: 'Event' }))
  const [mine, theirs] = [sliders[0] as Locator, sliders[1] as Locator]
  await expect.poll(() => theirs.getAttribute('max')).toBe(await mine.getAttribute('max'))
  await expect.poll(() => lights(other)).toBe(await lights(page))
  const live = await lights(page)

  const last = Number(await mine.getAttribute('max'))
  for (let event = last; event >= 1; event--) {
    for (const slider of [mine, theirs]) await slider.fill(String(event))
    expect(await shown(theirs)).toBe(await shown(mine))
    await expect.poll(() => lights(other), `event ${event}`).toBe(await lights(page))
    if (event === last) expect(await lights(page)).toBe(live)
    if (event === Number(seenWaiting)) expect(await lights(page)).toBe(waiting)
  }
  expect(await lights(page)).not.toBe(live)
  await expectSound(page)
  await shot(page, info, 'same-run-replayed')
  await page.reload()
  await page.getByRole('tab', { name: 'Canvas' }).click()
  await expect.poll(() => lights(page)).toBe(live)
  await hers.close()
})
