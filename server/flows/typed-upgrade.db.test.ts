import { afterAll, beforeAll, expect, it } from 'vitest'
import { type Browser, createBrowser } from '../../e2e/routes.test-kit.ts'
import { loadBlocks } from '../blocks/index.ts'
import { closeDurable } from '../durable/index.ts'
import type { Flow } from '../engine/flow.ts'
import { asSystem } from '../platform/db.ts'
import { testDatabase } from '../platform/test-database.ts'
import { runSegment } from '../runs/index.ts'
import type { AgentView, RevisionView } from './contract.ts'

let database: Awaited<ReturnType<typeof testDatabase>>
let ada: Browser
let workspace: string
beforeAll(async () => {
  database = await testDatabase()
  ada = createBrowser()
  workspace = `/api/workspaces/${(await ada.arrive('Ada')).workspaceSlug}`
})
afterAll(async () => {
  await closeDurable()
  await database?.drop()
})

const at = { x: 0, y: 0 }
const value = (held: unknown) => ({ kind: 'literal', value: held })
const wire = (text: string) => {
  const [from = '', to = ''] = text.split(' > ').map((end) => end.split('.'))
  return { from: { node: from[0], port: from[1] }, to: { node: to[0], port: to[1] } }
}
/** Blocks as they were before their outputs told their types. Of the two ways that meet one brings a number, which is what is taken; the other a text. */
const former = {
  schema: 1,
  nodes: {
    seven: { block: 'values.number', version: 1, position: at, inputs: { value: value(7) } },
    words: { block: 'values.text', version: 1, position: at, inputs: { value: value('seven') } },
    which: { block: 'control.branch', version: 1, position: at, inputs: { condition: value(true) } },
    meet: { block: 'control.merge', version: 1, position: at, inputs: {} },
    nap: { block: 'control.gate', version: 1, position: at, inputs: { open: value(true) } },
    sum: { block: 'math.add', version: 1, position: at, inputs: { b: value(1) } },
  },
  wires: ['seven.value > which.value', 'which.yes > meet.a', 'words.value > meet.b', 'meet.value > nap.value', 'nap.value > sum.a'].map(wire),
} as unknown as Flow
const fitting = { ...former, wires: former.wires.filter(({ to }) => to.port !== 'b' || to.node !== 'meet') }

const call = async <T>(method: 'GET' | 'POST' | 'PUT', path: string, body?: object): Promise<T> => {
  const { status, body: answer } = await ada.call<T>(method, `${workspace}${path}`, body)
  expect(status, JSON.stringify(answer)).toBeLessThan(300)
  return answer
}
const publish = (agent: AgentView) => call<AgentView>('POST', `/agents/${agent.id}/publish`, { draftVersion: agent.draftVersion })
const versions = ({ draft }: AgentView) => ['which', 'meet', 'nap'].map((id) => draft.nodes[id]?.version)

/** What an agent gives whose revision and draft a former release left behind. */
async function leftBehind(flow: Flow): Promise<AgentView> {
  const made = await call<AgentView>('POST', '/agents', {})
  const saved = await call<AgentView>('PUT', `/agents/${made.id}/draft`, { draftVersion: made.draftVersion, flow })
  const published = await publish(saved)
  await asSystem((tx) => tx.sql`update agent set draft = ${JSON.stringify(flow)}::jsonb where id = ${made.id}`)
  return published
}

async function outputOf(agent: string): Promise<unknown> {
  const { id } = await call<{ id: string }>('POST', '/runs', { agent })
  await runSegment(id, 1, loadBlocks())
  const run = await call<{ status: string; output: unknown }>('GET', `/runs/${id}`)
  return run.status === 'completed' ? run.output : run
}

it('[flows.upgrade-typed] what was published before outputs told their types runs, opens, is published and rolled back to as ever', async () => {
  const agent = await leftBehind(former)
  expect(await outputOf(agent.id)).toEqual({ sum: { result: 8 } })
  const opened = await call<AgentView>('GET', `/agents/${agent.id}`)
  expect(opened).toMatchObject({ problems: [], upgraded: [] })
  expect(versions(opened)).toEqual([1, 1, 1])

  const changed = { ...opened.draft, nodes: { ...opened.draft.nodes, sum: { ...former.nodes.sum, inputs: { b: value(2) } } } }
  const saved = await call<AgentView>('PUT', `/agents/${agent.id}/draft`, { draftVersion: opened.draftVersion, flow: changed })
  expect(await publish(saved)).toMatchObject({ publishedNumber: 2, problems: [] })
  expect(await outputOf(agent.id)).toEqual({ sum: { result: 9 } })
  const { flow } = await call<RevisionView & { flow: Flow }>('GET', `/agents/${agent.id}/revisions/1`)
  expect(flow.nodes.meet?.version).toBe(1)
  expect(await call<AgentView>('POST', `/agents/${agent.id}/revisions/1/restore`, { published: 2, note: '' })).toMatchObject({ publishedNumber: 3 })
  expect(await outputOf(agent.id)).toEqual({ sum: { result: 8 } })
})

it('[flows.upgrade-typed] where nothing would be refused for it, the blocks of a draft that is opened tell their types from then on', async () => {
  const opened = await call<AgentView>('GET', `/agents/${(await leftBehind(fitting)).id}`)
  expect(versions(opened)).toEqual([2, 2, 2])
  expect(opened.upgraded.sort()).toEqual(['meet', 'nap', 'which'])
  const wrong = { ...opened.draft, nodes: { ...opened.draft.nodes }, wires: [...opened.draft.wires, wire('words.value > meet.b')] }
  const saved = await call<AgentView>('PUT', `/agents/${opened.id}/draft`, { draftVersion: opened.draftVersion, flow: wrong })
  expect(saved.problems).toMatchObject([{ message: expect.stringContaining('does not fit') }])
})
