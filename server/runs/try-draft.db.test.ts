import { afterAll, beforeAll, expect, it } from 'vitest'
import { closeDurable } from '../durable/index.ts'
import type { Flow } from '../engine/flow.ts'
import { getTryKit, listRevisions, pinOutput, removeSample, saveSample, unpinOutput } from '../flows/index.ts'
import type { JsonObject } from '../kernel/json.ts'
import type { Principal } from '../kernel/principal.ts'
import { asSystem } from '../platform/db.ts'
import { testDatabase } from '../platform/test-database.ts'
import type { TryScope } from './contract.ts'
import { forgetTried } from './given-store.ts'
import { getRun, retryRun, tryDraft } from './index.ts'
import { agentWith, eventsOf, flowOf, somebody, startWorkerProcess, until, type WorkerProcess } from './runs.test-kit.ts'

let database: Awaited<ReturnType<typeof testDatabase>>
let worker: WorkerProcess
let ada: Principal
let agent: string
beforeAll(async () => {
  database = await testDatabase()
  worker = await startWorkerProcess()
  ada = await somebody()
  agent = await agentWith(ada, flowOf({ nodes: { one: { block: 'values.text', inputs: { value: 'published' } } } }))
})
afterAll(async () => {
  await worker?.stop()
  await closeDurable()
  await database?.drop()
})

/** Two chances, in a row: each run takes new ones. */
const chances = flowOf({
  nodes: {
    start: { block: 'manual.start' },
    first: { block: 'random.id' },
    upper: { block: 'text.change-case', inputs: { to: 'upper' } },
    second: { block: 'random.id' },
    bad: { block: 'math.divide', inputs: { a: 1, b: 0 } },
  },
  wires: ['start.done > first.after', 'first.id > upper.text', 'upper.done > second.after', 'second.done > bad.after'],
})
const attempt = async (scope: TryScope, more: { last?: string; flow?: Flow; input?: JsonObject } = {}) => {
  const { id } = await tryDraft(ada, { workspace: ada.workspaceSlug, agent, flow: chances, scope, input: {}, ...more })
  const { status } = await until(id, 'completed', 'failed')
  const outputs: Record<string, JsonObject> = {}
  for (const event of await eventsOf(id)) if (event.kind === 'node.completed') outputs[event.path] = event.output as JsonObject
  return { id, status, outputs }
}
const pin = (node: string, output: JsonObject) => pinOutput(ada, { workspace: ada.workspaceSlug, agent, node, output })
const key = () => ({ workspace: ada.workspaceSlug, agent })

it('[try.draft] runs a draft as it is on screen; nothing is published, and the run says it was a draft', async () => {
  const run = await attempt({ kind: 'all' })
  expect(run.status).toBe('failed') // it divides by nothing at its end
  const detail = await getRun(ada, { workspace: ada.workspaceSlug, run: run.id })
  expect(detail).toMatchObject({ revisionNumber: 0, trigger: 'try' })
  expect((await listRevisions(ada, key())).revisions.map(({ number }) => number)).toEqual([1])
  const again = await attempt({ kind: 'all' })
  expect(again.outputs.first?.id).not.toBe(run.outputs.first?.id)
  const [kept] = await asSystem((tx) => tx.sql<{ count: number }>`select count(*) from revision where agent_id = ${agent} and number = 0`)
  expect(kept?.count).toBe(1) // the same draft is kept once
})

it('[try.part] runs to a block, only a block, and on from a block, with what the last run gave', async () => {
  const to = await attempt({ kind: 'to', node: 'second' })
  expect(to.status).toBe('completed') // the block that fails is not reached
  expect(Object.keys(to.outputs).sort()).toEqual(['first', 'second', 'start', 'upper'])

  const only = await attempt({ kind: 'only', node: 'upper' }, { last: to.id })
  expect(only.status).toBe('completed')
  expect(only.outputs.upper).toEqual(to.outputs.upper)
  expect(only.outputs.second).toBeUndefined()

  const from = await attempt({ kind: 'from', node: 'second' }, { last: to.id })
  expect(from.status).toBe('failed')
  expect(from.outputs.upper).toEqual(to.outputs.upper)
  expect(from.outputs.second?.id).not.toBe(to.outputs.second?.id)
  expect(from.outputs.first).toBeUndefined()

  await expect(attempt({ kind: 'only', node: 'upper' })).rejects.toThrow(/has given nothing yet/)
})

