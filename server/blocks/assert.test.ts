import { expect, it } from 'vitest'
import { flow, node, walkLocally, within } from '../engine/flow.test-kit.ts'
import { loadBlocks } from './index.ts'

const blocks = await loadBlocks()
const asserts = (condition: boolean) => node('control.assert', { condition, message: 'The order is empty.' })

it('[blocks.assert] fails the run with its own code and message, unless something takes the failure', async () => {
  const walked = async (made: Parameters<typeof walkLocally>[0]) => (await walkLocally(made, { blocks })).outcome
  expect(await walked(flow({ check: asserts(true) }))).toMatchObject({ status: 'completed', output: { check: { value: true } } })
  expect(await walked(flow({ check: asserts(false) }))).toMatchObject({
    status: 'failed',
    path: 'check',
    error: { code: 'assertion-failed', message: 'The order is empty.', retry: 'never' },
  })
  const handled = await walked(flow({ try: node('control.try'), check: within('try', asserts(false)) }))
  expect(handled).toMatchObject({ status: 'completed', output: { try: { failure: { code: 'assertion-failed', message: 'The order is empty.' } } } })
})
