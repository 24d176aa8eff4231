import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Browser, createBrowser } from '../../e2e/routes.test-kit.ts'
import type { Flow, FlowNode } from '../engine/flow.ts'
import { inWorkspace } from '../platform/db.ts'
import { testDatabase } from '../platform/test-database.ts'
import type { AgentView } from './contract.ts'
import { publishedRevision } from './index.ts'

type Failure = { error: { code: string; message: string; details?: { draft?: Flow; draftVersion?: number; problems?: { code: string; node?: string }[] } } }
type Revisions = { revisions: { number: number; note: string; publishedBy: string; hash: string }[] }

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

const text = (value: string): FlowNode => ({ block: 'values.text', version: 1, inputs: { value: { kind: 'literal', value } }, position: { x: 0, y: 0 } })
const block = (id: string): FlowNode => ({ block: id, version: 1, inputs: {}, position: { x: 0, y: 0 } })
const wire = (from: string, to: string) => {
  const [fromNode = '', fromPort = ''] = from.split('.')
  const [toNode = '', toPort = ''] = to.split('.')
  return { from: { node: fromNode, port: fromPort }, to: { node: toNode, port: toPort } }
}
const create = async (body: object = {}, who = ada) => (await who.call<AgentView>('POST', base, body)).body
const save = (agent: AgentView, flow: Flow, who = ada) =>
  who.call<AgentView & Failure>('PUT', `${base}/${agent.id}/draft`, { draftVersion: agent.draftVersion, flow })
const publish = (agent: AgentView, who = ada, note = '') =>
  who.call<AgentView & Failure>('POST', `${base}/${agent.id}/publish`, { draftVersion: agent.draftVersion, note })

describe('flows that call flows', () => {
  const calling = (agent: string, block = 'flow.execute'): Flow => ({
    schema: 1,
    nodes: { call: { block, version: 1, inputs: { agent: { kind: 'literal', value: agent } }, position: { x: 0, y: 0 } } },
    wires: [],
  })
  const made = async (flow: (id: string) => Flow): Promise<AgentView> => {
    const agent = await create()
    return (await publish((await save(agent, flow(agent.id))).body)).body
  }
  const revision = async (agent: string) => await inWorkspace(workspaceId, (tx) => publishedRevision(tx, workspaceId, agent))
  const pinOf = async (agent: string) => (await revision(agent))?.flow.nodes.call?.inputs.revision
  const look = async (agent: string) => (await ada.call<AgentView>('GET', `${base}/${agent}`)).body

  it('[flows.usages] says which flows run this one, in their drafts and in what is published, by the name they have now', async () => {
    const usages = async (agent: string) =>
      (await ada.call<{ usages: { agent: string; name: string; node: string; draft: boolean; live: boolean }[] }>('GET', `${base}/${agent}/usages`)).body.usages
    const child = await made(() => ({ schema: 1, nodes: { a: text('one') }, wires: [] }))
    expect(await usages(child.id)).toEqual([])
    const parent = await made(() => calling(child.id))
    const drafted = await create()
    await save(drafted, calling(child.id))
    await ada.call('PATCH', `${base}/${parent.id}`, { name: 'Asks the child' })
    const found = await usages(child.id)
    expect(found).toHaveLength(2)
    expect(found).toContainEqual({ agent: parent.id, name: 'Asks the child', node: 'call', title: '', draft: true, live: true })
    expect(found).toContainEqual(expect.objectContaining({ agent: drafted.id, draft: true, live: false }))
    await ada.call('PATCH', `${base}/${parent.id}`, { archived: true })
    expect((await usages(child.id)).map(({ agent }) => agent)).toEqual([drafted.id])
  })

  it.each(['flow.execute', 'flow.start'])(
    '[flows.pinned] %s names the revision of the other flow when it is published, and a newer one when published anew',
    async (block) => {
      const child = await made(() => ({ schema: 1, nodes: { a: text('one') }, wires: [] }))
      const parent = await made(() => calling(child.id, block))
      expect(parent).toMatchObject({ publishedNumber: 1, changed: false })
      const first = await revision(child.id)
      expect(await pinOf(parent.id)).toEqual({ kind: 'literal', value: first?.id })
      expect((await look(parent.id)).draft.nodes.call?.inputs.revision).toBeUndefined()
      await publish((await save(child, { schema: 1, nodes: { a: text('two') }, wires: [] })).body)
      expect(await pinOf(parent.id)).toEqual({ kind: 'literal', value: first?.id })
      const stale = await look(parent.id)
      expect(stale).toMatchObject({ publishedNumber: 1, changed: true })
      expect((await publish(stale)).body).toMatchObject({ publishedNumber: 2, changed: false })
      const second = await revision(child.id)
      expect(second?.id).not.toBe(first?.id)
      expect(await pinOf(parent.id)).toEqual({ kind: 'literal', value: second?.id })
    },
  )

  it('[flows.pinned] leaves open what cannot be named: nothing published, the agent itself, a flow of another workspace', async () => {
    const unpublished = await create()
    expect(await pinOf((await made(() => calling(unpublished.id))).id)).toBeUndefined()
    expect(await pinOf((await made((self) => calling(self))).id)).toBeUndefined()
    const bob = createBrowser()
    const { workspaceSlug } = await bob.arrive('Bob')
    const theirs = (await bob.call<AgentView>('POST', `/api/workspaces/${workspaceSlug}/agents`, { template: 'payments-assistant' })).body
    expect(await pinOf((await made(() => calling(theirs.id))).id)).toBeUndefined()
  })
})

