import { randomUUID } from 'node:crypto'
import { serveCopilotPage } from './copilotkit.test-kit.ts'
import { agentFrom, expect, shot, test } from './journeys.test-kit.ts'

test('[copilotkit.page] an unchanged CopilotKit page chats, draws tools, takes an answer in the chat, is the same after a reload, and calls no other host', async ({
  page,
  context,
  me,
  baseURL,
}, info) => {
  const agent = await agentFrom(context, me.slug, 'payments-assistant')
  const others: string[] = []
  page.on('request', (request) => {
    const { protocol, origin } = new URL(request.url())
    if (protocol.startsWith('http') && origin !== new URL(String(baseURL)).origin) others.push(request.url())
  })
  const wrong: string[] = []
  page.on('pageerror', (error) => wrong.push(error.message))
  page.on('console', (message) => {
    if (message.type() === 'error') wrong.push(message.text())
  })
  await serveCopilotPage(page)
  await page.goto(`/copilotkit-page/?agent=${agent}&thread=${randomUUID()}`)

  const say = async (text: string) => {
    await page.getByRole('textbox').fill(text)
    await page.getByRole('textbox').press('Enter')
    await expect(page.getByText(text, { exact: true }).last()).toBeVisible()
  }
  const decision = page.getByRole('region', { name: 'Decision' })
  const balance = page.getByRole('region', { name: 'Balance' })

  await say('What is my balance?')
  await expect(balance).toContainText('EUR')
  await expect(balance).toHaveAttribute('data-status', 'complete')
  await expect(page.getByText(/in Savings\./)).toBeVisible()
  await shot(page, info, 'copilotkit-chat')

  await say('Send 25 EUR to Anna')
  await expect(decision).toContainText('25.00 EUR')
  await shot(page, info, 'copilotkit-decision')

  await page.reload()
  await expect(decision).toContainText('25.00 EUR')
  await expect(balance).toContainText('EUR')
  await expect(page.getByText('What is my balance?', { exact: true })).toBeVisible()

  await decision.getByRole('button', { name: 'Approve' }).click()
  await expect(decision).toHaveCount(0)
  await expect(page.getByText(/Done|sent/i).last()).toBeVisible()
  await shot(page, info, 'copilotkit-done')

  await page.reload()
  await expect(page.getByText('Send 25 EUR to Anna', { exact: true })).toBeVisible()
  await expect(page.getByText(/Done|sent/i).last()).toBeVisible()
  await expect(decision).toHaveCount(0)
  await say('What is my balance?')
  await expect(balance).toHaveCount(2)
  expect(others).toEqual([])
  expect(wrong).toEqual([])
})
