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

  it('[shared.kept] every change is kept, also of many at once, and many of them become one piece', async () => {
    const agent = await newAgent()
    const [one, two] = [await editor(ada, agent), await editor(ada, agent)]
    for (let n = 0; n < 28; n++) await Promise.all([one, two].map((each, who) => each.push(each.edit(adding(`b-${who}-${n}`)))))
    const fresh = await editor(ada, agent)
    const ids = Object.keys(fresh.read().nodes)
    for (let n = 0; n < 28; n++) expect(ids).toEqual(expect.arrayContaining([`b-0-${n}`, `b-1-${n}`]))
    expect((await getAgent(ada, { agent })).draft).toEqual(fresh.read())
    const [kept] = await asSystem((tx) => tx.sql<{ n: number }>`select count(*)::int as n from flow_update where agent_id = ${agent}`)
    expect(kept?.n).toBeLessThan(50)
  })

  it('[shared.begun-anew] a document that rested is begun anew without what was deleted; whoever comes back with a copy of before loses nothing, however often they send it', async () => {
    const agent = await newAgent()
    const one = await editor(ada, agent)
    const said = (note: string) => (flow: Flow) => ({ ...flow, nodes: { ...flow.nodes, talk: { ...(flow.nodes.talk ?? block()), note } } })
    await one.push(one.edit((flow) => adding('talk', { note: 'All of us write here' })(adding('doomed', { note: 'soon gone' })(flow))))
    for (let n = 0; n < 4; n++) {
      const many = Array.from({ length: 40 }, (_, at) => `b-${n}-${at}`)
      await one.push(one.edit((flow) => many.reduce((all, id) => adding(id, { note: `Words of ${id}, which say nothing at all` })(all), flow)))
      await one.push(one.edit((flow) => ({ ...flow, nodes: Object.fromEntries(Object.entries(flow.nodes).filter(([id]) => !many.includes(id))) })))
    }
    const [away, idle] = [await editor(ada, agent), await editor(ada, agent)]
    away.edit((flow) => adding('mine', { note: 'made offline' })(said('All of us write here. Ada was away.')(flow)))
    away.edit((flow) => ({ ...flow, nodes: { ...flow.nodes, doomed: block({ note: 'soon gone, or not' }) } }))
    const before = (await getAgent(ada, { agent })).draft
    const size = async () =>
      (await asSystem((tx) => tx.sql<{ bytes: number }>`select octet_length(state)::int as bytes from flow_document where agent_id = ${agent}`))[0]?.bytes ?? 0
    const rest = () =>
      asSystem((tx) => tx.sql`update flow_document set begun = newest - 1000, changed_at = now() - interval '2 days' where agent_id = ${agent}`)

    const large = Y.encodeStateAsUpdate(one.doc).length
    await rest()
    const fresh = await editor(ada, agent)
    expect(fresh.read()).toEqual(before)
    expect(Y.encodeStateAsUpdate(fresh.doc).length).toBeLessThan(large / 2)
    expect(await size()).toBeLessThan(large / 2)
    await fresh.push(fresh.edit((flow) => said('Grace begins. All of us write here')(flow)))
    await fresh.push(fresh.edit(({ nodes: { doomed: _, ...nodes }, ...flow }) => ({ ...flow, nodes })))

    // without saying what it knows, an old copy cannot be mixed up with the new one
    const late = away.edit((flow) => ({ ...flow, nodes: { ...flow.nodes, mine: block({ note: 'made offline, twice' }) } }))
    expect(await bad(away.push(late))).toBe('conflict')
    const hand = (who: typeof away) =>
      syncDocument(ada, { agent, vector: toText(Y.encodeStateVector(who.doc)), update: toText(Y.encodeStateAsUpdate(who.doc)) })
    expect(await syncDocument(ada, { agent, vector: toText(Y.encodeStateVector(idle.doc)), update: undefined })).toMatchObject({ anew: true })
    for (const back of [away, away, idle]) {
      const { anew, update } = await hand(back)
      expect(anew).toBe(true)
      const doc = newDocument({ keepAll: true })
      Y.applyUpdate(doc, bytes(update))
      const { nodes } = viewOf(doc).read()
      expect(nodes.talk?.note).toBe('Grace begins. All of us write here. Ada was away.')
      expect(nodes.mine?.note).toBe('made offline, twice')
      expect(nodes.doomed?.note).toBe('soon gone, or not')
      expect(Object.keys(nodes)).toHaveLength(Object.keys(before.nodes).length + 1)
    }
    expect((await fresh.pull()).anew).toBe(false)
    expect((await getAgent(ada, { agent })).draft).toEqual(fresh.read())

    // and once more: copies of either beginning are merged
    await fresh.push(fresh.edit(said('short')))
    fresh.edit(adding('second'))
    for (let n = 0; n < 60; n++) {
      const other = await editor(ada, agent)
      await other.push(other.edit(said(`Said ${n}. `.repeat(20))))
    }
    await rest()
    expect((await editor(ada, agent)).read().nodes.talk?.note).toContain('Said 59.')
    away.edit(adding('third'))
    for (const back of [fresh, away]) expect((await hand(back)).anew).toBe(true)
    const { draft } = await getAgent(ada, { agent })
    expect(Object.keys(draft.nodes)).toEqual(expect.arrayContaining(['mine', 'second', 'third']))
    expect(draft.nodes.talk?.note).toContain('Said 59.')
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
