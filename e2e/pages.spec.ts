import type { BrowserContext, Page } from '@playwright/test'
import { agentFrom, agentWith, call, expect, expectSound, phone, shot, test } from './journeys.test-kit.ts'

const sizes = { desk: {}, phone }

const literal = (value: unknown) => ({ kind: 'literal', value })
const position = { x: 0, y: 0 }
const node = (block: string, inputs: object = {}, more: object = {}) => ({ block, version: 1, inputs, position, ...more })
const steps = (page: Page) => expect(page.getByRole('list', { name: 'Steps' })).toBeVisible()
const blocks = (page: Page) => expect(page.locator('.react-flow__node').first()).toBeVisible()
const triggers = async (page: Page) => {
  await blocks(page)
  await page.getByRole('button', { name: 'More', exact: true }).click()
  await page.getByRole('menuitem', { name: 'Triggers' }).click()
  await expect(page.getByRole('dialog', { name: 'Triggers' }).getByRole('switch')).toBeVisible()
}

/** Pages that need something to have happened: runs, questions, triggers, containers. */
async function grown(context: BrowserContext, slug: string): Promise<[name: string, path: string, ready: (page: Page) => Promise<void>][]> {
  const begin = async (agent: string) => (await call<{ id: string }>(context, 'POST', `/api/workspaces/${slug}/runs`, { agent })).id
  const divide = { a: literal(9), b: literal(0) }
  const failing = await agentWith(context, slug, 'Sharer', { nodes: { share: node('math.divide', divide) }, wires: [] })
  const [one, other] = [await begin(failing), await begin(failing)]
  const nodes = {
    ok: node('human.two-person', { title: literal('Pay the invoice?'), risk: literal('high') }),
    trip: node('human.form', {
      title: literal('Where to?'),
      fields: literal([{ name: 'city' }, { name: 'day', kind: 'date' }, { name: 'far', kind: 'boolean' }]),
    }),
  }
  await begin(await agentWith(context, slug, 'Asker', { nodes, wires: [] }))
  const loop = {
    nodes: {
      start: node('schedule.start'),
      each: node('control.for-each', { items: literal(['a', 'b']) }, { position: { x: 320, y: 0 } }),
      shout: node('text.change-case', {}, { parent: 'each', position: { x: 680, y: 80 } }),
    },
    wires: [{ from: { node: 'each', port: 'item' }, to: { node: 'shout', port: 'text' } }],
  }
  const looper = await agentWith(context, slug, 'Looper', loop)
  const hook = await agentWith(context, slug, 'Hook', { nodes: { start: node('webhook.start', { signed: literal(true) }) }, wires: [] })
  return [
    [
      'questions',
      '',
      async (page) => {
        for (const title of ['Pay the invoice?', 'Where to?']) await page.getByRole('button', { name: `Answer: ${title}` }).click()
        await expect(page.getByRole('textbox', { name: 'City' })).toBeVisible()
      },
    ],
    ['runs', '/runs?attention=true', (page) => expect(page.getByRole('list', { name: 'Runs' }).getByRole('listitem')).toHaveCount(2)],
    ['run', `/runs/${one}`, steps],
    [
      'run-canvas',
      `/runs/${one}`,
      async (page) => {
        await page.getByRole('tab', { name: 'Canvas' }).click()
        await blocks(page)
      },
    ],
    ['compare', `/runs/${one}/compare/${other}`, (page) => expect(page.getByText('No difference')).toBeVisible()],
    ['containers', `/agents/${looper}`, blocks],
    ['schedule', `/agents/${looper}`, triggers],
    ['webhook', `/agents/${hook}`, triggers],
  ]
}

for (const [size, device] of Object.entries(sizes)) {
  test.describe(size, () => {
    test.use(device)

    test('[journey.pages] every page is there, readable and free of what WCAG 2.2 AA forbids', async ({ page, context, me }, info) => {
      const agent = await agentFrom(context, me.slug, 'research-digest')
      const pages: [path: string, heading: string | RegExp][] = [
        ['', /./],
        ['/agents', 'Agents'],
        ['/agents/new', 'New agent'],
        ['/rooms', 'Rooms'],
        ['/runs', 'Runs'],
        ['/files', 'Files'],
        ['/settings/models', /./],
        ['/settings/services', /./],
        ['/settings/environments', /./],
        ['/settings/links', /./],
        ['/settings/tokens', /./],
        ['/settings/members', /./],
        ['/settings/account', /./],
        ['/nowhere', /./],
        ['/rooms/019aa000-0000-7000-8000-000000000000', /./],
      ]
      for (const [path, heading] of pages) {
        await page.goto(`/${me.slug}${path}`)
        await expect(page.getByRole('heading', { name: heading }).first()).toBeVisible()
        await expect(page.getByRole('status', { name: /load|open/i })).toHaveCount(0)
        await expectSound(page)
        await shot(page, info, `page${path.replaceAll('/', '-').slice(0, 24)}`)
      }
      await page.goto(`/${me.slug}/agents/${agent}`)
      await expect(page.getByLabel('Name of the agent')).toHaveValue('Research digest')
      await expectSound(page)
      await shot(page, info, 'page-canvas')

      await context.clearCookies()
      await page.goto('/sign-in')
      await expect(page.getByRole('button', { name: 'Sign in' })).toBeVisible()
      await expectSound(page)
      await shot(page, info, 'page-sign-in')
    })

    test('[journey.pages] so are runs, questions, triggers and containers', async ({ page, context, me }, info) => {
      for (const [name, path, ready] of await grown(context, me.slug)) {
        await page.goto(`/${me.slug}${path}`)
        await ready(page)
        await expectSound(page)
        await shot(page, info, `page-${name}`)
      }
    })
  })
}
