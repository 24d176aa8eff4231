import { afterAll, beforeAll, expect, it } from 'vitest'
import { type Browser, createBrowser } from '../../e2e/routes.test-kit.ts'
import type { AgentView, ChecklistItem } from '../flows/contract.ts'
import { newId } from '../kernel/ids.ts'
import { createFlowHub } from '../live/flow-hub.ts'
import type { Notice } from '../notices/contract.ts'
import { asSystem } from '../platform/db.ts'
import { testDatabase } from '../platform/test-database.ts'
import { eventually } from '../runs/runs.test-kit.ts'
import type { ThreadView, Wording } from './contract.ts'

let database: Awaited<ReturnType<typeof testDatabase>>
let ada: Browser
let grace: Browser
let ws: string
let agent: AgentView
let graceId: string
let adaId: string
beforeAll(async () => {
  process.env.HEARTH_SMTP_URL = 'smtp://127.0.0.1:9' // nobody listens: letters are written and stay
  database = await testDatabase()
  ada = createBrowser()
  const arrived = await ada.arrive('Ada')
  adaId = arrived.personId
  ws = `/api/workspaces/${arrived.workspaceSlug}`
  grace = createBrowser()
  const { email, personId } = await grace.arrive('Grace')
  graceId = personId
  await ada.call('PUT', `${ws}/members`, { email, role: 'viewer' })
  agent = (await ada.call<AgentView>('POST', `${ws}/agents`, { template: 'support-triage' })).body
})
afterAll(async () => {
  delete process.env.HEARTH_SMTP_URL
  await database?.drop()
})

const at = () => `${ws}/agents/${agent.id}/comments`
const start = (text: string, { id = newId(), node = 'answer', mentions = [] as string[], who = ada } = {}) =>
  who.call<ThreadView & { error?: { code: string } }>('POST', at(), { id, node, title: 'Answer', text, mentions })
const listed = async (who = ada) => (await who.call<{ threads: ThreadView[] }>('GET', at())).body.threads
const bell = async (who: Browser) => (await who.call<{ notices: Notice[] }>('GET', `${ws}/notices`)).body.notices

it('[comments.thread] a talk about a block is begun once, gone on with, resolved and opened again; it stays when the block is gone and over versions', async () => {
  const id = newId()
  const first = (await start('Why this tone?', { id })).body
  expect(first).toMatchObject({ id, node: 'answer', title: 'Answer', resolved: null, comments: [{ text: 'Why this tone?', author: { name: 'Ada' } }] })
  await start('Why this tone?', { id }) // sent twice, said once
  const answered = (await ada.call<ThreadView>('POST', `${at()}/${id}`, { id: newId(), text: 'Legal asked for it.' })).body
  expect(answered.comments.map(({ text }) => text)).toEqual(['Why this tone?', 'Legal asked for it.'])
  const advised = async () =>
    (await ada.call<{ items: ChecklistItem[] }>('GET', `${ws}/agents/${agent.id}/checklist`)).body.items.filter(({ kind }) => kind === 'open-comments')
  expect(await advised()).toMatchObject([{ level: 'advisory', message: 'One comment is open.' }])
  expect((await ada.call<ThreadView>('PATCH', `${at()}/${id}`, { resolved: true })).body.resolved).toMatchObject({ by: 'Ada' })
  expect(await advised()).toEqual([])
  expect((await ada.call<ThreadView>('PATCH', `${at()}/${id}`, { resolved: false })).body.resolved).toBeNull()

  const flow = {
    schema: 1,
    nodes: { a: { block: 'values.text', version: 1, inputs: { value: { kind: 'literal', value: 'x' } }, position: { x: 0, y: 0 } } },
    wires: [],
  }
  const saved = (await ada.call<AgentView>('PUT', `${ws}/agents/${agent.id}/draft`, { draftVersion: agent.draftVersion, flow })).body
  agent = (await ada.call<AgentView>('POST', `${ws}/agents/${agent.id}/publish`, { draftVersion: saved.draftVersion })).body
  expect(await listed()).toMatchObject([{ id, title: 'Answer', comments: [{}, {}] }])
})

it('[comments.roles] viewers read and do not write; a talk of another agent is not found here', async () => {
  expect((await listed(grace)).length).toBeGreaterThan(0)
  expect((await start('Me too', { who: grace })).body.error?.code).toBe('not-allowed')
  const other = (await ada.call<AgentView>('POST', `${ws}/agents`, {})).body
  const [thread] = await listed()
  expect((await ada.call('POST', `${ws}/agents/${other.id}/comments/${thread?.id}`, { id: newId(), text: 'Here?' })).status).toBe(404)
})

