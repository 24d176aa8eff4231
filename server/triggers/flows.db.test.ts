import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { closeDurable } from '../durable/index.ts'
import { createAgent, saveDraft } from '../flows/index.ts'
import type { Principal } from '../kernel/principal.ts'
import { asSystem } from '../platform/db.ts'
import { testDatabase } from '../platform/test-database.ts'
import { answerWait } from '../runs/index.ts'
import { agentWith, begin, eventsOf, eventually, flowOf, somebody, startWorkerProcess, until, type WorkerProcess } from '../runs/runs.test-kit.ts'
import { publishAgent } from './index.ts'
import { runsOf } from './triggers.test-kit.ts'

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

const starting = (agent: string, more: Record<string, unknown> = {}) =>
  flowOf({ nodes: { begin: { block: 'flow.start', inputs: { agent, input: { text: 'hello' }, ...more } } } })
const echo = flowOf({
  nodes: { start: { block: 'manual.start' }, upper: { block: 'text.change-case', inputs: { to: 'upper' } } },
  wires: ['start.text > upper.text'],
})
const asking = flowOf({ nodes: { ask: { block: 'human.approval', inputs: { title: 'Go on?' } } } })

/** Another flow under the same name, published while somebody walks the first. */
async function publishAnew(agent: string): Promise<void> {
  const other = await agentWith(ada, echo)
  await asSystem((tx) => tx.sql`update agent set published_revision = (select published_revision from agent where id = ${other}) where id = ${agent}`)
}

