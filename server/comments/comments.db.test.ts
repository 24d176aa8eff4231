import { afterAll, beforeAll, expect, it } from 'vitest'
import { type Browser, createBrowser } from '../../e2e/routes.test-kit.ts'
import type { AgentView, ChecklistItem } from '../flows/contract.ts'
import { newId } from '../kernel/ids.ts'
import { createFlowHub } from '../live/flow-hub.ts'
import type { Notice } from '../notices/contract.ts'
import { asSystem } from '../platform/db.ts'
import { testDatabase } from '../platform/test-database.ts'
import { eventually } from '../runs/runs.test-kit.ts'
import type { ThreadView } from './contract.ts'

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
