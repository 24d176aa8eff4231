import { LLMock } from '@copilotkit/aimock'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { cards } from '../blocks/index.ts'
import { compile } from '../engine/index.ts'
import { createAgent, getAgent, saveDraft } from '../flows/index.ts'
import type { Principal } from '../kernel/principal.ts'
import { addConnectionContract } from '../models/contract.ts'
import { addConnection } from '../models/index.ts'
import { asSystem } from '../platform/db.ts'
import { testDatabase } from '../platform/test-database.ts'
import { agentWith, begin, somebody, startWorkerProcess, until } from '../runs/runs.test-kit.ts'
import { proposeChangeContract } from './contract.ts'
import { proposeChange } from './index.ts'
import { isAbout, lastWords, play, type Recorded, recorded, sharing } from './recorded.test-kit.ts'

const mock = new LLMock({ port: 0, strict: true })
const former = process.env.HEARTH_ALLOW_PRIVATE_ADDRESSES
let database: Awaited<ReturnType<typeof testDatabase>>
let ada: Principal

beforeAll(async () => {
  process.env.HEARTH_ALLOW_PRIVATE_ADDRESSES = '1'
  database = await testDatabase()
  await mock.start()
  ada = await connected()
  for (const one of Object.values(recorded)) play(mock, one)
})
afterAll(async () => {
  if (former === undefined) delete process.env.HEARTH_ALLOW_PRIVATE_ADDRESSES
  else process.env.HEARTH_ALLOW_PRIVATE_ADDRESSES = former
  await mock.stop()
  await database?.drop()
})

describe('the copilot', () => {
  it.each(Object.entries(recorded))('[copilot.recorded] %s', async (_name, one) => {
    const agent = await agentOf(ada, one)
    const run = one.flow === sharing ? await failed(agent) : undefined
    const before = await traces(ada)
    const { reply, flow, problems, usage } = await ask(ada, { agent, request: one.request, flow: one.flow, ...(run ? { run } : {}) })
    expect(reply).toBe(lastWords(one))
    expect(usage.inputTokens).toBeGreaterThanOrEqual(100)
    if (one.gives) {
      if (!flow) throw new Error('nothing was proposed')
      expect(compile(flow, cards())).toMatchObject({ ok: true })
      expect(problems).toEqual([])
      expect(Object.keys(flow.nodes).sort()).toEqual([...one.gives.nodes].sort())
      expect(flow.wires.map(({ from, to }) => `${from.node}.${from.port} > ${to.node}.${to.port}`)).toEqual(expect.arrayContaining(one.gives.wires))
    } else expect(flow).toBeNull()
    // a proposal that nobody takes leaves no trace
    expect(await traces(ada)).toEqual(before)
    expect((await getAgent(ada, { agent })).draft).toEqual(one.flow)
  })

  it('[copilot.repair] tells the model what failed and with what, and nothing of secrets', async () => {
    const one = recorded['repairs a run that failed']
    if (!one) throw new Error('no such recording')
    const agent = await agentOf(ada, one)
    mock.clearRequests()
    await ask(ada, { agent, request: one.request, flow: one.flow, run: await failed(agent) })
    const told = JSON.stringify(mock.getRequests())
    expect(told).toContain('What went wrong')
    expect(told).toContain('math.divide')
    expect(told).not.toContain('sk-very-secret-key')
  })

  it('[copilot.no-model] says plainly that no model is connected, and what to do', async () => {
    const ben = await somebody()
    const agent = (await createAgent(ben, { workspace: ben.workspaceSlug, name: 'Alone' })).id
    await expect(ask(ben, { agent, request: 'Build something', flow: sharing })).rejects.toMatchObject({
      code: 'no-model',
      message: expect.stringContaining('Settings'),
    })
  })

  it('[copilot.bounded] stops a model that never comes to an end', async () => {
    const carol = await connected()
    const agent = (await createAgent(carol, { workspace: carol.workspaceSlug, name: 'Endless' })).id
    const request = 'Never stop.'
    mock.on(
      { predicate: (asked) => isAbout(asked, request) && (asked.tools ?? []).length > 0 },
      { toolCalls: [{ name: 'find_blocks', arguments: JSON.stringify({ words: 'text' }) }] },
    )
    mock.on({ predicate: (asked) => isAbout(asked, request) }, { content: 'I looked and looked.' })
    mock.clearRequests()
    expect(await ask(carol, { agent, request, flow: sharing })).toMatchObject({ reply: 'I looked and looked.', flow: null })
    expect(mock.getRequests().length).toBeLessThanOrEqual(16)
  })

  it('is for editors and above', async () => {
    const agent = (await createAgent(ada, { workspace: ada.workspaceSlug, name: 'Mine' })).id
    await expect(ask({ ...ada, role: 'operator' }, { agent, request: 'Build', flow: sharing })).rejects.toMatchObject({ code: 'not-allowed' })
  })
})

const ask = (who: Principal, input: { agent: string; request: string; flow: Recorded['flow']; run?: string }) =>
  proposeChange(who, proposeChangeContract.input.parse({ workspace: who.workspaceSlug, ...input }), { signal: new AbortController().signal })

async function connected(): Promise<Principal> {
  const who = await somebody()
  const connection = { provider: 'openai', label: 'Ours', baseUrl: `${mock.url}/v1`, defaultModel: 'gpt-5.6', key: 'sk-very-secret-key' }
  await addConnection(who, addConnectionContract.input.parse({ workspace: who.workspaceSlug, ...connection }))
  return who
}

async function agentOf(who: Principal, { flow }: Recorded): Promise<string> {
  const agent = await createAgent(who, { workspace: who.workspaceSlug, name: 'Mine' })
  await saveDraft(who, { workspace: who.workspaceSlug, agent: agent.id, draftVersion: agent.draftVersion, flow })
  return agent.id
}

/** A run of a flow that divides by nothing. */
let worker: Promise<unknown> | undefined
async function failed(_agent: string): Promise<string> {
  worker ??= startWorkerProcess()
  await worker
  const run = await begin(ada, await agentWith(ada, sharing))
  await until(run, 'failed')
  return run
}

/** Everything that a proposal could have left behind. */
const traces = (who: Principal) =>
  asSystem(
    (tx) => tx.sql`select a.id::text, a.draft, a.draft_version, (select count(*)::int from run r where r.workspace_id = a.workspace_id) as runs,
    (select count(*)::int from revision v where v.workspace_id = a.workspace_id) as revisions from agent a where a.workspace_id = ${who.workspaceId} order by a.id`,
  )
