import type { BrowserContext, Page } from '@playwright/test'
import { agentWith, call, expect, expectSound, shot, signedUp, test } from './journeys.test-kit.ts'

const literal = (value: unknown) => ({ kind: 'literal', value })
const position = { x: 0, y: 0 }
const fields = [
  { name: 'city', label: 'City' },
  { name: 'nights', kind: 'number' },
  { name: 'room', kind: 'choice', options: [{ value: 'Single' }, { value: 'Double' }] },
  { name: 'wishes', kind: 'multiline', required: false },
]
const ask = (block: string, inputs: Record<string, unknown>) => ({
  block,
  version: 1,
  position,
  inputs: Object.fromEntries(Object.entries(inputs).map(([name, value]) => [name, literal(value)])),
})

/** Begins one run that asks these questions, all at once. */
async function asking(context: BrowserContext, slug: string, nodes: Record<string, object>): Promise<string> {
  const agent = await agentWith(context, slug, 'Office', { nodes, wires: [] })
  return (await call<{ id: string }>(context, 'POST', `/api/workspaces/${slug}/runs`, { agent })).id
}

/** A question on the home page, opened. */
async function answering(page: Page, title: string) {
  await page.getByRole('button', { name: `Answer: ${title}` }).click()
  return page.getByRole('region', { name: title })
}

async function grace(context: BrowserContext, hers: BrowserContext, slug: string): Promise<Page> {
  const person = await signedUp(hers, 'Grace Hopper')
  await call(context, 'PUT', `/api/workspaces/${slug}/members`, { email: person.email, role: 'operator' })
  return hers.newPage()
}

test('[journey.questions] a choice, a form and values to approve are answered on the home page, mistakes included', async ({ page, context, me }, info) => {
  const run = await asking(context, me.slug, {
    day: ask('human.choice', { title: 'Which day suits you?', options: ['Monday', 'Friday'] }),
    trip: ask('human.form', { title: 'Where do you want to go?', message: 'For the spring trip.', fields }),
    offer: ask('human.approval-with-edit', { title: 'Send this offer?', values: { price: 12.5, greeting: 'Dear Anna' } }),
  })
  await page.goto(`/${me.slug}`)
  await expect(page.getByRole('heading', { name: '3 answers are needed' })).toBeVisible()

  const day = await answering(page, 'Which day suits you?')
  await day.getByRole('button', { name: 'Friday' }).click()
  await expect(page.getByRole('heading', { name: '2 answers are needed' })).toBeVisible()

  const trip = await answering(page, 'Where do you want to go?')
  await trip.getByRole('textbox', { name: 'Nights' }).fill('three')
  await trip.getByRole('button', { name: 'Send' }).click()
  await expect(trip.getByRole('textbox', { name: 'City' })).toHaveAttribute('aria-invalid', 'true')
  await expect(trip.getByRole('textbox', { name: 'City' })).toBeFocused()
  await expect(trip.getByText(/number/)).toBeVisible()
  await expectSound(page)
  await shot(page, info, 'question-form-wrong')
  await trip.getByRole('textbox', { name: 'City' }).fill('Porto')
  await trip.getByRole('textbox', { name: 'Nights' }).fill('3')
  await trip.getByRole('combobox', { name: 'Room' }).click()
  await page.getByRole('option', { name: 'Double' }).click()
  await page.reload() // what was typed is kept
  await page.getByRole('button', { name: 'Answer: Where do you want to go?' }).click()
  await expect(trip.getByRole('textbox', { name: 'City' })).toHaveValue('Porto')
  await trip.getByRole('button', { name: 'Send' }).click()
  await expect(page.getByRole('heading', { name: 'One answer is needed' })).toBeVisible()

  const offer = await answering(page, 'Send this offer?')
  await offer.getByRole('textbox', { name: 'Price' }).fill('11')
  await offer.getByRole('button', { name: 'Approve' }).click()
  await expect(page.getByRole('heading', { name: /needed/ })).toHaveCount(0)

  await page.goto(`/${me.slug}/runs/${run}`)
  await expect(page.getByText('Completed', { exact: true }).first()).toBeVisible()
  await page.getByRole('tab', { name: 'Input and output' }).click()
  const output = page.getByRole('textbox', { name: 'Output', exact: true })
  for (const said of [/"choice": "Friday"/, /"city": "Porto"/, /"nights": 3/, /"price": 11/]) await expect(output).toHaveValue(said)
})

test('[journey.two-approve] two people in two browsers approve together; the first one is told what is missing', async ({
  page,
  context,
  browser,
  me,
}, info) => {
  const hers = await browser.newContext({ reducedMotion: 'reduce', colorScheme: 'dark' })
  const other = await grace(context, hers, me.slug)
  const title = 'Pay the invoice?'
  const run = await asking(context, me.slug, { pay: ask('human.two-person', { title, risk: 'high' }) })
  for (const one of [page, other]) {
    await one.goto(`/${me.slug}`)
    await expect(one.getByRole('button', { name: `Answer: ${title}` })).toBeVisible()
  }
  const mine = await answering(page, title)
  await expect(mine).toContainText('0 of 2 said yes')
  await mine.getByRole('textbox', { name: /^Comment/ }).fill('I counted twice.')
  await mine.getByRole('button', { name: 'Approve' }).click()
  await expect(mine).toContainText('You said yes, as the first')
  await expect(mine).toContainText('1 of 2 said yes')
  await expect(mine.getByRole('button')).toHaveCount(0)
  await expectSound(page)
  await shot(page, info, 'two-person-first')

  await other.reload()
  const theirs = await answering(other, title)
  await expect(theirs).toContainText('Ada Lovelace “I counted twice.”')
  await expectSound(other)
  await shot(other, info, 'two-person-second')
  await theirs.getByRole('button', { name: 'Approve' }).click()
  await expect(other.getByRole('heading', { name: /needed/ })).toHaveCount(0)
  await page.goto(`/${me.slug}/runs/${run}`)
  await expect(page.getByText('Completed', { exact: true }).first()).toBeVisible()
  await hers.close()
})

test('[journey.answered-by] whoever answers second is told who was first', async ({ page, context, browser, me }, info) => {
  const hers = await browser.newContext({ reducedMotion: 'reduce' })
  const other = await grace(context, hers, me.slug)
  const title = 'Which day suits you?'
  await asking(context, me.slug, { day: ask('human.choice', { title, options: ['Monday', 'Friday'] }) })
  await page.goto(`/${me.slug}`)
  await other.goto(`/${me.slug}`)
  const [mine, theirs] = [await answering(page, title), await answering(other, title)]
  await theirs.getByRole('button', { name: 'Monday' }).click()
  await expect(other.getByRole('heading', { name: /needed/ })).toHaveCount(0)
  await mine.getByRole('button', { name: 'Friday' }).click()
  await expect(page.getByText(/Grace Hopper/).first()).toBeVisible()
  await shot(page, info, 'answered-by')
  await hers.close()
})
