import { LLMock } from '@copilotkit/aimock'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { newId } from '../kernel/ids.ts'
import type { Principal, Role } from '../kernel/principal.ts'
import { asSystem, inWorkspace } from '../platform/db.ts'
import { testDatabase } from '../platform/test-database.ts'
import { addConnectionContract } from './contract.ts'
import { addConnection, createModelHand, listConnections, removeConnection } from './index.ts'

const mock = new LLMock({ port: 0, strict: true })
const names = [
  'OPENAI_API_KEY',
  'ANTHROPIC_API_KEY',
  'GOOGLE_GENERATIVE_AI_API_KEY',
  'HEARTH_MODEL_URL',
  'HEARTH_MODEL_KEY',
  'HEARTH_MODEL',
  'HEARTH_MODEL_PRICE',
  'OPENAI_BASE_URL',
  'HEARTH_ALLOW_PRIVATE_ADDRESSES',
  'HEARTH_DEMO_PAUSE_MS',
] as const
const before = Object.fromEntries(names.map((name) => [name, process.env[name]]))
let database: Awaited<ReturnType<typeof testDatabase>>
let owner: Principal

beforeAll(async () => {
  database = await testDatabase()
  await mock.start()
})
afterAll(async () => {
  for (const name of names) {
    if (before[name] === undefined) delete process.env[name]
    else process.env[name] = before[name]
  }
  await mock.stop()
  await database.drop()
})
beforeEach(async () => {
  for (const name of names) delete process.env[name]
  process.env.HEARTH_DEMO_PAUSE_MS = '0'
  mock.clearFixtures()
  mock.clearRequests()
  owner = await workspace()
})

const own = (more: object = {}) =>
  addConnectionContract.input.parse({
    workspace: owner.workspaceSlug,
    provider: 'openai',
    label: 'Ours',
    baseUrl: `${mock.url}/v1`,
    defaultModel: 'gpt-5.6',
    key: 'sk-very-secret',
    ...more,
  })
const hello = { messages: [{ role: 'user' as const, text: 'Hello' }] }
const hand = (more: object = {}) => createModelHand({ workspaceId: owner.workspaceId, signal: new AbortController().signal, ...more })

describe('connections', () => {
  it('[models.keys-stay] keeps the key in the vault and never gives it back', async () => {
    const added = await addConnection(owner, own())
    const { connections, demo } = await listConnections(owner, { workspace: owner.workspaceSlug })
    expect(demo).toBe(false)
    expect(connections).toEqual([added])
    expect(JSON.stringify([added, connections])).not.toContain('sk-very-secret')
    const rows = await inWorkspace(
      owner.workspaceId,
      (tx) => tx.sql`select m.*, encode(s.sealed, 'escape') as sealed from model_connection m join secret s on s.name = m.secret_name`,
    )
    expect(rows).toHaveLength(1)
    expect(JSON.stringify(rows)).not.toContain('sk-very-secret')
  })

  it('removes the key with the connection', async () => {
    const { id } = await addConnection(owner, own())
    await removeConnection(owner, { workspace: owner.workspaceSlug, connection: id })
    expect(await inWorkspace(owner.workspaceId, (tx) => tx.sql`select 1 from secret`)).toEqual([])
    expect(await listConnections(owner, { workspace: owner.workspaceSlug })).toEqual({ connections: [], demo: true })
    await expect(removeConnection(owner, { workspace: owner.workspaceSlug, connection: id })).rejects.toMatchObject({ code: 'not-found' })
  })

  it('has one default: the newest that asked to be it, and before that the first', async () => {
    await addConnection(owner, own({ label: 'One', isDefault: false }))
    await addConnection(owner, own({ label: 'Two', isDefault: true }))
    await addConnection(owner, own({ label: 'Three', isDefault: false }))
    process.env.ANTHROPIC_API_KEY = 'sk-ant'
    const { connections } = await listConnections(owner, { workspace: owner.workspaceSlug })
    expect(connections.map(({ label, isDefault, source }) => [label, isDefault, source])).toEqual([
      ['One', false, 'workspace'],
      ['Two', true, 'workspace'],
      ['Three', false, 'workspace'],
      ['Anthropic', false, 'environment'],
    ])
  })

  it.each([
    [{ provider: 'compatible', baseUrl: undefined }, 'invalid-input'],
    [{ key: undefined }, 'invalid-input'],
    [{ baseUrl: 'ftp://models.example' }, 'invalid-input'],
  ])('refuses %o', async (more, code) => {
    await expect(addConnection(owner, own(more))).rejects.toMatchObject({ code })
    expect((await listConnections(owner, { workspace: owner.workspaceSlug })).connections).toEqual([])
  })

  it('refuses a name that is taken, and keeps what was there', async () => {
    await addConnection(owner, own())
    await expect(addConnection(owner, own({ key: 'sk-other' }))).rejects.toMatchObject({ code: 'conflict' })
    expect((await listConnections(owner, { workspace: owner.workspaceSlug })).connections).toMatchObject([{ label: 'Ours', isDefault: true }])
  })

  it('lets only admins connect, and shows nothing of another workspace', async () => {
    const added = await addConnection(owner, own())
    for (const role of ['viewer', 'operator', 'editor'] as const) {
      await expect(addConnection({ ...owner, role }, own({ label: role }))).rejects.toMatchObject({ code: 'not-allowed' })
      await expect(removeConnection({ ...owner, role }, { workspace: '', connection: added.id })).rejects.toMatchObject({ code: 'not-allowed' })
    }
    const stranger = await workspace()
    expect((await listConnections(stranger, { workspace: stranger.workspaceSlug })).connections).toEqual([])
    await expect(removeConnection(stranger, { workspace: stranger.workspaceSlug, connection: added.id })).rejects.toMatchObject({ code: 'not-found' })
    expect((await listConnections(owner, { workspace: owner.workspaceSlug })).connections).toHaveLength(1)
  })
})

