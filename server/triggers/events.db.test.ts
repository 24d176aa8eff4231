import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { closeDurable } from '../durable/index.ts'
import { newId } from '../kernel/ids.ts'
import type { Principal } from '../kernel/principal.ts'
import { asSystem, inWorkspace } from '../platform/db.ts'
import { testDatabase } from '../platform/test-database.ts'
import { answerWait } from '../runs/index.ts'
import { agentWith, begin, eventsOf, eventually, flowOf, somebody, startWorkerProcess, stateOf, until, type WorkerProcess } from '../runs/runs.test-kit.ts'
import { deliverEvents } from './deliver-events.ts'
import { removeOldEvents } from './deliver-store.ts'
import { runsOf, triggered } from './triggers.test-kit.ts'

let database: Awaited<ReturnType<typeof testDatabase>>
let workers: WorkerProcess[]
let ada: Principal
beforeAll(async () => {
  database = await testDatabase()
  workers = await Promise.all([startWorkerProcess(), startWorkerProcess()])
  ada = await somebody()
})
afterAll(async () => {
  await Promise.all(workers?.map((worker) => worker.stop()) ?? [])
  await closeDurable()
  await database?.drop()
})

const emitting = (topic: string, payload: unknown) => flowOf({ nodes: { emit: { block: 'event.emit', inputs: { topic, payload } } } })
const onEvent = (topic: string) =>
  flowOf({ nodes: { start: { block: 'event.start', inputs: { topic } }, text: { block: 'convert.to-text' } }, wires: ['start.payload > text.value'] })
const some = async (agent: string, count: number) =>
  await eventually(async () => {
    const runs = await runsOf(agent)
    return runs.length >= count && runs.every(({ status }) => status === 'completed') ? runs : undefined
  }, `${count} runs`)

describe('events between flows', () => {
  it('[runs.key-drop] start nothing where a flow wants no more of its runs at once, and are delivered all the same', async () => {
    const nodes = { start: { block: 'event.start', inputs: { topic: 'limit.said' } }, ask: { block: 'human.approval', inputs: { title: 'Go?' } } }
    const agent = await triggered(ada, { ...flowOf({ nodes, wires: ['start.done > ask.after'] }), concurrency: { most: 1, beyond: 'drop' } })
    const emitter = await agentWith(ada, emitting('limit.said', 1))
    for (let i = 0; i < 3; i++) await until(await begin(ada, emitter), 'completed')
    await eventually(async () => {
      const open = await asSystem((tx) => tx.sql`select id from flow_event where topic = 'limit.said' and delivered_at is null`)
      return open.length === 0 ? true : undefined
    }, 'all three to be delivered')
    expect(await runsOf(agent)).toHaveLength(1)
  })

  it('[upkeep.events] are removed a week after they were delivered, and signals when nobody can receive them any more', async () => {
    const ended = await begin(ada, await agentWith(ada, emitting('upkeep.said', 1)))
    await until(ended, 'completed')
    const ids = { old: newId(), fresh: newId(), lost: newId() }
    await asSystem(async (tx) => {
      await tx.sql`insert into flow_event (id, workspace_id, topic, payload, at, delivered_at) values
        (${ids.old}, ${ada.workspaceId}, 'upkeep.a', '1', now() - interval '9 days', now() - interval '8 days'),
        (${ids.fresh}, ${ada.workspaceId}, 'upkeep.a', '1', now() - interval '9 days', now() - interval '6 days'),
        (${ids.lost}, ${ada.workspaceId}, ${`signal:${ended}:x`}, '1', now() - interval '2 days', null)`
    })
    await removeOldEvents()
    const left = await asSystem((tx) => tx.sql<{ id: string }>`select id from flow_event where id = any(${Object.values(ids)}::uuid[])`)
    expect(left).toEqual([{ id: ids.fresh }])
  })

  it('[flow.events] start every flow that listens to their topic, once for each event, in the workspace they are said in', async () => {
    const bob = await somebody()
    const [first, second, other, foreign] = [
      await triggered(ada, onEvent('orders.paid')),
      await triggered(ada, onEvent('orders.paid')),
      await triggered(ada, onEvent('orders.lost')),
      await triggered(bob, onEvent('orders.paid')),
    ]
    const emitter = await agentWith(ada, emitting('orders.paid', { order: 7 }))
    const said = [await begin(ada, emitter), await begin(ada, emitter), await begin(ada, emitter)]
    for (const agent of [first, second]) {
      const runs = await some(agent, 3)
      expect(runs).toHaveLength(3)
      expect(new Set(runs.map(({ parent }) => parent))).toEqual(new Set(said))
      expect(runs[0]).toMatchObject({ trigger: 'event', depth: 1, input: { payload: { order: 7 }, topic: 'orders.paid' } })
    }
    await Promise.all([1, 2, 3].map(() => deliverEvents()))
    expect(await runsOf(first)).toHaveLength(3)
    expect(await runsOf(other)).toEqual([])
    expect(await runsOf(foreign)).toEqual([])
  })

  it('[flow.events] are neither lost nor delivered twice when a worker is killed', async () => {
    const listening = await triggered(ada, onEvent('parcels.sent'))
    const emitter = await agentWith(ada, emitting('parcels.sent', 'parcel'))
    const doomed = await startWorkerProcess()
    const said = await Promise.all(Array.from({ length: 30 }, () => begin(ada, emitter)))
    await eventually(async () => ((await runsOf(listening)).length >= 5 ? true : undefined), 'the first events to arrive')
    await doomed.stop('SIGKILL')
    for (const run of said) await until(run, 'completed')
    await some(listening, 30)
    await eventually(async () => ((await openTopics('parcels.sent')) === 0 ? true : undefined), 'all events to be delivered')
    const runs = await runsOf(listening)
    expect(runs).toHaveLength(30)
    expect(new Set(runs.map(({ parent }) => parent))).toEqual(new Set(said))
  })

  it('[flow.events] are heard by runs that wait for them, and not by those that begin to wait later', async () => {
    const listener = await agentWith(ada, flowOf({ nodes: { hear: { block: 'event.listen', inputs: { topic: 'doors.open' } } } }))
    const emitter = await agentWith(ada, emitting('doors.open', 'now'))
    const early = [await begin(ada, listener), await begin(ada, listener)]
    for (const run of early) await until(run, 'waiting')
    await until(await begin(ada, emitter), 'completed')
    for (const run of early) expect(JSON.stringify((await until(run, 'completed')).output)).toContain('now')
    const late = await begin(ada, listener)
    await until(late, 'waiting')
    await deliverEvents()
    expect((await stateOf(late)).status).toBe('waiting')
  })

  it('[flow.events] start no flow for ever that emits what it listens to', async () => {
    const circle = flowOf({
      nodes: { start: { block: 'event.start', inputs: { topic: 'round' } }, emit: { block: 'event.emit', inputs: { topic: 'round' } } },
      wires: ['start.payload > emit.payload'],
    })
    const agent = await triggered(ada, circle)
    await until(await begin(ada, await agentWith(ada, emitting('round', 1))), 'completed')
    const runs = await some(agent, 16)
    await eventually(async () => ((await openTopics('round')) === 0 ? true : undefined), 'the last event to be delivered')
    expect(Math.max(...runs.map(({ depth }) => depth))).toBe(16)
    expect(await runsOf(agent)).toHaveLength(16)
  })
})

