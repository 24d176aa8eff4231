import { once } from 'node:events'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { z } from 'zod'
import { loadBlocks } from '../blocks/index.ts'
import { closeDurable } from '../durable/index.ts'
import { type Block, defineBlock } from '../engine/define-block.ts'
import { eventKinds } from '../engine/events.ts'
import type { Flow } from '../engine/flow.ts'
import { secretOf } from '../engine/port-types.ts'
import { setSecret } from '../environments/index.ts'
import { AppError } from '../kernel/errors.ts'
import { newId } from '../kernel/ids.ts'
import type { Json } from '../kernel/json.ts'
import type { Principal } from '../kernel/principal.ts'
import { createFeed } from '../memory/feed/index.ts'
import { asSystem, inWorkspace } from '../platform/db.ts'
import { testDatabase } from '../platform/test-database.ts'
import { setService } from '../services/index.ts'
import { expireWaits } from './expire-waits.ts'
import { answerWait, cancelRun, getRun, pauseRun, resumeRun, runSegment, tellRun } from './index.ts'
import { nudgeWaits } from './nudge-waits.ts'
import { agentWith, begin, eventually, flowOf, somebody, stateOf, until } from './runs.test-kit.ts'

const shared = { summary: 'For tests.', category: 'test', icon: 'flask', examples: [] }
const any = z.custom<Json>((value) => value !== undefined)
let tries = 0
let entered = Promise.withResolvers<void>()
const letGo = Promise.withResolvers<void>()

/** Uses the hands that no block of the catalogue needs, and is tried twice. */
const busy = defineBlock({
  ...shared,
  id: 'test.busy',
  title: 'Busy',
  effect: 'external',
  idempotent: true,
  needs: ['log', 'progress', 'secrets', 'say'],
  input: z.object({ key: secretOf('test') }),
  output: z.object({ length: z.number() }),
  run: async ({ input, log, progress, secrets, say }) => {
    progress(1, 2, 'half way')
    log('opening')
    say.text({ text: 'working' })
    const opened = await secrets.open(input.key)
    if (tries++ === 0) throw new AppError('unavailable', 'Not yet.')
    return { length: opened.length }
  },
})
const large = defineBlock({
  ...shared,
  id: 'test.large',
  title: 'Large',
  effect: 'recorded',
  input: z.object({}),
  output: z.object({ text: z.string() }),
  run: () => ({ text: 'x'.repeat(100_000) }),
})
const anything = defineBlock({
  ...shared,
  id: 'test.any',
  title: 'Any',
  effect: 'recorded',
  input: z.object({}),
  output: z.object({ value: any }),
  run: () => ({ value: 7 }),
})
const slow = defineBlock({
  ...shared,
  id: 'test.slow',
  title: 'Slow',
  effect: 'external',
  input: z.object({}),
  output: z.object({}),
  run: async () => {
    entered.resolve()
    await letGo.promise
    return {}
  },
})

let database: Awaited<ReturnType<typeof testDatabase>>
let ada: Principal
let blocks: ReadonlyMap<string, Block>
let server: Server
beforeAll(async () => {
  database = await testDatabase()
  ada = await somebody()
  blocks = new Map([...(await loadBlocks()), ...[busy, large, anything, slow].map((block): [string, Block] => [block.card.id, block])])
  server = createServer((_request, response) => void response.end('fine'))
  await once(server.listen(0, '127.0.0.1'), 'listening')
})
afterAll(async () => {
  delete process.env.HEARTH_ALLOW_PRIVATE_ADDRESSES
  server?.close()
  await closeDurable()
  await database?.drop()
})

const publish = (flow: Flow) => agentWith(ada, flow, new Map([...blocks].map(([id, block]) => [id, block.card])))
const start = async (sketch: Parameters<typeof flowOf>[0]) => begin(ada, await publish(flowOf(sketch)))
/** This test is the worker: it walks the segment that the run has come to. */
const work = async (run: string) => runSegment(run, (await stateOf(run)).segment, Promise.resolve(blocks))
const ask = (block: string, more: Record<string, unknown> = {}) => start({ nodes: { ask: { block, inputs: { title: 'Go?', ...more } } } })
const waitOf = async (run: string) => (await getRun(ada, { workspace: ada.workspaceSlug, run })).waits[0]?.id ?? ''
const told = async () =>
  new Set((await asSystem((tx) => tx.sql<{ kind: string }>`select distinct e.kind from feed_entry e join run r on r.id = e.feed_id`)).map(({ kind }) => kind))

