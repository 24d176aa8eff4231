import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import * as Y from 'yjs'
import { fromText, newDocument, toText, viewOf, writeFlow } from '../document/index.ts'
import type { Flow, FlowNode } from '../engine/flow.ts'
import { AppError } from '../kernel/errors.ts'
import type { Principal } from '../kernel/principal.ts'
import { asSystem } from '../platform/db.ts'
import { testDatabase } from '../platform/test-database.ts'
import { somebody } from '../runs/runs.test-kit.ts'
import { createAgent, getAgent, publishFlow, saveDraft, syncDocument } from './index.ts'

let database: Awaited<ReturnType<typeof testDatabase>>
let ada: Principal
beforeAll(async () => {
  database = await testDatabase()
  ada = await somebody()
})
afterAll(() => database.drop())

const bytes = (text: string) => fromText(text) ?? new Uint8Array()
const bad = async (asked: Promise<unknown>) => asked.then(() => 'fine').catch((error: unknown) => (error instanceof AppError ? error.code : String(error)))

/** Somebody with a copy of their own. */
async function editor(who: Principal, agent: string) {
  const doc = newDocument({ keepAll: true })
  const view = viewOf(doc)
  const pull = async () => {
    const news = await syncDocument(who, { agent, vector: toText(Y.encodeStateVector(doc)), update: undefined })
    Y.applyUpdate(doc, bytes(news.update), 'others')
    return news
  }
  await pull()
  return {
    doc,
    read: view.read,
    pull,
    edit(change: (flow: Flow) => Flow): string {
      const before = Y.encodeStateVector(doc)
      writeFlow(doc, view, view.read(), change(view.read()), 'own')
      return toText(Y.encodeStateAsUpdate(doc, before))
    },
    push: (update: string) => syncDocument(who, { agent, vector: undefined, update }),
  }
}
const block = (more: Partial<FlowNode> = {}): FlowNode => ({ block: 'text.join', version: 1, inputs: {}, position: { x: 0, y: 0 }, ...more })
const adding =
  (id: string, more?: Partial<FlowNode>) =>
  (flow: Flow): Flow => ({ ...flow, nodes: { ...flow.nodes, [id]: block(more) } })
const newAgent = async () => (await createAgent(ada, { workspace: ada.workspaceSlug, template: 'payments-assistant' })).id

describe('the document of a draft', () => {
  it('[shared.draft] the draft that is checked, published and run is what everybody sees, and reads the same as before it was shared', async () => {
    const agent = await newAgent()
    const before = await getAgent(ada, { agent })
    const one = await editor(ada, agent)
    const two = await editor(ada, agent)
    expect(one.read()).toEqual(before.draft)
    expect((await getAgent(ada, { agent })).changed).toBe(false)

    await Promise.all([one.push(one.edit(adding('mine', { block: 'no.such', note: 'from one' }))), two.push(two.edit(adding('theirs', { note: 'from two' })))])
    await two.push(two.edit((flow) => ({ ...flow, concurrency: { most: 3, beyond: 'queue' } })))
    await one.pull()
    const { draftVersion } = await two.pull()
    expect(two.read()).toEqual(one.read())
    const after = await getAgent(ada, { agent })
    expect(after.draft).toEqual(one.read())
    expect(after.draftVersion).toBe(draftVersion)
    expect(Object.keys(after.draft.nodes)).toEqual(expect.arrayContaining(['mine', 'theirs']))
    expect(after.changed).toBe(true)
    // publishing looks at what came in over the document
    expect(await bad(publishFlow(ada, { workspace: ada.workspaceSlug, agent, draftVersion, name: '', note: '' }))).toBe('flow-has-problems')
    await one.push(one.edit(() => before.draft))
    const { draftVersion: last } = await one.pull()
    expect(await publishFlow(ada, { workspace: ada.workspaceSlug, agent, draftVersion: last, name: '', note: '' })).toMatchObject({
      changed: false,
      publishedNumber: 1,
    })
  })

  it('[shared.whole] a draft that is saved as a whole is a change like any other: who has it open gets it, and loses nothing of theirs', async () => {
    const agent = await newAgent()
    const open = await editor(ada, agent)
    const unsent = open.edit(adding('offline', { note: 'not sent yet' }))
    const { draft, draftVersion } = await getAgent(ada, { agent })
    await saveDraft(ada, { workspace: ada.workspaceSlug, agent, draftVersion, flow: adding('whole')(draft) })
    await open.pull()
    expect(Object.keys(open.read().nodes)).toEqual(expect.arrayContaining(['offline', 'whole']))
    await open.push(unsent)
    expect((await getAgent(ada, { agent })).draft).toEqual(open.read())
    expect(await bad(saveDraft(ada, { workspace: ada.workspaceSlug, agent, draftVersion, flow: draft }))).toBe('conflict')
  })

  it('[shared.whole] a draft that a process of a former release wrote is taken in', async () => {
    const agent = await newAgent()
    const open = await editor(ada, agent)
    const { draft } = await getAgent(ada, { agent })
    const written = JSON.stringify(adding('former')(draft))
    await asSystem((tx) => tx.sql`update agent set draft = ${written}::jsonb, draft_version = draft_version + 1 where id = ${agent}`)
    await open.push(open.edit(adding('mine')))
    await open.pull()
    expect(Object.keys(open.read().nodes)).toEqual(expect.arrayContaining(['former', 'mine']))
    expect((await getAgent(ada, { agent })).draft).toEqual(open.read())
  })

  it('[shared.kept] every change is kept, also of hundreds at once, and many of them become one piece', async () => {
    const agent = await newAgent()
    const [one, two] = [await editor(ada, agent), await editor(ada, agent)]
    for (let n = 0; n < 55; n++) await Promise.all([one, two].map((each, who) => each.push(each.edit(adding(`b-${who}-${n}`)))))
    const fresh = await editor(ada, agent)
    const ids = Object.keys(fresh.read().nodes)
    for (let n = 0; n < 55; n++) expect(ids).toEqual(expect.arrayContaining([`b-0-${n}`, `b-1-${n}`]))
    expect((await getAgent(ada, { agent })).draft).toEqual(fresh.read())
    const [kept] = await asSystem((tx) => tx.sql<{ n: number }>`select count(*)::int as n from flow_update where agent_id = ${agent}`)
    expect(kept?.n).toBeLessThan(100)
  })

  it('refuses what is no update, what is out of order, what is too large, and keeps nothing of it', async () => {
    const agent = await newAgent()
    const one = await editor(ada, agent)
    const before = await getAgent(ada, { agent })
    expect(await bad(one.push(toText(new Uint8Array([7, 7, 7, 7]))))).toBe('invalid-input')
    one.edit(adding('first'))
    expect(await bad(one.push(one.edit((flow) => ({ ...flow, nodes: { ...flow.nodes, first: block({ title: 'Renamed' }) } }))))).toBe('conflict')
    const large = await editor(ada, agent)
    expect(await bad(large.push(large.edit(adding('large', { inputs: { parts: { kind: 'literal', value: 'x y'.repeat(700_000) } } }))))).toBe('too-large')
    const viewer = { ...ada, role: 'viewer' as const }
    expect(await bad(syncDocument(viewer, { agent, vector: undefined, update: toText(Y.encodeStateAsUpdate(one.doc)) }))).toBe('not-allowed')
    expect(await getAgent(ada, { agent })).toEqual(before)
    await one.push(toText(Y.encodeStateAsUpdate(one.doc)))
    expect((await getAgent(ada, { agent })).draft.nodes.first?.title).toBe('Renamed')
  })
})