describe('signals', () => {
  const receiving = flowOf({
    nodes: {
      hold: { block: 'human.approval', inputs: { title: 'Go on?' } },
      one: { block: 'signal.receive', inputs: { name: 'go' } },
      two: { block: 'signal.receive', inputs: { name: 'go' } },
    },
    wires: ['hold.done > one.after', 'one.done > two.after'],
  })
  const sendTo = async (run: string, payload: unknown) =>
    until(
      await begin(ada, await agentWith(ada, flowOf({ nodes: { send: { block: 'signal.send', inputs: { run, name: 'go', payload } } } }))),
      'completed',
      'failed',
    )
  const received = async (run: string) =>
    Object.fromEntries(
      (await eventsOf(run)).flatMap((event) => (event.kind === 'node.completed' && event.block === 'signal.receive' ? [[event.path, event.output]] : [])),
    )

  it('[flow.signals] are received once each, in order, though they came before anybody waited', async () => {
    const waiting = await begin(ada, await agentWith(ada, receiving))
    await until(waiting, 'waiting')
    for (const payload of ['first', 'second', 'third']) expect((await sendTo(waiting, payload)).status).toBe('completed')
    const [wait] = await inWorkspace(ada.workspaceId, (tx) => tx.sql<{ id: string }>`select id from run_wait where run_id = ${waiting}`)
    await answerWait(ada, { wait: wait?.id ?? '', outcome: 'approved', value: {} })
    await until(waiting, 'completed')
    expect(await received(waiting)).toEqual({ one: { payload: 'first' }, two: { payload: 'second' } })
  })

  it('[flow.signals] are refused for a run that has ended, or is another workspace’s', async () => {
    const bob = await somebody()
    const theirs = await begin(bob, await agentWith(bob, receiving))
    expect((await sendTo(theirs, 1)).error).toMatchObject({ code: 'not-found' })
    expect((await sendTo(newId(), 1)).error).toMatchObject({ code: 'not-found' })
    const done = await begin(ada, await agentWith(ada, emitting('nothing', 1)))
    await until(done, 'completed')
    expect((await sendTo(done, 1)).error).toMatchObject({ code: 'conflict' })
  })
})

const openTopics = async (topic: string) =>
  (await inWorkspace(ada.workspaceId, (tx) => tx.sql`select from flow_event where topic = ${topic} and delivered_at is null`)).length