it('[events.closed] every kind of event there is is told by runs, and none that is not declared', { timeout: 180_000 }, async () => {
  // steps: begun, tried again, helped by hands, skipped, with large values and wrong ones, refused
  await setSecret(ada, { name: 'test-key', hosts: ['api.example.com'], environment: 'production', value: 'secret!' })
  const flow = flowOf({
    nodes: { busy: { block: 'test.busy' }, gate: { block: 'control.gate', inputs: { open: false } }, end: { block: 'random.id' } },
    wires: ['busy.done > gate.after', 'gate.value > end.after'],
  })
  const whole: Flow = {
    ...flow,
    nodes: {
      ...flow.nodes,
      busy: { ...(flow.nodes.busy ?? { block: '', version: 1, position: { x: 0, y: 0 } }), inputs: { key: { kind: 'secret', name: 'test-key' } } },
    },
  }
  const steps = await begin(ada, await publish(whole))
  await work(steps)
  await until(steps, 'completed')

  const values = await start({ nodes: { big: { block: 'test.large' }, say: { block: 'reply.text' } }, wires: ['big.text > say.text'] })
  await work(values)
  const wrong = await start({ nodes: { any: { block: 'test.any' }, say: { block: 'reply.text' } }, wires: ['any.value > say.text'] })
  await work(wrong)
  const refused = await start({ nodes: { get: { block: 'http.request', inputs: { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/` } } } })
  await work(refused)
  expect((await stateOf(refused)).error).toMatchObject({ code: 'address-refused' })

  // a service whose turn must be waited for, and a model
  process.env.HEARTH_ALLOW_PRIVATE_ADDRESSES = '1'
  const service = `127.0.0.1:${(server.address() as AddressInfo).port}`
  await setService(ada, { service, rate: { calls: 1, seconds: 1 }, circuit: null })
  const get = { block: 'http.request', inputs: { url: `http://${service}/` } }
  await work(await start({ nodes: { one: get, two: get } }))
  await work(await start({ nodes: { call: { block: 'model.call', inputs: { prompt: 'Hello' } } } }))

  // something said to a run at work
  const outlet = newId()
  await inWorkspace(ada.workspaceId, (tx) => createFeed(tx, { id: outlet, workspaceId: ada.workspaceId, kind: 'room' }))
  const steered = await begin(ada, await publish(flowOf({ nodes: { loop: { block: 'agent.loop', inputs: { message: 'Hello' } } } })), {}, { outlet })
  const word = { id: newId(), workspaceId: ada.workspaceId, runId: steered, messageId: newId(), text: 'Be brief.', personId: ada.personId, author: 'Ada' }
  await inWorkspace(ada.workspaceId, (tx) => tellRun(tx, word))
  await work(steered)

  // people
  const two = await ask('human.two-person')
  await work(two)
  await answerWait(ada, { wait: await waitOf(two), outcome: 'approved', value: {} })
  const soon = 0.00001
  const nudged = await ask('human.escalated-approval', { remindEvery: soon, escalateAfter: soon, escalateRoles: ['admin'], hours: 1 })
  await work(nudged)
  await eventually(async () => {
    await nudgeWaits()
    const kinds = await told()
    return kinds.has('human.reminded') && kinds.has('human.escalated') ? true : undefined
  }, 'a reminder and an escalation')
  await asSystem((tx) => tx.sql`update run_wait set deadline = clock_timestamp() - interval '1 second' where run_id = ${nudged}`)
  await expireWaits()
  const asked = await ask('human.approval')
  await work(asked)
  await pauseRun(ada, { run: asked })
  await resumeRun(ada, { run: asked })
  await answerWait(ada, { wait: await waitOf(asked), outcome: 'approved', value: {} })
  await work(asked)
  await until(asked, 'completed')

  // waits for a moment, flows inside, the end by a person, another worker
  await work(await start({ nodes: { sleep: { block: 'control.sleep', inputs: { ms: 1 } } } }))
  const inner = await publish(flowOf({ nodes: { id: { block: 'random.id' } } }))
  await work(await start({ nodes: { call: { block: 'flow.execute', inputs: { agent: inner } } } }))
  const failing = await publish(flowOf({ nodes: { stop: { block: 'control.fail', inputs: { message: 'No.' } } } }))
  await work(await start({ nodes: { call: { block: 'flow.execute', inputs: { agent: failing } } } }))
  await cancelRun(ada, { run: await ask('human.approval') })
  const taken = await start({ nodes: { id: { block: 'random.id' }, slow: { block: 'test.slow' } }, wires: ['id.done > slow.after'] })
  const first = work(taken)
  await entered.promise
  entered = Promise.withResolvers<void>()
  const second = work(taken)
  await entered.promise
  letGo.resolve()
  await Promise.all([first, second])
  await until(taken, 'completed')

  expect([...(await told())].sort()).toEqual([...eventKinds].sort())
})
