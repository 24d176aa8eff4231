import { afterAll, beforeAll, expect, it } from 'vitest'
import type { Flow } from '../engine/flow.ts'
import { AppError } from '../kernel/errors.ts'
import type { Principal } from '../kernel/principal.ts'
import { testDatabase } from '../platform/test-database.ts'
import { somebody } from '../runs/runs.test-kit.ts'
import { createAgent, fetchOpenApi, getAgent, listOwnTemplates, removeTemplate, saveDraft, saveTemplate, updateTemplate } from './index.ts'

let database: Awaited<ReturnType<typeof testDatabase>>
let ada: Principal
let eve: Principal
beforeAll(async () => {
  database = await testDatabase()
  ada = await somebody()
  eve = await somebody()
})
afterAll(() => database.drop())

const bad = async (asked: Promise<unknown>) => asked.then(() => 'fine').catch((error: unknown) => (error instanceof AppError ? error.code : String(error)))
const words = { description: 'Calls the CRM', tries: [] }
const flowWith = (text: string): Flow => ({
  schema: 1,
  nodes: {
    start: { block: 'chat.message', version: 1, inputs: {}, position: { x: 0, y: 0 } },
    reply: { block: 'reply.text', version: 1, inputs: { text: { kind: 'literal', value: text } }, position: { x: 300, y: 0 } },
    call: {
      ...{ block: 'http.request', version: 1, position: { x: 300, y: 200 } },
      inputs: { url: { kind: 'literal', value: 'https://crm.example.com/' }, headers: { kind: 'literal', value: { authorization: 'Bearer s3cr3t' } } },
    },
  },
  wires: [{ from: { node: 'start', port: 'done' }, to: { node: 'reply', port: 'after' } }],
})
async function agentOf(text: string): Promise<string> {
  const { id, draftVersion } = await createAgent(ada, { workspace: ada.workspaceSlug, name: 'CRM' })
  await saveDraft(ada, { workspace: ada.workspaceSlug, agent: id, draftVersion, flow: flowWith(text) })
  return id
}

it('[own-templates.kept] a template begins agents like a shipped one, without keys; bringing it up to date changes no agent made from it', async () => {
  const agent = await agentOf('first')
  const saved = await saveTemplate(ada, { agent, name: 'CRM call', ...words, tries: ['Call them'] })
  expect(saved).toMatchObject({ name: 'CRM call', leftOut: ['“HTTP request”: what stood under authorization'], agent, version: 1, mayChange: true })
  expect(JSON.stringify(saved)).not.toContain('s3cr3t')
  expect(await listOwnTemplates(ada)).toEqual({ templates: [saved] })
  const made = await createAgent(ada, { workspace: ada.workspaceSlug, template: saved.id })
  expect(made).toMatchObject({ name: 'CRM call', description: 'Calls the CRM', publishedNumber: 1, changed: false, template: saved.id })

  expect(await bad(saveTemplate(ada, { agent, name: 'crm CALL', ...words }))).toBe('conflict')
  const { draftVersion } = await getAgent(ada, { agent })
  await saveDraft(ada, { workspace: ada.workspaceSlug, agent, draftVersion, flow: flowWith('second') })
  const update = { template: saved.id, version: 1, agent, name: 'CRM, again' }
  expect(await updateTemplate(ada, update)).toMatchObject({ name: 'CRM, again', description: 'Calls the CRM', tries: ['Call them'], version: 2 })
  expect(await bad(updateTemplate(ada, update))).toBe('conflict')
  expect(JSON.stringify((await listOwnTemplates(ada)).templates[0]?.flow)).toContain('second')
  expect(JSON.stringify((await getAgent(ada, { agent: made.id })).draft)).toContain('first')
  const empty = await createAgent(ada, { workspace: ada.workspaceSlug, name: 'Empty' })
  expect(await bad(saveTemplate(ada, { agent: empty.id, name: 'Nothing', ...words }))).toBe('invalid-input')
  await removeTemplate(ada, { template: saved.id })
  expect(await listOwnTemplates(ada)).toEqual({ templates: [] })
  expect((await getAgent(ada, { agent: made.id })).name).toBe('CRM call')
})

it('[own-templates.roles] editors save, who saved it and admins change and remove, all of the workspace use it, and nobody else sees it', async () => {
  const agent = await agentOf('ours')
  const as = (role: Principal['role'], personId = eve.personId): Principal => ({ ...ada, role, personId })
  for (const role of ['viewer', 'operator'] as const) expect(await bad(saveTemplate(as(role), { agent, name: `By ${role}`, ...words }))).toBe('not-allowed')
  const { id } = await saveTemplate(as('editor', ada.personId), { agent, name: 'Ours', ...words })
  expect((await listOwnTemplates(as('viewer'))).templates).toMatchObject([{ id, mayChange: false }])
  expect(await bad(createAgent(as('editor'), { workspace: ada.workspaceSlug, template: id }))).toBe('fine')
  expect(await bad(updateTemplate(as('editor'), { template: id, version: 1, name: 'Theirs' }))).toBe('not-allowed')
  expect(await bad(removeTemplate(as('editor'), { template: id }))).toBe('not-allowed')
  expect(await updateTemplate(as('editor', ada.personId), { template: id, version: 1, name: 'Still ours' })).toMatchObject({ name: 'Still ours' })
  expect((await listOwnTemplates(eve)).templates).toEqual([])
  expect(await bad(createAgent(eve, { workspace: eve.workspaceSlug, template: id }))).toBe('not-found')
  expect(await bad(removeTemplate(eve, { template: id }))).toBe('not-found')
  expect(await bad(saveTemplate(eve, { agent, name: 'Mine now', ...words }))).toBe('not-found')
  await removeTemplate(as('admin'), { template: id })
})

it('[openapi.address] reads no document inside the network, and none for who may not edit', async () => {
  const url = 'http://127.0.0.1:1/openapi.json'
  expect(await bad(fetchOpenApi(ada, { url }))).toBe('address-refused')
  expect(await bad(fetchOpenApi({ ...ada, role: 'operator' }, { url }))).toBe('not-allowed')
})
