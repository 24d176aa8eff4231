import { afterAll, beforeAll, expect, it } from 'vitest'
import { type Browser, createBrowser } from '../../e2e/routes.test-kit.ts'
import type { Flow } from '../engine/flow.ts'
import { asSystem, inWorkspace } from '../platform/db.ts'
import { testDatabase } from '../platform/test-database.ts'
import type { AgentView, RevisionView } from './contract.ts'

type Failure = { error: { code: string; message: string } }
let database: Awaited<ReturnType<typeof testDatabase>>
let ada: Browser
let base: string
let workspaceId: string
beforeAll(async () => {
  database = await testDatabase()
  ada = createBrowser()
  const { workspaceSlug } = await ada.arrive('Ada')
  base = `/api/workspaces/${workspaceSlug}/agents`
  workspaceId = (await ada.call<{ id: string }>('GET', `/api/workspaces/${workspaceSlug}`)).body.id
})
afterAll(() => database.drop())

const saying = (value: string): Flow => ({
  schema: 1,
  nodes: { a: { block: 'values.text', version: 1, inputs: { value: { kind: 'literal', value } }, position: { x: 0, y: 0 } } },
  wires: [],
})
const scheduled = (cron: string): Flow => ({
  schema: 1,
  nodes: { start: { block: 'schedule.start', version: 1, inputs: { cron: { kind: 'literal', value: cron } }, position: { x: 0, y: 0 } } },
  wires: [],
})
async function publishing(agent: AgentView, flow: Flow, words: { name?: string; note?: string } = {}): Promise<AgentView> {
  const { body } = await ada.call<AgentView>('PUT', `${base}/${agent.id}/draft`, { draftVersion: agent.draftVersion, flow })
  return (await ada.call<AgentView>('POST', `${base}/${agent.id}/publish`, { draftVersion: body.draftVersion, ...words })).body
}
const create = async () => (await ada.call<AgentView>('POST', base, {})).body
const revisions = async (agent: string) => (await ada.call<{ revisions: RevisionView[] }>('GET', `${base}/${agent}/revisions`)).body.revisions
const restore = (agent: string, number: number, published: number) =>
  ada.call<AgentView & Failure>('POST', `${base}/${agent}/revisions/${number}/restore`, { published, note: 'Two was wrong' })

it('[versions.roll-back] publishes a former revision again as a new one, says which it brought back, and leaves the draft alone', async () => {
  const first = await publishing(await create(), saying('one'), { name: 'The calm one', note: 'the first' })
  const second = await publishing(first, saying('two'))
  const { status, body } = await restore(first.id, 1, 2)
  expect(status).toBe(200)
  expect(body).toMatchObject({ publishedNumber: 3, changed: true, draft: second.draft, draftVersion: second.draftVersion })
  expect(await revisions(first.id)).toMatchObject([
    { number: 3, restoredFrom: 1, name: 'The calm one', note: 'Two was wrong', publishedBy: 'Ada' },
    { number: 2, restoredFrom: null, name: '' },
    { number: 1, note: 'the first' },
  ])
  const three = (await ada.call<RevisionView & { flow: Flow }>('GET', `${base}/${first.id}/revisions/3`)).body
  expect(three.flow).toEqual(saying('one'))
  // what runs already is not published a second time
  expect((await restore(first.id, 1, 3)).body.publishedNumber).toBe(3)
})

it('[versions.roll-back] refuses when another revision went live in between, and when there is no such revision', async () => {
  const first = await publishing(await create(), saying('one'))
  await publishing(first, saying('two'))
  const late = await restore(first.id, 1, 1)
  expect(late.body.error).toMatchObject({ code: 'conflict', message: expect.stringContaining('Revision 2 was published in the meantime') })
  expect((await restore(first.id, 9, 2)).status).toBe(404)
  expect(await revisions(first.id)).toHaveLength(2)
})

it('[versions.roll-back] sets up the schedule of the revision that was brought back', async () => {
  const first = await publishing(await create(), scheduled('0 7 * * *'))
  await publishing(first, scheduled('0 8 * * *'))
  expect((await restore(first.id, 1, 2)).status).toBe(200)
  const trigger = await ada.call<{ schedule: { cron: string } }>('GET', `${base}/${first.id}/trigger`)
  expect(JSON.stringify(trigger.body)).toContain('0 7 * * *')
})

it('[versions.named] a revision gets a name and a note afterwards, and nothing else of it can be changed, not even by the app', async () => {
  const agent = await publishing(await create(), saying('one'))
  const named = await ada.call<RevisionView>('PATCH', `${base}/${agent.id}/revisions/1`, { name: 'Before the sale', note: 'Kept for January' })
  expect(named.body).toMatchObject({ number: 1, name: 'Before the sale', note: 'Kept for January' })
  expect(await revisions(agent.id)).toMatchObject([{ name: 'Before the sale', note: 'Kept for January' }])
  await expect(inWorkspace(workspaceId, (tx) => tx.sql`update revision set flow = '{}'::jsonb where agent_id = ${agent.id}`)).rejects.toThrow(
    /permission denied/,
  )
})

it('[versions.as-written] shows a revision as its author wrote it, with the flows it called apart', async () => {
  const child = await publishing(await create(), saying('child'))
  const calling: Flow = {
    schema: 1,
    nodes: { call: { block: 'flow.execute', version: 1, inputs: { agent: { kind: 'literal', value: child.id } }, position: { x: 0, y: 0 } } },
    wires: [],
  }
  const parent = await publishing(await create(), calling)
  const seen = (await ada.call<{ flow: Flow; calls: Record<string, string> }>('GET', `${base}/${parent.id}/revisions/1`)).body
  expect(seen.flow).toEqual(calling)
  expect(seen.calls).toEqual({ call: (await revisions(child.id))[0]?.id })
  const [row] = await asSystem((tx) => tx.sql<{ flow: Flow }>`select flow from revision where agent_id = ${parent.id} and number = 1`)
  expect(row?.flow.nodes.call?.inputs.revision).toEqual({ kind: 'literal', value: seen.calls.call })
})
