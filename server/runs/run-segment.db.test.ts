import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { closeDurable } from '../durable/index.ts'
import type { Principal } from '../kernel/principal.ts'
import { testDatabase } from '../platform/test-database.ts'
import { agentWith, begin, eventsOf, flowOf, somebody, startWorkerProcess, stepsOf, until, type WorkerProcess } from './runs.test-kit.ts'

let database: Awaited<ReturnType<typeof testDatabase>>
let worker: WorkerProcess
let ada: Principal

beforeAll(async () => {
  database = await testDatabase()
  worker = await startWorkerProcess()
  ada = await somebody()
})
afterAll(async () => {
  await worker?.stop()
  await closeDurable()
  await database?.drop()
})

describe('a run', () => {
  it('goes through its flow in a worker and ends with the output of its last nodes', async () => {
    const agent = await agentWith(
      ada,
      flowOf({
        nodes: { start: { block: 'manual.start' }, id: { block: 'random.id' }, say: { block: 'reply.text', inputs: { text: 'Hello' } } },
        wires: ['start.done > id.after', 'id.done > say.after'],
      }),
    )
    const run = await begin(ada, agent)
    const ended = await until(run, 'completed', 'failed')
    expect(ended).toMatchObject({ status: 'completed', epoch: 1, segment: 1 })
    expect(await stepsOf(run)).toEqual(['id', 'say'])
    const kinds = (await eventsOf(run)).map((event) => event.kind)
    expect(kinds.slice(0, 3)).toEqual(['run.created', 'run.queued', 'run.started'])
    expect(kinds.at(-1)).toBe('run.completed')
  })
})