it('[comments.told] who is named hears of it by the bell and by mail, once, until the talk is resolved; strangers and oneself do not', async () => {
  const id = newId()
  const stranger = createBrowser()
  const { personId } = await stranger.arrive('Mallory')
  const said = await start('@Grace, is this right?', { id, mentions: [graceId, adaId, personId] })
  await start('@Grace, is this right?', { id, mentions: [graceId] })
  expect(said.body.comments[0]?.mentions).toEqual([{ id: graceId, name: 'Grace' }])
  expect(await bell(grace)).toMatchObject([
    { kind: 'mention', title: expect.stringContaining('Ada named you: Answer in'), text: '@Grace, is this right?', agent: agent.id, thread: id, run: null },
  ])
  expect(await bell(ada)).toEqual([])
  const letters = await asSystem((tx) => tx.sql<{ body: string; person: string }>`select body, person_id as person from mail where key like 'mention:%'`)
  expect(letters).toMatchObject([{ person: graceId, body: expect.stringContaining(`/agents/${agent.id}?comment=${id}`) }])
  await ada.call('PATCH', `${at()}/${id}`, { resolved: true })
  expect(await bell(grace)).toEqual([])
  await grace.call('PATCH', '/api/notices/settings', { mailMentions: false })
  await start('@Grace again', { mentions: [graceId] })
  expect(await bell(grace)).toHaveLength(1)
  expect(await asSystem((tx) => tx.sql`select from mail where key like 'mention:%'`)).toHaveLength(1)
})

it('[comments.change] its author says a comment otherwise and takes it away, an admin takes it away, too; all it ever said stays, for admins', async () => {
  const editor = createBrowser()
  const { email, personId: editorId } = await editor.arrive('Edith')
  await ada.call('PUT', `${ws}/members`, { email, role: 'editor' })
  const id = newId()
  await start('Is it red?', { id, who: editor })
  const one = `${at()}/${id}/${id}`
  const edit = (who: Browser, text: string, mentions: string[] = []) => who.call<ThreadView & { error?: { code: string } }>('PATCH', one, { text, mentions })
  const rung = async () => (await bell(grace)).filter(({ thread }) => thread === id)

  const edited = (await edit(editor, '@Grace, is it blue?', [graceId])).body
  expect(edited.comments).toMatchObject([{ text: '@Grace, is it blue?', mentions: [{ name: 'Grace' }], edited: { by: { name: 'Edith' } }, deleted: null }])
  await edit(editor, '@Grace, is it blue?', [graceId]) // the same words are no change
  expect(await rung()).toMatchObject([{ text: '@Grace, is it blue?' }])
  expect((await edit(ada, 'It is green')).body.error?.code).toBe('not-allowed')
  expect((await edit(grace, 'It is green')).status).toBe(403)
  expect((await editor.call('GET', one)).status).toBe(403)

  await ada.call('POST', `${at()}/${id}`, { id: newId(), text: 'Blue.' })
  expect((await grace.call('DELETE', one)).status).toBe(403)
  const { body } = await editor.call<{ thread: ThreadView | null }>('DELETE', one)
  expect(body.thread?.comments).toMatchObject([{ text: '', mentions: [], edited: null, deleted: { by: { id: editorId } } }, { text: 'Blue.' }])
  expect(await rung()).toEqual([])
  expect((await edit(editor, 'It is green')).body.error?.code).toBe('conflict')

  // The last words that are left: an editor may not take away Ada's, an admin may anybody's. Then the talk is over.
  const last = `${at()}/${id}/${body.thread?.comments[1]?.id}`
  expect((await editor.call('DELETE', last)).status).toBe(403)
  expect((await ada.call<{ thread: null }>('DELETE', last)).body).toEqual({ thread: null })
  expect((await listed()).map((thread) => thread.id)).not.toContain(id)
  expect((await ada.call('POST', `${at()}/${id}`, { id: newId(), text: 'Still here?' })).status).toBe(404)
  expect((await ada.call<{ wordings: Wording[] }>('GET', one)).body.wordings).toMatchObject([
    { text: 'Is it red?', by: { name: 'Edith' } },
    { text: '@Grace, is it blue?', by: { name: 'Edith' } },
    { text: null, by: { name: 'Edith' } },
  ])
  const theirs = newId()
  await start('Mine', { id: theirs, who: editor })
  expect((await ada.call('DELETE', `${at()}/${theirs}/${theirs}`)).status).toBe(200)
})

it('[comments.live] whoever has the flow open hears of a comment', async () => {
  const hub = createFlowHub()
  const heard: string[] = []
  const [{ workspace } = { workspace: '' }] = await asSystem(
    (tx) => tx.sql<{ workspace: string }>`select workspace_id as workspace from agent where id = ${agent.id}`,
  )
  const leave = await hub.join({ workspaceId: workspace, agent: agent.id }, ({ type }) => heard.push(type))
  try {
    await eventually(async () => {
      await start('Hear me?')
      return heard.includes('discussed') ? true : undefined
    }, 'the hub to be told')
  } finally {
    leave()
    hub.stop()
  }
})
