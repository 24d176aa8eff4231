import { LLMock } from '@copilotkit/aimock'
import { play, recorded } from '../server/copilot/recorded.test-kit.ts'
import { canvasOn } from './canvas.test-kit.ts'
import { agentWith, call, expect, expectSound, phone, shot, test } from './journeys.test-kit.ts'

const one = recorded['adds a block to a wire']
if (!one) throw new Error('no such recording')
const mock = new LLMock({ port: 0, strict: true })
test.beforeAll(async () => {
  await mock.start()
  play(mock, one)
})
test.afterAll(() => mock.stop())

test.use({ viewport: { width: 1440, height: 900 } })

test('[journey.copilot] a change is asked for, looked at on the canvas, taken in part, and taken back', async ({ page, context, me }, info) => {
  const agent = await agentWith(context, me.slug, 'Greeter', one.flow)
  const canvas = canvasOn(page)
  await canvas.open(`/${me.slug}/agents/${agent}`)
  await page.getByRole('button', { name: 'Copilot', exact: true }).click()
  const panel = page.getByRole('complementary', { name: 'Copilot' })
  await expect(panel.getByRole('heading', { name: 'Say what the flow should do' })).toBeVisible()
  await expectSound(page)
  await shot(page, info, 'copilot-empty')

  // without a model it says so, and the words stay
  const field = panel.getByRole('textbox', { name: 'What should change?' })
  await field.fill(one.request)
  await field.press('Enter')
  await expect(panel.getByRole('alert')).toContainText('No model is connected')
  await expect(panel.getByRole('link', { name: 'Connect a model' })).toHaveAttribute('href', `/${me.slug}/settings/models`)
  await expect(field).toHaveValue(one.request)
  await shot(page, info, 'copilot-no-model')

  const model = { provider: 'compatible', label: 'Ours', baseUrl: `${mock.url}/v1`, defaultModel: 'llama-4' }
  await call(context, 'POST', `/api/workspaces/${me.slug}/models`, model)
  await field.press('Enter')
  await expect(panel.getByText('It answers with a greeting now.')).toBeVisible()
  await expect(canvas.block('Text template')).toBeHidden()
  await expectSound(page)
  await shot(page, info, 'copilot-offer')

  await panel.getByRole('button', { name: 'Look at it' }).click()
  const proposal = page.getByRole('region', { name: 'Proposed change' })
  await expect(proposal.getByRole('status')).toContainText('1 block added')
  await expect(proposal.getByRole('button', { name: 'Take all' })).toBeEnabled()
  await expectSound(page)
  await shot(page, info, 'copilot-proposal')
  await proposal.getByRole('checkbox', { name: 'Reply' }).click()
  await proposal.getByRole('button', { name: 'Take 1 of 2' }).click()
  await expect(proposal).toBeHidden()
  await expect(panel.getByText('Taken')).toBeVisible()
  await expect(canvas.block('Text template')).toBeVisible()
  // the reply goes on as it did
  await expect(canvas.flow.getByLabel('Wire from Text of shout to Text of reply')).toBeAttached()
  await expect(canvas.saved).toBeVisible()

  await page.getByRole('button', { name: 'Undo' }).click()
  await expect(canvas.block('Text template')).toBeHidden()

  // the talk survives a reload
  await page.reload()
  await page.getByRole('button', { name: 'Copilot', exact: true }).click()
  await expect(panel.getByText('It answers with a greeting now.')).toBeVisible()

  await page.setViewportSize(phone.viewport)
  await expect(page.getByRole('dialog', { name: 'Copilot' })).toBeVisible()
  await expectSound(page)
  await shot(page, info, 'copilot-phone')
})
