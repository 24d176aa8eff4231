import { agentFrom, expect, expectSound, phone, schemes, shot, test } from './journeys.test-kit.ts'

const sizes = { desk: {}, phone }

for (const colorScheme of schemes) {
  for (const [size, device] of Object.entries(sizes)) {
    test.describe(`${size}, ${colorScheme}`, () => {
      test.use({ ...device, colorScheme })

      test('[journey.pages] every page is there, readable and free of what WCAG 2.2 AA forbids', async ({ page, context, me }, info) => {
        const agent = await agentFrom(context, me.slug, 'research-digest')
        const pages: [path: string, heading: string | RegExp][] = [
          ['', /./],
          ['/agents', 'Agents'],
          ['/agents/new', 'New agent'],
          ['/rooms', 'Rooms'],
          ['/runs', 'Runs'],
          ['/settings/models', /./],
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
    })
  }
}
