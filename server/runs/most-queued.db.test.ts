import { afterAll, beforeAll, expect, it } from 'vitest'
import { closeDurable } from '../durable/index.ts'
import { testDatabase } from '../platform/test-database.ts'
import { agentWith, begin, flowOf, somebody } from './runs.test-kit.ts'

let database: Awaited<ReturnType<typeof testDatabase>>
beforeAll(async () => {
  database = await testDatabase()
  process.env.HEARTH_MOST_QUEUED = '3'
})
afterAll(async () => {
  delete process.env.HEARTH_MOST_QUEUED
  await closeDurable()
  await database?.drop()
})

it('[run.most-queued] refuses another run when a workspace has too many waiting, and still knows those it has', async () => {
  const ada = await somebody()
  const flow = flowOf({ nodes: { say: { block: 'reply.text', inputs: { text: 'Hi' } } } })
  const agent = await agentWith(ada, flow)
  const first = await begin(ada, agent, {}, { idempotencyKey: 'one' })
  await begin(ada, agent)
  await begin(ada, agent)
  await expect(begin(ada, agent)).rejects.toMatchObject({ code: 'too-many-requests', message: expect.stringMatching(/3 runs waiting/) })
  expect(await begin(ada, agent, {}, { idempotencyKey: 'one' })).toBe(first)
  const bob = await somebody()
  await begin(bob, await agentWith(bob, flow))
})