describe('a flow that starts another', () => {
  it('[flow.start-detached] begins a run of its own in its step’s commit, and goes on without it', async () => {
    const child = await agentWith(ada, asking)
    const parent = await begin(ada, await agentWith(ada, starting(child)))
    await until(parent, 'completed')
    const [run] = await runsOf(child)
    expect(run).toMatchObject({ trigger: 'flow', parent, root: parent, depth: 1, input: { text: 'hello' } })
    expect(await eventsOf(parent)).toContainEqual({ kind: 'child.started', path: 'begin', agent: child, run: run?.id })
    await until(run?.id ?? '', 'waiting')
  })

  it('[flow.start-detached] begins nothing when its step fails', async () => {
    const bob = await somebody()
    const theirs = await agentWith(bob, echo)
    const parent = await begin(ada, await agentWith(ada, starting(theirs)))
    expect((await until(parent, 'failed')).error).toMatchObject({ code: 'not-found' })
    expect(await runsOf(theirs)).toEqual([])
  })

  it('[flow.execute] walks another flow as a part of this run, and stays with the revision it began with', async () => {
    const child = await agentWith(ada, asking)
    const run = await begin(ada, await agentWith(ada, flowOf({ nodes: { call: { block: 'flow.execute', inputs: { agent: child } } } })))
    await until(run, 'waiting')
    expect(await runsOf(child)).toEqual([])
    await publishAnew(child)
    const [wait] = await asSystem((tx) => tx.sql<{ id: string; path: string }>`select id, path from run_wait where run_id = ${run}`)
    expect(wait?.path).toBe('call/~flow/ask/answer')
    await answerWait(ada, { wait: wait?.id ?? '', outcome: 'approved', value: {} })
    expect(JSON.stringify((await until(run, 'completed', 'failed')).output)).toContain('approved')
  })

  it('[flows.pinned] walks the revision that its own revision names, whatever is published since', async () => {
    const child = await agentWith(ada, echo)
    const agent = await createAgent(ada, { workspace: ada.workspaceSlug })
    const draft = flowOf({ nodes: { call: { block: 'flow.execute', inputs: { agent: child, input: { text: 'hello' } } } } })
    const { draftVersion } = await saveDraft(ada, { agent: agent.id, draftVersion: agent.draftVersion, flow: draft, workspace: ada.workspaceSlug })
    await publishAgent(ada, { agent: agent.id, draftVersion, name: '', note: '', workspace: ada.workspaceSlug })
    const other = await agentWith(ada, asking)
    await asSystem((tx) => tx.sql`update revision set agent_id = ${child}, number = 2 where agent_id = ${other}`)
    await asSystem((tx) => tx.sql`update agent set published_revision = (select id from revision where agent_id = ${child} and number = 2) where id = ${child}`)
    expect(JSON.stringify((await until(await begin(ada, agent.id), 'completed')).output)).toContain('HELLO')
  })

  it('[engine.limits] stops flows that start each other in a circle', async () => {
    const agent = await agentWith(ada, echo)
    const again = await agentWith(ada, starting(agent))
    await asSystem((tx) => tx.sql`update agent set published_revision = (select published_revision from agent where id = ${again}) where id = ${agent}`)
    await asSystem((tx) => tx.sql`update revision set agent_id = ${agent}, number = 2 where agent_id = ${again}`)
    await begin(ada, agent)
    const last = await eventually(async () => (await runsOf(agent)).find(({ depth }) => depth === 16), 'the last run of the circle')
    expect((await until(last.id, 'failed')).error).toMatchObject({ code: 'limit-reached', details: { limit: 16 } })
    expect(await runsOf(agent)).toHaveLength(17)
  })

  it('[flow.execute] finds no flow of another workspace', async () => {
    const bob = await somebody()
    const run = await begin(ada, await agentWith(ada, flowOf({ nodes: { call: { block: 'flow.execute', inputs: { agent: await agentWith(bob, echo) } } } })))
    expect((await until(run, 'failed')).error).toMatchObject({ code: 'not-found' })
  })

  it('waits for the end of a run, and goes on with what came of it', async () => {
    const child = await agentWith(ada, echo)
    const flow = flowOf({
      nodes: { begin: { block: 'flow.start', inputs: { agent: child, input: { text: 'hello' } } }, end: { block: 'flow.await' } },
      wires: ['begin.run > end.run'],
    })
    const parent = await begin(ada, await agentWith(ada, flow))
    expect(JSON.stringify((await until(parent, 'completed', 'failed')).output)).toContain('HELLO')
  })

  it('hears that the run it waits for was cancelled, or never was', async () => {
    const child = await begin(ada, await agentWith(ada, asking))
    await until(child, 'waiting')
    const waiting = await begin(ada, await agentWith(ada, flowOf({ nodes: { end: { block: 'flow.await', inputs: { run: child } } } })))
    await until(waiting, 'waiting')
    await until(await begin(ada, await agentWith(ada, flowOf({ nodes: { stop: { block: 'flow.cancel', inputs: { run: child } } } }))), 'completed')
    expect(JSON.stringify((await until(waiting, 'completed')).output)).toContain('cancelled')
    const bob = await somebody()
    const theirs = await begin(bob, await agentWith(bob, asking))
    const never = await begin(ada, await agentWith(ada, flowOf({ nodes: { end: { block: 'flow.await', inputs: { run: theirs } } } })))
    expect(JSON.stringify((await until(never, 'completed')).output)).toContain('no run with this id')
    const stop = await begin(ada, await agentWith(ada, flowOf({ nodes: { stop: { block: 'flow.cancel', inputs: { run: theirs } } } })))
    expect((await until(stop, 'failed')).error).toMatchObject({ code: 'not-found' })
  })

  it('knows what run it is', async () => {
    const child = await agentWith(ada, flowOf({ nodes: { me: { block: 'run.info' } } }))
    const parent = await begin(ada, await agentWith(ada, starting(child)))
    await until(parent, 'completed')
    const [run] = await runsOf(child)
    const { output } = await until(run?.id ?? '', 'completed')
    expect(output).toMatchObject({ me: { id: run?.id, root: parent, depth: 1, trigger: 'flow', agent: child, startedBy: ada.personId } })
  })
})
