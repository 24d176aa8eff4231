import { randomUUID } from 'node:crypto'
import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { AxeBuilder } from '@axe-core/playwright'
import { type BrowserContext, test as base, expect, type Page, type TestInfo } from '@playwright/test'

/** What the journeys share: people with accounts of their own, and what is true of every page. Journeys go by roles and accessible names. */
export { expect }

type Scheme = 'light' | 'dark'
export const phone = { viewport: { width: 390, height: 844 }, isMobile: true, hasTouch: true, deviceScaleFactor: 2 } as const

export type Person = { name: string; email: string; password: string }
export type Member = Person & { slug: string }

/** Motion is reduced, so that colours are judged where they come to rest. */
export const test = base.extend<{ me: Member }>({
  contextOptions: async ({ contextOptions }, use) => use({ ...contextOptions, reducedMotion: 'reduce' }),
  /** A new person, signed in, with a workspace of their own. */
  me: async ({ context }, use) => use(await signedUp(context)),
})

export function newPerson(name = 'Ada Lovelace'): Person {
  const [first = 'someone'] = name.toLowerCase().split(' ')
  return { name, email: `${first}-${randomUUID().slice(0, 8)}@example.org`, password: `${first} likes long words` }
}

/** Makes an account and signs the browser in, by the same addresses the pages use. */
export async function signedUp(context: BrowserContext, name?: string): Promise<Member> {
  const person = newPerson(name)
  const { workspaceSlug } = await call<{ workspaceSlug: string }>(context, 'POST', '/api/sign-up', person)
  await signIn(context, person)
  return { ...person, slug: workspaceSlug }
}

export async function signIn(context: BrowserContext, { email, password }: Person): Promise<void> {
  const { csrfToken } = await call<{ csrfToken: string }>(context, 'GET', '/api/auth/csrf')
  const answer = await context.request.post('/api/auth/callback/credentials', { form: { csrfToken, email, password, json: 'true' } })
  expect(answer.ok(), await answer.text()).toBe(true)
}

/** One call of the product's own API, as the person this browser is signed in as. */
export async function call<Output = unknown>(context: BrowserContext, method: string, path: string, data?: unknown): Promise<Output> {
  const answer = await context.request.fetch(path, { method, ...(data === undefined ? {} : { data }) })
  expect(answer.ok(), `${method} ${path} answered ${answer.status()}: ${answer.ok() ? '' : await answer.text()}`).toBe(true)
  return answer.json()
}

export async function agentFrom(context: BrowserContext, slug: string, template: string): Promise<string> {
  return (await call<{ id: string }>(context, 'POST', `/api/workspaces/${slug}/agents`, { template })).id
}

/** The address of a new room with a new agent made from a template. */
export async function roomWith(context: BrowserContext, slug: string, template = 'payments-assistant'): Promise<string> {
  const agent = await agentFrom(context, slug, template)
  const room = await call<{ id: string }>(context, 'POST', `/api/workspaces/${slug}/rooms`, { agent })
  return `/${slug}/rooms/${room.id}`
}

/** Publishes a flow drawn by hand and answers the agent's id. */
export async function agentWith(context: BrowserContext, slug: string, name: string, flow: { nodes: object; wires: object[] }): Promise<string> {
  const path = `/api/workspaces/${slug}/agents`
  const { id, draftVersion } = await call<{ id: string; draftVersion: number }>(context, 'POST', path, { name })
  const saved = await call<{ draftVersion: number }>(context, 'PUT', `${path}/${id}/draft`, { draftVersion, flow: { schema: 1, ...flow } })
  await call(context, 'POST', `${path}/${id}/publish`, { draftVersion: saved.draftVersion })
  return id
}

/** True of every page, light and dark: nothing that WCAG 2.2 AA forbids, nothing to scroll sideways. */
export async function expectSound(page: Page): Promise<void> {
  await expectAccessible(page, new AxeBuilder({ page }).withTags(['wcag2a', 'wcag2aa', 'wcag21aa', 'wcag22aa']))
  const over = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth)
  expect(over, `${page.url()} scrolls sideways`).toBeLessThanOrEqual(0)
  // nothing else depends on the scheme
  await inOtherScheme(page, () => expectAccessible(page, new AxeBuilder({ page }).withRules(['color-contrast'])))
}

async function expectAccessible(page: Page, axe: AxeBuilder): Promise<void> {
  const { violations } = await axe.analyze()
  const found = violations.flatMap(({ id, nodes }) => nodes.map(({ target, failureSummary }) => `${id} at ${target.join(' ')}: ${failureSummary}`))
  expect(found, `accessibility of ${page.url()}, ${await schemeOf(page)}`).toEqual([])
}

/** Keeps a picture in each scheme in HEARTH_SHOTS when that is set, to look at with one's own eyes. */
export async function shot(page: Page, _info: TestInfo, name: string): Promise<void> {
  const folder = process.env.HEARTH_SHOTS
  if (!folder) return
  mkdirSync(folder, { recursive: true })
  const keep = async () => void (await page.screenshot({ path: join(folder, `${name}-${await schemeOf(page)}-${page.viewportSize()?.width}.png`) }))
  await keep()
  await inOtherScheme(page, keep)
}

/** Pages that are not ours, and those with a scheme of their own, look the same in both. */
async function inOtherScheme(page: Page, look: () => Promise<void>): Promise<void> {
  const own = await schemeOf(page)
  if (!(await page.evaluate((scheme) => document.documentElement.classList.contains(scheme), own))) return
  const show = async (colorScheme: Scheme) => {
    await page.emulateMedia({ colorScheme })
    await expect(page.locator('html')).toHaveClass(new RegExp(`(^| )${colorScheme}( |$)`))
  }
  await show(own === 'dark' ? 'light' : 'dark')
  await look()
  await show(own)
}

async function schemeOf(page: Page): Promise<Scheme> {
  return (await page.evaluate(() => matchMedia('(prefers-color-scheme: dark)').matches)) ? 'dark' : 'light'
}