describe('the model hand', () => {
  it('[models.cost] says what a call cost when its price is known, and nothing when it is not', async () => {
    mock.on({ userMessage: 'Hello' }, { content: 'Hi.', usage: { prompt_tokens: 200, completion_tokens: 30 } })
    await addConnection(owner, own({ price: { input: 2.5, output: 10 } }))
    await addConnection(owner, own({ label: 'Free', isDefault: false }))
    process.env.HEARTH_ALLOW_PRIVATE_ADDRESSES = '1'
    expect((await listConnections(owner, { workspace: owner.workspaceSlug })).connections[0]?.price).toEqual({ input: 2.5, output: 10 })
    const usageOf = async (model: string) => (await hand().call({ ...hello, model })).usage
    const counted = await usageOf('Ours')
    expect(counted.inputTokens).toBeGreaterThan(0)
    expect(counted.costMicros).toBe(counted.inputTokens * 2.5 + counted.outputTokens * 10)
    expect((await usageOf('Free')).costMicros).toBeUndefined()
    expect((await usageOf('Ours/gpt-5.6-mini')).costMicros).toBeUndefined()
  })

  it.each([
    ['2.5/10', { input: 2.5, output: 10 }],
    [' 0 / 1 ', { input: 0, output: 1 }],
    ['cheap', null],
    ['', null],
  ])('reads the price %j from the environment', async (text, price) => {
    process.env.HEARTH_MODEL_URL = 'http://models.example/v1'
    process.env.HEARTH_MODEL_PRICE = text
    expect((await listConnections(owner, { workspace: owner.workspaceSlug })).connections[0]?.price).toEqual(price)
  })

  it('[demo.no-key] lets the demo model answer while nothing is connected, and says so before the first letter', async () => {
    const order: string[] = []
    const model = hand({ onAnswering: ({ demo }: { demo: boolean }) => order.push(`demo ${demo}`) })
    const reply = await model.call({ messages: [{ role: 'user', text: 'Who won the cup?' }], onText: () => order.push('text') })
    expect(reply).toMatchObject({ demo: true, text: expect.stringContaining(`](/${owner.workspaceSlug}/settings/models)`) })
    expect(order.slice(0, 2)).toEqual(['demo true', 'text'])
  })

  it('[models.same-agents] uses the connected model instead, with the key from the vault', async () => {
    process.env.HEARTH_ALLOW_PRIVATE_ADDRESSES = '1'
    await addConnection(owner, own())
    mock.on({ userMessage: 'Hello', model: 'gpt-5.6' }, { content: 'Hello from a real one.' })
    expect(await hand().call(hello)).toMatchObject({ demo: false, text: 'Hello from a real one.', model: 'openai/gpt-5.6' })
    expect(mock.getRequests()).toHaveLength(1)
  })

  it('uses the environment’s model, and the one that is named', async () => {
    process.env.HEARTH_MODEL_URL = `${mock.url}/v1`
    process.env.HEARTH_MODEL = 'meta/llama-4'
    process.env.OPENAI_API_KEY = 'sk-env'
    process.env.OPENAI_BASE_URL = `${mock.url}/v1`
    mock.on({ userMessage: 'Hello', model: 'meta/llama-4' }, { content: 'I am the llama.' })
    mock.on({ userMessage: 'Hello', model: 'gpt-5.4' }, { content: 'I am the other one.' })
    expect(await hand().call(hello)).toMatchObject({ text: 'I am the llama.', model: 'compatible/meta/llama-4' })
    expect(await hand().call({ ...hello, model: 'OpenAI/gpt-5.4' })).toMatchObject({ text: 'I am the other one.' })
  })

  it('[models.ssrf] refuses an address inside, when a workspace gives one', async () => {
    await addConnection(owner, own())
    await expect(hand().call(hello)).rejects.toMatchObject({ code: 'address-refused' })
    expect(mock.getRequests()).toEqual([])
  })

  it('says what to do when the named model is not connected', async () => {
    await expect(hand().call({ ...hello, model: 'openai/gpt-5.6' })).rejects.toMatchObject({
      code: 'no-model',
      message: expect.stringContaining('Settings → Models'),
    })
  })
})

async function workspace(role: Role = 'owner'): Promise<Principal> {
  const [workspaceId, personId] = [newId(), newId()]
  const slug = `w-${workspaceId.slice(-8)}`
  await asSystem(async (tx) => {
    await tx.sql`insert into person (id, email, name, password_hash) values (${personId}, ${`${personId}@example.org`}, 'Ada', 'x')`
    await tx.sql`insert into workspace (id, slug, name) values (${workspaceId}, ${slug}, 'Acme')`
    await tx.sql`insert into membership (workspace_id, person_id, role) values (${workspaceId}, ${personId}, ${role})`
  })
  return { kind: 'person', personId, sessionId: newId(), name: 'Ada', email: 'ada@example.org', workspaceId, workspaceSlug: slug, role }
}