describe('agents', () => {
  it('[flows.templates] makes every template into an agent that is published and ready', async () => {
    const { body } = await ada.call<{ templates: { id: string; name: string }[] }>('GET', '/api/templates')
    expect(body.templates.length).toBeGreaterThanOrEqual(3)
    for (const template of body.templates) {
      const agent = await create({ template: template.id })
      expect(agent, template.id).toMatchObject({ name: template.name, publishedNumber: 1, problems: [], changed: false })
      const revision = await inWorkspace(workspaceId, (tx) => publishedRevision(tx, workspaceId, agent.id))
      expect(revision?.plan.hash, template.id).toMatch(/^[0-9a-f]{64}$/)
      expect(revision?.flow, template.id).toEqual(agent.draft)
    }
  })

  it('makes an empty one that nobody can talk to yet', async () => {
    const agent = await create({ name: 'Mine' })
    expect(agent).toMatchObject({ name: 'Mine', publishedNumber: null, changed: true, template: null })
    expect(await inWorkspace(workspaceId, (tx) => publishedRevision(tx, workspaceId, agent.id))).toBeUndefined()
  })

  it('renames, and archives out of the list without losing anything', async () => {
    const agent = await create({ template: 'payments-assistant' })
    const renamed = await ada.call('PATCH', `${base}/${agent.id}`, { name: 'Bank', description: 'Mine' })
    expect(renamed.body).toMatchObject({ name: 'Bank', description: 'Mine' })
    await ada.call('PATCH', `${base}/${agent.id}`, { archived: true })
    const { body } = await ada.call<{ agents: { id: string }[] }>('GET', base)
    expect(body.agents.map(({ id }) => id)).not.toContain(agent.id)
    expect(await inWorkspace(workspaceId, (tx) => publishedRevision(tx, workspaceId, agent.id))).toBeUndefined()
    await ada.call('PATCH', `${base}/${agent.id}`, { archived: false })
    expect((await ada.call('GET', `${base}/${agent.id}`)).body).toMatchObject({ name: 'Bank', publishedNumber: 1 })
  })
})

describe('drafts', () => {
  it('[flows.save] what is saved is what is read back, with a version that grows', async () => {
    const agent = await create()
    const flow: Flow = { schema: 1, nodes: { hello: text('hello'), shout: block('text.change-case') }, wires: [wire('hello.value', 'shout.text')] }
    const { body } = await save(agent, flow)
    expect(body.draft).toEqual(flow)
    expect(body.draftVersion).toBe(agent.draftVersion + 1)
    expect((await ada.call<AgentView>('GET', `${base}/${agent.id}`)).body.draft).toEqual(flow)
  })

  it('[flows.draft-conflict] a save on an older version is refused with the newer draft, and nothing is lost', async () => {
    const agent = await create()
    const mine: Flow = { schema: 1, nodes: { mine: text('mine') }, wires: [] }
    const theirs: Flow = { schema: 1, nodes: { theirs: text('theirs') }, wires: [] }
    await save(agent, theirs)
    const { status, body } = await save(agent, mine)
    expect(status).toBe(409)
    expect(body.error.code).toBe('conflict')
    expect(body.error.message).toMatch(/Load the newer draft, or keep yours/)
    expect(body.error.details).toMatchObject({ draft: theirs, draftVersion: agent.draftVersion + 1 })
    const again = await save({ ...agent, draftVersion: body.error.details?.draftVersion ?? 0 }, mine)
    expect(again.body.draft).toEqual(mine)
  })

  it('two saves at once: exactly one is taken', async () => {
    const agent = await create()
    const answers = await Promise.all(['a', 'b', 'c', 'd'].map((value) => save(agent, { schema: 1, nodes: { [value]: text(value) }, wires: [] })))
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 409, 409, 409])
    const winner = answers.find(({ status }) => status === 200)
    expect((await ada.call<AgentView>('GET', `${base}/${agent.id}`)).body.draft).toEqual(winner?.body.draft)
  })

  it('refuses what is no flow, and says where', async () => {
    const agent = await create()
    const { status, body } = await ada.call<Failure>('PUT', `${base}/${agent.id}/draft`, {
      draftVersion: 1,
      flow: { schema: 1, nodes: { 'Bad Name': block('x') }, wires: [] },
    })
    expect(status).toBe(400)
    expect(body.error.message).toContain('flow.nodes')
  })
})

