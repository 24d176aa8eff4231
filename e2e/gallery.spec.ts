import { agentWith, call, expect, expectSound, phone, shot, test } from './journeys.test-kit.ts'

const views = [
  { name: 'desk', use: {} },
  { name: 'phone', use: phone },
]
const cards = [
  ...['Balance', 'TransactionList', 'TransactionReceipt', 'TransferConfirm', 'Invoice', 'PaymentRequest', 'PaymentMethodPicker', 'Quote'],
  ...['Cart', 'ProductList', 'OrderStatus', 'Map', 'Schedule', 'ApprovalCard', 'IdentityForm', 'Chart'],
]

for (const { name, use } of views) {
  test.describe(name, () => {
    test.use(use)

    test('[journey.gallery] all sixteen cards stand in the gallery in every state, free of what WCAG 2.2 AA forbids', async ({ page, me }, info) => {
      const errors: string[] = []
      const elsewhere: string[] = []
      page.on('pageerror', (error) => errors.push(error.message))
      page.on('request', (request) => {
        if (new URL(request.url()).hostname !== 'localhost' && request.url().startsWith('http')) elsewhere.push(request.url())
      })
      await page.goto(`/${me.slug}/gallery`)
      await expect(page.getByRole('heading', { level: 1, name: 'Cards' })).toBeVisible()
      for (const card of cards) {
        const shelf = page.locator(`section[aria-labelledby="${card}"]`)
        await shelf.evaluate((element) => element.scrollIntoView())
        await expect(shelf.locator('figure').first()).toBeVisible()
        await expect(shelf.getByText('does not fit')).toBeVisible()
        await shot(page, info, `gallery-${card}`)
      }
      await expectSound(page)
      expect(errors).toEqual([])
      expect(elsewhere, 'nothing comes from another server').toEqual([])
    })
  })
}

test('[genui.keyboard] a time, a place and a quantity are chosen and sent by keyboard alone', async ({ page, context, me }) => {
  await page.goto(`/${me.slug}`)
  await page.keyboard.press('ControlOrMeta+k')
  await page.getByPlaceholder('Search or go to').fill('cards')
  await page.keyboard.press('Enter')
  await expect(page).toHaveURL(/\/gallery$/)
  const open = (card: string) => page.locator(`section[aria-labelledby="${card}"] figure`).first()

  await open('Map').getByRole('radio', { name: /Porto/ }).focus()
  await page.keyboard.press('ArrowDown')
  await expect(open('Map').getByRole('radio', { name: /Rotterdam/ })).toBeChecked()
  await open('Map').getByRole('button', { name: 'Choose Rotterdam' }).press('Enter')
  await expect(open('Map').getByText('Chosen by you')).toBeVisible()

  const time = open('Schedule').getByRole('radio').and(page.locator(':not(:disabled)')).first()
  await time.focus()
  await page.keyboard.press('Space')
  await expect(time).toBeChecked()
  await open('Schedule')
    .getByRole('button', { name: /^Book / })
    .press('Enter')
  await expect(open('Schedule').getByText('Booked by you')).toBeVisible()

  await open('Cart').getByRole('button', { name: 'One less: Harbour espresso beans' }).press('Enter')
  await expect(open('Cart').getByRole('button', { name: 'Order for €32.80' })).toBeVisible()
  await open('Cart').getByRole('button', { name: 'Remove Stoneware cup' }).press('Enter')
  await open('Cart').getByRole('button', { name: 'Order for €18.80' }).press('Enter')
  await expect(open('Cart').getByText('Ordered by you')).toBeVisible()

  // the same card in a real run: what the page sends is counts, and the server adds up
  const lines = [{ id: 'beans', title: 'Beans', quantity: 2, price: { amountMinor: '1250', currency: 'EUR', decimals: 2 } }]
  const nodes = { cart: { block: 'show.cart', version: 1, inputs: { lines: { kind: 'literal', value: lines } }, position: { x: 0, y: 0 } } }
  const agent = await agentWith(context, me.slug, 'Shop', { nodes, wires: [] })
  const { id } = await call<{ id: string }>(context, 'POST', `/api/workspaces/${me.slug}/runs`, { agent, input: {} })
  await page.goto(`/${me.slug}`)
  await page.getByRole('button', { name: 'Answer: Your cart' }).click()
  await page.getByRole('button', { name: 'One less: Beans' }).click()
  const sent = page.waitForRequest((request) => request.method() === 'POST' && request.url().includes('/waits/'))
  await page.getByRole('button', { name: 'Order for €12.50' }).click()
  expect((await sent).postDataJSON()).toMatchObject({ outcome: 'answered', value: { quantities: { beans: 1 } } })
  await expect
    .poll(async () => (await call<{ output?: { cart?: { total?: unknown } } }>(context, 'GET', `/api/workspaces/${me.slug}/runs/${id}`)).output?.cart?.total)
    .toEqual({ amountMinor: '1250', currency: 'EUR', decimals: 2 })
})