it('[try.pin] a pinned block gives its pin and is not done, in a tried draft only; done once more it is the same', async () => {
  await pin('first', { id: 'pinned' })
  const run = await attempt({ kind: 'to', node: 'upper' })
  expect(run.outputs.upper).toEqual({ text: 'PINNED' })
  const steps = await asSystem((tx) => tx.sql<{ path: string }>`select path from run_step where run_id = ${run.id}`)
  expect(steps.map(({ path }) => path)).not.toContain('first')
  const told = (await eventsOf(run.id)).find((event) => event.kind === 'node.completed' && event.path === 'first')
  expect(told).toMatchObject({ attempt: '0.1' })
  const whole = await attempt({ kind: 'all' })
  expect(whole.outputs.first).toEqual({ id: 'pinned' })
  await unpinOutput(ada, { ...key(), node: 'first' })
  const anew = await retryRun(ada, { run: whole.id })
  await until(anew.id, 'failed')
  expect((await eventsOf(anew.id)).find((event) => event.kind === 'node.completed' && event.path === 'first')).toMatchObject({ output: { id: 'pinned' } })
  expect((await attempt({ kind: 'to', node: 'first' })).outputs.first?.id).not.toBe('pinned')
})

it('[try.pin] a pin on an arm that is not taken gives nothing', async () => {
  const flow = flowOf({
    nodes: { branch: { block: 'control.branch', inputs: { condition: true, value: 'x' } }, left: { block: 'random.id' }, right: { block: 'random.id' } },
    wires: ['branch.yes > left.after', 'branch.no > right.after'],
  })
  await pin('right', { id: 'pinned' })
  const run = await attempt({ kind: 'all' }, { flow })
  expect(run.status).toBe('completed')
  expect(Object.keys(run.outputs).sort()).toEqual(['branch', 'left'])
  await unpinOutput(ada, { ...key(), node: 'right' })
})

it('[try.part] refuses what does not compile in the part that is wanted, and only there', async () => {
  const flow = flowOf({ nodes: { fine: { block: 'random.id' }, wrong: { block: 'text.change-case' } } })
  expect((await attempt({ kind: 'to', node: 'fine' }, { flow })).status).toBe('completed')
  await expect(attempt({ kind: 'all' }, { flow })).rejects.toThrow(/Not tried: /)
})

it('[try.samples] inputs are saved with the agent under a name, replaced and removed', async () => {
  await saveSample(ada, { ...key(), name: 'A long one', input: { text: 'one' } })
  await saveSample(ada, { ...key(), name: 'A long one', input: { text: 'two' } })
  expect((await getTryKit(ada, key())).samples).toEqual([{ name: 'A long one', input: { text: 'two' } }])
  expect((await removeSample(ada, { ...key(), name: 'A long one' })).samples).toEqual([])
})

it('[upkeep.tried] removes tried drafts of former days whose runs are gone, and no others', async () => {
  const kept = async () =>
    (await asSystem((tx) => tx.sql<{ hash: string }>`select hash from revision where agent_id = ${agent} and number = 0 order by hash`)).map(({ hash }) => hash)
  const run = await attempt({ kind: 'to', node: 'first' })
  const needed = await kept()
  await asSystem(
    (tx) => tx.sql`insert into revision (id, workspace_id, agent_id, number, hash, flow, plan, plan_hash, note, published_by)
    select gen_random_uuid(), workspace_id, agent_id, 0, 'nobody needs it', flow, plan, plan_hash, '', published_by from revision where agent_id = ${agent} and number = 1`,
  )
  await forgetTried()
  expect(await kept()).toEqual([...needed, 'nobody needs it'].sort()) // it is of today
  await asSystem((tx) => tx.sql`update revision set published_at = now() - interval '2 days' where agent_id = ${agent} and number = 0`)
  await forgetTried()
  expect(await kept()).toEqual(needed)
  expect((await getRun(ada, { workspace: ada.workspaceSlug, run: run.id })).revisionNumber).toBe(0)
})
