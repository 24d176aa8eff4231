import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { pets } from '../components/editor/openapi/pets.test-kit.ts'
import { canvasOn } from './canvas.test-kit.ts'
import { agentFrom, call, expect, expectSound, phone, shot, signedUp, test } from './journeys.test-kit.ts'

test.use({ viewport: { width: 1440, height: 900 } })

/** A service with pets, and what it was asked. */
let service: Server
let address = ''
const asked: { method: string; url: string; body: string }[] = []
test.beforeAll(async () => {
  service = createServer((request, response) => {
    const parts: Buffer[] = []
    request.on('data', (part: Buffer) => parts.push(part))
    request.on('end', () => {
      const { method = '', url = '' } = request
      response.setHeader('content-type', 'application/json')
      if (url === '/openapi.json') return response.end(JSON.stringify(pets(address)))
      asked.push({ method, url, body: Buffer.concat(parts).toString() })
      response.end(JSON.stringify({ id: 7, name: 'Rex', kind: 'dog' }))
    })
  })
  await new Promise<void>((done) => service.listen(0, '127.0.0.1', done))
  address = `http://127.0.0.1:${(service.address() as AddressInfo).port}`
})
test.afterAll(() => new Promise((done) => service.close(done)))

test('[journey.openapi] operations are chosen from a document at an address, become blocks with a port for each parameter, and call the service', async ({
  page,
  context,
  me,
}, info) => {
  const { id } = await call<{ id: string }>(context, 'POST', `/api/workspaces/${me.slug}/agents`, { name: 'Kennel' })
  const canvas = canvasOn(page)
  await canvas.open(`/${me.slug}/agents/${id}`)
  await canvas.add('manual start', 'Manual start')
  await page.keyboard.press('Escape')
  await page.getByRole('button', { name: 'More', exact: true }).first().click()
  await page.getByRole('menuitem', { name: 'From an OpenAPI document' }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByLabel('Or paste it').fill('openapi: 3.0.0\npaths: {}')
  await dialog.getByRole('button', { name: 'Read what is pasted' }).click()
  await expect(dialog.getByText('This document has no operation that can be called.')).toBeVisible()
  await expectSound(page)
  await shot(page, info, 'openapi-source')
  await dialog.getByLabel('Address').fill(`${address}/openapi.json`)
  await dialog.getByRole('button', { name: 'Read', exact: true }).click()
  await expect(dialog.getByRole('heading', { name: 'Pets', exact: true })).toBeVisible()
  await dialog.getByRole('checkbox', { name: 'List pets' }).click()
  await expect(dialog.getByText('“session” goes into a cookie that is not filled.')).toBeVisible()
  await expect(dialog.getByLabel('Secret for its key')).toHaveValue('pets-key')
  await expectSound(page)
  await shot(page, info, 'openapi-operations')
  await page.setViewportSize(phone.viewport)
  await shot(page, info, 'openapi-operations')
  await page.setViewportSize({ width: 1440, height: 900 })
  await dialog.getByRole('checkbox', { name: 'List pets' }).click()
  await dialog.getByRole('checkbox', { name: 'Get pet' }).click()
  await dialog.getByRole('button', { name: 'Add one block' }).click()
  await expect(canvas.block('Get pet')).toBeVisible()
  await canvas.inspector.getByLabel('petId', { exact: true }).fill('7')
  await expect(canvas.saved).toBeVisible()
  await shot(page, info, 'openapi-block')
  await page.getByRole('button', { name: 'Try it' }).click()
  const panel = page.getByRole('region', { name: 'Try it' })
  await panel.getByRole('button', { name: 'Try the draft' }).click()
  await expect(panel.getByLabel('Output', { exact: true })).toHaveValue(/Rex/)
  expect(asked).toEqual([{ method: 'GET', url: '/v1/pets/7', body: '' }])
})

test('[journey.own-templates] a flow is kept as a template without its key, taken by a colleague, brought up to date and removed', async ({
  page,
  context,
  browser,
  me,
}, info) => {
  const agent = await agentFrom(context, me.slug, 'support-triage')
  const canvas = canvasOn(page)
  await canvas.open(`/${me.slug}/agents/${agent}`)
  await canvas.add('http', 'HTTP request')
  await canvas.inspector.getByLabel('Address', { exact: true }).fill('https://crm.example.com/?api_key=k123')
  await page.keyboard.press('Escape')
  const save = async () => {
    await page.getByRole('button', { name: 'More', exact: true }).first().click()
    await page.getByRole('menuitem', { name: 'Save as a template' }).click()
    return page.getByRole('dialog', { name: 'Save as a template' })
  }
  const dialog = await save()
  await dialog.getByLabel('Name', { exact: true }).fill('Our triage')
  await expect(dialog.getByRole('list', { name: 'Left out' })).toContainText('api_key in an address')
  await expectSound(page)
  await shot(page, info, 'template-save')
  await dialog.getByRole('button', { name: 'Save as a template' }).click()
  await expect(page.getByText('“Our triage” is a template of this workspace')).toBeVisible()
  expect(JSON.stringify(await call(context, 'GET', `/api/workspaces/${me.slug}/templates`))).not.toContain('k123')

  const hers = await browser.newContext({ reducedMotion: 'reduce', viewport: { width: 1440, height: 900 } })
  const grace = await signedUp(hers, 'Grace Hopper')
  await call(context, 'PUT', `/api/workspaces/${me.slug}/members`, { email: grace.email, role: 'editor' })
  const other = await hers.newPage()
  await other.goto(`/${me.slug}/agents/new`)
  const ours = other.getByRole('region', { name: 'From this workspace' })
  await expect(ours).toContainText('Saved by Ada Lovelace')
  await expect(ours.getByRole('button', { name: 'More on Our triage' })).toHaveCount(0)
  await expectSound(other)
  await shot(other, info, 'template-gallery')
  await ours.getByRole('button', { name: 'Use Our triage' }).click()
  await expect(canvasOn(other).block('HTTP request')).toBeVisible()
  await hers.close()

  await canvas.add('reply', 'Reply')
  const again = await save()
  await expect(again.getByLabel('Name', { exact: true })).toHaveValue('Our triage')
  await again.getByRole('button', { name: 'Bring it up to date' }).click()
  await expect(again).toBeHidden()
  await page.goto(`/${me.slug}/agents/new`)
  await page.getByRole('button', { name: 'More on Our triage' }).click()
  await page.getByRole('menuitem', { name: 'Change its words' }).click()
  await page.getByRole('dialog').getByLabel('Things to ask it').fill('My order is late')
  await page.getByRole('dialog').getByRole('button', { name: 'Save', exact: true }).click()
  await expect(page.getByText('“My order is late”')).toBeVisible()
  await page.setViewportSize(phone.viewport)
  await expectSound(page)
  await shot(page, info, 'template-gallery')
  await page.getByRole('button', { name: 'More on Our triage' }).click()
  await page.getByRole('menuitem', { name: 'Remove' }).click()
  await page.getByRole('alertdialog').getByRole('button', { name: 'Remove' }).click()
  await expect(page.getByText('From this workspace')).toHaveCount(0)
})

test('[journey.test-chat] one talks to the draft beside its canvas, blocks light up, a question is answered in place, and nothing is among the rooms', async ({
  page,
  context,
  me,
}, info) => {
  const agent = await agentFrom(context, me.slug, 'payments-assistant')
  const canvas = canvasOn(page)
  await canvas.open(`/${me.slug}/agents/${agent}`)
  await canvas.add('change case', 'Change case')
  await page.keyboard.press('Escape')
  await page.getByRole('button', { name: 'Test chat' }).click()
  const chat = page.getByRole('complementary', { name: 'Test chat' })
  await expect(chat.getByRole('heading', { name: 'Talk to the draft' })).toBeVisible()
  await expectSound(page)
  await shot(page, info, 'test-chat-empty')
  const field = chat.getByRole('textbox', { name: 'Message' })
  // a draft that cannot run says what is wrong, and keeps the words
  await field.fill('Send 25 EUR to Anna')
  await field.press('Enter')
  await expect(chat.getByText(/Not tried: "Change case" needs/)).toBeVisible()
  await shot(page, info, 'test-chat-refused')
  await canvas.select('Change case')
  await canvas.inspector.getByRole('button', { name: 'Delete' }).click()
  await chat.getByRole('button', { name: 'Try again' }).click()
  const waiting = chat.getByRole('button', { name: 'Send €25.00' })
  await expect(waiting).toBeVisible()
  await expect(canvas.block('Payments assistant')).toContainText('waits for a person')
  await expectSound(page)
  await shot(page, info, 'test-chat-asks')
  await waiting.click()
  await expect(chat.getByText(/Done: 25\.00 EUR went to Anna Keller/).first()).toBeVisible()
  await shot(page, info, 'test-chat-answered')
  await chat.getByRole('button', { name: 'Keep the last message as a sample' }).click()
  await expect(page.getByText('Kept as a sample message')).toBeVisible()
  expect(await call(context, 'GET', `/api/workspaces/${me.slug}/rooms`)).toEqual({ rooms: [] })
  const { runs } = await call<{ runs: { trigger: string; revisionNumber: number }[] }>(context, 'GET', `/api/workspaces/${me.slug}/runs`)
  expect(runs).toMatchObject([{ trigger: 'try', revisionNumber: 0 }])

  await chat.getByRole('button', { name: 'Begin anew' }).click()
  await chat.getByRole('list', { name: 'Sample messages' }).getByRole('button', { name: 'Send 25 EUR to Anna' }).click()
  await expect(field).toHaveValue('Send 25 EUR to Anna')
  await page.setViewportSize(phone.viewport)
  await expect(page.getByRole('dialog', { name: 'Test chat' })).toBeVisible()
  await expectSound(page)
  await shot(page, info, 'test-chat-phone')
})