describe('publishing', () => {
  const bad: [string, string, Flow][] = [
    [
      '[input.cycle] a cycle',
      'cycle',
      { schema: 1, nodes: { a: block('text.change-case'), b: block('text.change-case') }, wires: [wire('a.text', 'b.text'), wire('b.text', 'a.text')] },
    ],
    ['[input.unknown-block] a block that does not exist', 'unknown-block', { schema: 1, nodes: { ghost: block('no.such-block') }, wires: [] }],
    [
      '[input.wrong-type] a value of the wrong type',
      'bad-literal',
      { schema: 1, nodes: { sum: { ...block('math.add'), inputs: { a: { kind: 'literal', value: 'one' }, b: { kind: 'literal', value: 2 } } } }, wires: [] },
    ],
    [
      'a wire between types that do not fit',
      'type-mismatch',
      {
        schema: 1,
        nodes: { hello: text('hello'), sum: { ...block('math.add'), inputs: { b: { kind: 'literal', value: 2 } } } },
        wires: [wire('hello.value', 'sum.a')],
      },
    ],
  ]
  it.each(bad)('%s is saved with its problem and not published', async (_title, code, flow) => {
    const agent = await create()
    const saved = await save(agent, flow)
    expect(saved.status).toBe(200)
    expect(saved.body.problems.map((problem) => problem.code)).toContain(code)
    const { status, body } = await publish(saved.body)
    expect(status).toBe(422)
    expect(body.error.code).toBe('flow-has-problems')
    expect(body.error.message).toMatch(/^Not published: \S/)
    expect(body.error.details?.problems?.map((problem) => problem.code)).toContain(code)
    expect((await ada.call<AgentView>('GET', `${base}/${agent.id}`)).body).toMatchObject({ publishedNumber: null, draft: flow })
  })

  it('[flows.revisions] each publishing is a revision with the next number; the flow of an old one stays what it was', async () => {
    const agent = await create()
    const one = (await save(agent, { schema: 1, nodes: { a: text('one') }, wires: [] })).body
    const first = (await publish(one, ada, 'the first')).body
    expect(first).toMatchObject({ publishedNumber: 1, changed: false })
    const before = await inWorkspace(workspaceId, (tx) => publishedRevision(tx, workspaceId, agent.id))
    const two = (await save(first, { schema: 1, nodes: { a: text('two') }, wires: [] })).body
    expect(two).toMatchObject({ publishedNumber: 1, changed: true })
    expect((await publish(two)).body).toMatchObject({ publishedNumber: 2, changed: false })
    const { body } = await ada.call<Revisions>('GET', `${base}/${agent.id}/revisions`)
    expect(body.revisions).toMatchObject([
      { number: 2, publishedBy: 'Ada' },
      { number: 1, note: 'the first' },
    ])
    const [kept] = await inWorkspace(workspaceId, (tx) => tx.sql<{ flow: Flow }>`select flow from revision where id = ${before?.id}`)
    expect(kept?.flow).toEqual(one.draft)
  })

  it('publishing what is published already makes no new revision', async () => {
    const agent = (await save(await create(), { schema: 1, nodes: { a: text('same') }, wires: [] })).body
    const first = (await publish(agent)).body
    expect((await publish(first)).body.publishedNumber).toBe(1)
    expect((await ada.call<Revisions>('GET', `${base}/${agent.id}/revisions`)).body.revisions).toHaveLength(1)
  })

  it('[input.two-publishers] two people publishing at once: one wins, the other is told what to do, nothing is lost', async () => {
    const ben = createBrowser()
    const { email } = await ben.arrive('Ben')
    await ada.call('PUT', `${base.replace(/agents$/, 'members')}`, { email, role: 'editor' })
    const flow: Flow = { schema: 1, nodes: { a: text('both want this') }, wires: [] }
    const agent = (await save(await create(), flow)).body
    const answers = await Promise.all([publish(agent, ada), publish(agent, ben)])
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 409])
    const loser = answers.find(({ status }) => status === 409)
    expect(loser?.body.error).toMatchObject({ code: 'conflict', details: { draft: flow } })
    expect(loser?.body.error.message).toContain('publish it over theirs')
    expect((await ada.call<AgentView>('GET', `${base}/${agent.id}`)).body).toMatchObject({ publishedNumber: 1, changed: false, draft: flow })
  })

  it('saving and publishing at once: the revision is one of the two drafts whole, and the draft is not lost', async () => {
    const first: Flow = { schema: 1, nodes: { a: text('first') }, wires: [] }
    const second: Flow = { schema: 1, nodes: { a: text('second') }, wires: [] }
    const agent = (await save(await create(), first)).body
    const [saved, published] = await Promise.all([save(agent, second), publish(agent)])
    expect([saved.status, published.status].filter((status) => status === 200)).toHaveLength(1)
    const now = (await ada.call<AgentView>('GET', `${base}/${agent.id}`)).body
    expect(now.draft).toEqual(saved.status === 200 ? second : first)
    expect(now.publishedNumber).toBe(published.status === 200 ? 1 : null)
  })
})
