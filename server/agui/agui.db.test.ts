import { buildResumeArray, HttpAgent } from '@ag-ui/client'
import { HttpAgent as LegacyAgent } from 'ag-ui-client-legacy'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest'
import { specOf, surfacesOf } from '../blocks/show/props/a2ui.ts'
import { viewOf } from '../blocks/show/props/view-of.ts'
import { emptyConversation, eventsToSurfaces, fold, itemsOf } from '../conversation/index.ts'
import { closeDurable } from '../durable/index.ts'
import { flowSchema } from '../engine/flow.ts'
import { paymentsAssistant } from '../flows/templates/payments-assistant.ts'
import { newId } from '../kernel/ids.ts'
import type { Principal } from '../kernel/principal.ts'
import { readUpTo } from '../memory/feed/index.ts'
import { openLedger } from '../memory/records/index.ts'
import { asSystem } from '../platform/db.ts'
import { testDatabase } from '../platform/test-database.ts'
import { createRoom, forkRoom, listRooms, postMessage, roomEntry, roomSnapshot } from '../rooms/index.ts'
import { answerWait } from '../runs/index.ts'
import { agentWith, eventually, flowOf, somebody, startWorkerProcess, stateOf, until, type WorkerProcess } from '../runs/runs.test-kit.ts'
import { type AguiServer, aguiServer } from './http.test-kit.ts'

let database: Awaited<ReturnType<typeof testDatabase>>
let worker: WorkerProcess
let ada: Principal
let bank: string
let server: AguiServer
beforeAll(async () => {
  database = await testDatabase()
  worker = await startWorkerProcess()
  ada = await somebody()
  await asSystem((tx) => openLedger(tx, ada.workspaceId, ada.name))
  bank = await agentWith(ada, flowSchema.parse(paymentsAssistant.flow))
  server = await aguiServer(ada)
})
afterAll(async () => {
  await server?.close()
  await worker?.stop()
  await closeDurable()
  await database?.drop()
})

const warnings = [vi.spyOn(console, 'warn'), vi.spyOn(console, 'error')]
beforeEach(() => {
  for (const warning of warnings) warning.mockClear()
})
afterEach(() => {
  for (const warning of warnings) expect(warning.mock.calls).toEqual([])
})

type Seen = { type: string; [field: string]: unknown }
const isTerminal = ({ type }: Seen) => type === 'RUN_FINISHED' || type === 'RUN_ERROR'

/** The raw events of a request, as any client gets them. */
async function events(door: string, body: object, agent = bank): Promise<Seen[]> {
  const response = await fetch(server.url(agent, door), { method: 'POST', body: JSON.stringify(body) })
  expect(response.status).toBe(200)
  const text = await response.text()
  return text.split('\n\n').flatMap((frame) => (frame.startsWith('data: ') ? (JSON.parse(frame.slice(6)) as Seen) : []))
}
const input = (threadId: string, more: object = {}) => ({
  threadId,
  runId: newId(),
  messages: [],
  tools: [],
  context: [],
  state: {},
  forwardedProps: {},
  ...more,
})
const hello = (content: string) => [{ id: newId(), role: 'user', content }]
const transfers = async () => {
  const [row] = await asSystem(
    (tx) => tx.sql<{ n: number }>`select count(*) as n from ledger_transfer where workspace_id = ${ada.workspaceId} and idempotency_key not like 'opening:%'`,
  )
  return row?.n ?? -1
}

describe.each([
  ['1.0.0', HttpAgent],
  ['0.0.59', LegacyAgent],
] as const)('an unchanged HttpAgent of @ag-ui/client %s', (_, Agent) => {
  const person = (threadId = newId()) => {
    const agent = new Agent({ url: server.url(bank, 'run'), threadId })
    const seen: Seen[] = []
    agent.subscribe({ onEvent: ({ event }: { event: object }) => void seen.push(event as Seen) })
    return { agent, seen, say: (content: string) => agent.addMessage({ id: newId(), role: 'user', content }) }
  }

  it('[agui.text] gets a streamed answer, and the room has the same words', async () => {
    const { agent, seen, say } = person()
    say('What is my balance?')
    await agent.runAgent()
    const answer = agent.messages.findLast((message) => message.role === 'assistant' && message.content)
    expect(answer?.content).toMatch(/\w/)
    expect(seen[0]).toMatchObject({ type: 'RUN_STARTED', threadId: agent.threadId })
    expect(seen.filter(isTerminal)).toEqual([seen.at(-1)])
    const room = await roomSnapshot(ada, { room: agent.threadId })
    expect(
      itemsOf(fold(emptyConversation, room.entries as never))
        .filter((item) => item.kind === 'message')
        .at(-1),
    ).toMatchObject({ text: answer?.content, streaming: false })
  })

  it('[agui.tools] gets tool calls with their results, and cards as tool calls with typed arguments', async () => {
    const { agent, say } = person()
    say('What is my balance?')
    await agent.runAgent()
    const calls = agent.messages.flatMap((message) => ('toolCalls' in message ? (message.toolCalls ?? []) : []))
    expect(calls.map((call) => call.function.name)).toEqual(['get_balance', 'Balance'])
    for (const call of calls) expect(agent.messages.filter((message) => message.role === 'tool' && message.toolCallId === call.id).length).toBe(1)
    expect(JSON.parse(calls[1]?.function.arguments ?? '')).toMatchObject({
      accounts: [{ available: { amountMinor: expect.any(String), currency: 'EUR' } }, {}],
    })
  })

  it('[agui.interrupt] is interrupted by a question, resumes with the answer, and the transfer happens once', async () => {
    const before = await transfers()
    const { agent, seen, say } = person()
    say('Send 25 EUR to Anna')
    await agent.runAgent()
    const asked = seen.at(-1) as unknown as { type: string; outcome: { type: string; interrupts: { id: string; toolCallId: string }[] } }
    expect(asked).toMatchObject({
      type: 'RUN_FINISHED',
      outcome: { type: 'interrupt', interrupts: [{ reason: 'confirmation', metadata: { component: 'TransferConfirm' } }] },
    })
    const [interrupt] = asked.outcome.interrupts
    expect(seen.find((event) => event.type === 'TOOL_CALL_START' && event.toolCallId === interrupt?.toolCallId)).toMatchObject({
      toolCallName: 'TransferConfirm',
    })
    expect(await transfers()).toBe(before)

    seen.length = 0
    await agent.runAgent({ resume: [{ interruptId: interrupt?.id ?? '', status: 'resolved', payload: { approved: true } }] })
    expect(seen.filter(isTerminal)).toEqual([seen.at(-1)])
    expect(seen.at(-1)?.type).toBe('RUN_FINISHED')
    expect(seen.at(-1)?.outcome).toBeUndefined()
    expect(seen.find((event) => event.type === 'TOOL_CALL_RESULT')).toMatchObject({ toolCallId: interrupt?.toolCallId })
    expect(seen.filter((event) => event.type === 'TOOL_CALL_START').map((event) => event.toolCallName)).toContain('TransactionReceipt')
    expect(await transfers()).toBe(before + 1)
  })

  it('[agui.decline] declines, and nothing moves', async () => {
    const before = await transfers()
    const { agent, seen, say } = person()
    say('Send 40 EUR to Ben')
    await agent.runAgent()
    const { outcome } = seen.at(-1) as unknown as { outcome: { interrupts: { id: string }[] } }
    await agent.runAgent({ resume: [{ interruptId: outcome.interrupts[0]?.id ?? '', status: 'cancelled' }] })
    expect(seen.at(-1)).toMatchObject({ type: 'RUN_FINISHED' })
    expect(await transfers()).toBe(before)
  })
})

describe('the run door', () => {
  it('knows pending interrupts as the 1.0 client tracks them', async () => {
    const agent = new HttpAgent({ url: server.url(bank, 'run'), threadId: newId() })
    agent.addMessage({ id: newId(), role: 'user', content: 'Send 5 EUR to Anna' })
    await agent.runAgent()
    const [pending] = agent.pendingInterrupts
    expect(pending).toMatchObject({ reason: 'confirmation' })
    await agent.runAgent({ resume: buildResumeArray(agent.pendingInterrupts, { [pending?.id ?? '']: { status: 'resolved', payload: { approved: false } } }) })
    expect(agent.pendingInterrupts).toEqual([])
  })

  it('[agui.reconnect] gives a known run again from its beginning, live or ended, with the same text', async () => {
    const asked = input(newId(), { messages: hello('What is my balance?') })
    const [first, second] = await Promise.all([events('run', asked), events('run', asked)])
    const again = await events('run', asked)
    const textOf = (list: Seen[]) =>
      list
        .filter((event) => event.type === 'TEXT_MESSAGE_CONTENT')
        .map((event) => event.delta)
        .join('')
    expect(textOf(first)).toMatch(/\w/)
    expect([textOf(second), textOf(again)]).toEqual([textOf(first), textOf(first)])
    for (const list of [first, second, again]) expect(list.filter(isTerminal)).toEqual([list.at(-1)])
  })

  it('[agui.resume-twice] takes the same resume twice as one, also under the id of the interrupted run', async () => {
    const before = await transfers()
    const asked = input(newId(), { messages: hello('Send 3 EUR to Anna') })
    const interrupted = (await events('run', asked)).at(-1) as unknown as { outcome: { interrupts: { id: string }[] } }
    const resume = { ...asked, resume: [{ interruptId: interrupted.outcome.interrupts[0]?.id, status: 'resolved', payload: { approved: true } }] }
    const [first, ...rest] = await Promise.all([events('run', resume), events('run', resume)]).then(async (both) => [...both, await events('run', resume)])
    const kinds = (list: Seen[] = []) => list.filter((event) => event.type !== 'CUSTOM').map((event) => event.type)
    for (const list of rest) expect(kinds(list)).toEqual(kinds(first))
    expect(first?.at(-1)).toMatchObject({ type: 'RUN_FINISHED', runId: asked.runId })
    expect(await transfers()).toBe(before + 1)
    const late = await events('run', { ...resume, resume: [{ ...resume.resume[0], payload: { approved: false } }] })
    expect(late.at(-1)).toMatchObject({ type: 'RUN_ERROR', code: 'ALREADY_ANSWERED', message: expect.stringContaining('Ada') })
  })

  it('[agui.pending] refuses a new turn while a question is open, and says which', async () => {
    const thread = newId()
    await events('run', input(thread, { messages: hello('Send 7 EUR to Anna') }))
    const refused = await events('run', input(thread, { messages: hello('And my balance?') }))
    expect(refused.map((event) => event.type)).toEqual(['RUN_STARTED', 'RUN_ERROR'])
    expect(refused[1]).toMatchObject({ code: 'INTERRUPT_PENDING', message: expect.stringContaining('Send 7.00 EUR') })
  })

  it('[agui.answered-elsewhere] goes on when the question was answered in the room', async () => {
    const room = await createRoom(ada, { agent: bank })
    const asked = input(room.id, { messages: hello('Send 2 EUR to Anna') })
    await events('run', asked)
    const { openWaits } = await roomSnapshot(ada, { room: room.id })
    await answerWait(ada, { wait: openWaits[0]?.id ?? '', outcome: 'approved', value: null })
    const whole = await events('run', asked)
    expect(whole.at(-1)).toMatchObject({ type: 'RUN_FINISHED' })
    expect(whole.at(-1)?.outcome).toBeUndefined()
  })

  it('[agui.closed-socket] ends the stream and not the run when the client goes away', async () => {
    const waits = await agentWith(
      ada,
      flowOf({
        nodes: {
          message: { block: 'chat.message' },
          gate: { block: 'human.approval', inputs: { title: 'Go on?' } },
          say: { block: 'reply.text', inputs: { text: 'Done.' } },
        },
        wires: ['message.done > gate.after', 'gate.approved > say.after'],
      }),
    )
    const asked = input(newId(), { messages: hello('Go') })
    const gone = new AbortController()
    const response = await fetch(server.url(waits, 'run'), { method: 'POST', body: JSON.stringify(asked), signal: gone.signal })
    await response.body?.getReader().read()
    gone.abort()
    await eventually(async () => (server.open() === 0 ? true : undefined), 'the stream to end')
    const interrupted = (await events('run', asked, waits)).at(-1) as unknown as { outcome: { interrupts: { id: string }[] } }
    const done = await events(
      'run',
      { ...asked, runId: newId(), resume: [{ interruptId: interrupted.outcome.interrupts[0]?.id, status: 'resolved', payload: { approved: true } }] },
      waits,
    )
    expect(
      done
        .filter((event) => event.type === 'TEXT_MESSAGE_CONTENT')
        .map((event) => event.delta)
        .join(''),
    ).toBe('Done.')
  })

  it('replays the latest run when nothing new is said, and an empty run in an empty thread', async () => {
    const thread = newId()
    const messages = hello('What is my balance?')
    expect((await events('run', input(thread))).map((event) => event.type)).toEqual(['RUN_STARTED', 'RUN_FINISHED'])
    await events('run', input(thread, { messages }))
    const replay = await events('run', input(thread, { messages }))
    expect(replay.some((event) => event.type === 'TEXT_MESSAGE_CONTENT')).toBe(true)
    expect(replay.at(-1)?.type).toBe('RUN_FINISHED')
    expect((await readUpTo(ada.workspaceId, thread, 1000)).map(roomEntry).filter(({ event }) => event.type === 'RUN_STARTED').length).toBe(1)
  })

  it('keeps a thread under a name that is no room id, for this person alone', async () => {
    const thread = 'my thread'
    await events('run', input(thread, { messages: hello('Hello') }))
    const rooms = (await listRooms(ada)).rooms.length
    await events('run', input(thread, { messages: hello('Hello again') }))
    expect((await listRooms(ada)).rooms.length).toBe(rooms)
  })
})

describe('the other doors', () => {
  it('[agui.connect] connect gives the thread as it stands, with its open question as the interrupt', async () => {
    const thread = newId()
    await events('run', input(thread, { messages: hello('Send 9 EUR to Anna') }))
    const connected = await events('connect', input(thread))
    expect(connected.map((event) => event.type)).toEqual(['RUN_STARTED', 'MESSAGES_SNAPSHOT', 'RUN_FINISHED'])
    expect(connected[1]?.messages).toContainEqual(expect.objectContaining({ role: 'user', content: 'Send 9 EUR to Anna' }))
    expect(connected[2]).toMatchObject({ outcome: { type: 'interrupt', interrupts: [{ reason: 'confirmation' }] } })
    expect((await events('connect', input(newId()))).map((event) => event.type)).toEqual(['RUN_STARTED', 'RUN_FINISHED'])
  })

  it('[agui.cancel] cancel stops the run by the client’s id, and every stream of it ends', async () => {
    const thread = newId()
    const asked = input(thread, { messages: hello('Send 8 EUR to Anna') })
    await events('run', asked)
    const cancelled = await fetch(server.url(bank, 'cancel'), { method: 'POST', body: JSON.stringify({ threadId: thread, runId: asked.runId }) })
    const { executionId } = (await cancelled.json()) as { executionId: string }
    expect(await stateOf(executionId)).toMatchObject({ status: 'cancelled' })
    expect((await events('run', asked)).at(-1)).toMatchObject({ type: 'RUN_ERROR', code: 'cancelled' })
    expect((await events('run', { ...asked, protocolVersion: '1.0' })).at(-1)).toMatchObject({ type: 'RUN_FINISHED', outcome: { type: 'cancelled' } })
  })

  it('[agui.resume-door] resume answers by execution and tool call', async () => {
    const room = await createRoom(ada, { agent: bank })
    const { runId } = await postMessage(ada, { room: room.id, id: newId(), text: 'Send 6 EUR to Anna' })
    await until(runId ?? '', 'waiting', 'failed')
    const { openWaits } = await roomSnapshot(ada, { room: room.id })
    const ask = (content: unknown) =>
      fetch(server.url(bank, 'resume'), { method: 'POST', body: JSON.stringify({ executionId: runId, toolCallId: openWaits[0]?.id, content }) })
    expect((await ask({})).status).toBe(400)
    expect(await (await ask({ approved: true })).json()).toMatchObject({ executionId: runId, status: 'answered' })
    await until(runId ?? '', 'completed', 'failed')
  })

  it('capabilities says what a client may count on', async () => {
    expect(await (await fetch(server.url(bank, 'capabilities'))).json()).toMatchObject({
      transport: { streaming: true, resumable: true },
      humanInTheLoop: { interrupts: true },
    })
  })

  it('[agui.tenancy] every door answers a stranger as if there were nothing', async () => {
    const thread = newId()
    const asked = input(thread, { messages: hello('Hello') })
    await events('run', asked)
    const eve = await aguiServer(await somebody())
    const post = (door: string, agent: string, body: object) =>
      fetch(eve.url(agent, door), { method: 'POST', body: JSON.stringify(body) }).then(async (response) => `${response.status} ${await response.text()}`)
    const missing = newId()
    for (const [door, body] of [
      ['run', asked],
      ['connect', asked],
      ['cancel', { threadId: thread, runId: asked.runId }],
      ['resume', { executionId: newId(), toolCallId: newId() }],
    ] as const) {
      expect(await post(door, bank, body)).toBe(await post(door, missing, body))
      expect(await post(door, bank, body)).toMatch(/^404 /)
    }
    await eve.close()
    // the same thread id of somebody else, in a workspace of their own, is another thread
    const own = await somebody()
    await asSystem((tx) => openLedger(tx, own.workspaceId, own.name))
    const theirs = await agentWith(own, flowSchema.parse(paymentsAssistant.flow))
    const another = await aguiServer(own)
    const response = await fetch(another.url(theirs, 'connect'), { method: 'POST', body: JSON.stringify(input(thread)) })
    expect(await response.text()).not.toContain('MESSAGES_SNAPSHOT')
    const ran = await fetch(another.url(theirs, 'run'), { method: 'POST', body: JSON.stringify(input(thread, { messages: hello('Hi') })) })
    expect(await ran.text()).toContain('RUN_FINISHED')
    await another.close()
  })
})

describe('what a client brings along', () => {
  const tool = { name: 'pick_colour', description: 'Asks the app which colour it has.', parameters: { type: 'object', properties: { of: { type: 'string' } } } }
  const caller = () =>
    agentWith(
      ada,
      flowOf({
        nodes: {
          message: { block: 'chat.message' },
          assistant: { block: 'agent.loop', inputs: { instructions: 'Use the tools.' } },
        },
        wires: ['message.text > assistant.message'],
      }),
    )

  it.each([
    ['1.0.0', HttpAgent],
    ['0.0.59', LegacyAgent],
  ] as const)('[agui.app-tools] a tool of the client is called, and its result in the next run is what the model gets (%s)', async (_, Agent) => {
    const agentId = await caller()
    const agent = new Agent({ url: server.url(agentId, 'run'), threadId: newId() })
    const seen: Seen[] = []
    agent.subscribe({ onEvent: ({ event }: { event: object }) => void seen.push(event as Seen) })
    agent.addMessage({ id: newId(), role: 'user', content: 'use pick_colour {"of":"door"}' })
    await agent.runAgent({ tools: [tool] })
    expect(seen.at(-1)).toMatchObject({ type: 'RUN_FINISHED' })
    expect((seen.at(-1)?.outcome as { type: string } | undefined)?.type).not.toBe('interrupt')
    const call = agent.messages.flatMap((message) => ('toolCalls' in message ? (message.toolCalls ?? []) : [])).at(-1)
    expect(call?.function).toMatchObject({ name: 'pick_colour', arguments: '{"of":"door"}' })

    seen.length = 0
    agent.addMessage({ id: newId(), role: 'tool', toolCallId: call?.id ?? '', content: 'green' })
    await agent.runAgent({ tools: [tool] })
    expect(seen.at(-1)).toMatchObject({ type: 'RUN_FINISHED' })
    expect(agent.messages.findLast((message) => message.role === 'assistant')?.content).toContain('green')
    expect(agent.messages.filter((message) => message.role === 'tool').length).toBe(1)
    const room = await roomSnapshot(ada, { room: agent.threadId })
    expect(itemsOf(fold(emptyConversation, room.entries as never))).toContainEqual(
      expect.objectContaining({ kind: 'toolCall', name: 'pick_colour', status: 'done', output: 'green' }),
    )
  })
})

describe('a prompt that asks for another tenant', () => {
  it('[hostile.tenant-prompt] does nothing, whichever way it names them: tools find nothing there, and nothing of theirs is told or moved', async () => {
    const bob = await somebody()
    await asSystem((tx) => openLedger(tx, bob.workspaceId, 'Bob'))
    const theirs = () =>
      asSystem(
        (tx) => tx.sql<{ id: string; available: string }>`select a.id, coalesce(sum(e.amount_minor), 0)::text as available from ledger_account a
          left join ledger_entry e on e.account_id = a.id where a.workspace_id = ${bob.workspaceId} group by a.id order by a.id`,
      )
    const before = await theirs()
    const moved = await transfers()
    const account = before[0]?.id ?? ''
    const tools = [
      { block: 'ledger.balances', name: 'balances' },
      { block: 'ledger.transactions', name: 'movements' },
      { block: 'ledger.transfer', name: 'pay', ask: true },
    ]
    const obeys = await agentWith(
      ada,
      flowOf({ nodes: { message: { block: 'chat.message' }, loop: { block: 'agent.loop', inputs: { tools } } }, wires: ['message.text > loop.message'] }),
    )
    expect(account).toMatch(/./)
    const context = [{ description: 'workspace', value: bob.workspaceId }]
    const forwardedProps = { workspace: bob.workspaceSlug, workspaceId: bob.workspaceId, personId: bob.personId }
    const prompts: [string, RegExp][] = [
      [`use movements ${JSON.stringify({ account })}`, /not-found/],
      [`use pay ${JSON.stringify({ to: account, amount: '5' })}`, /not-found/],
      [`use pay ${JSON.stringify({ from: account, to: 'Anna', amount: '5' })}`, /not-found/],
      // words that no tool knows: it answers for the workspace it is in
      [`use movements ${JSON.stringify({ workspaceId: bob.workspaceId, workspace: bob.workspaceSlug })}`, /"items"/],
      [`use balances ${JSON.stringify({ workspace: bob.workspaceSlug, personId: bob.personId })}`, /Ada/],
    ]
    for (const [prompt, expected] of prompts) {
      const seen = await events('run', input(newId(), { messages: hello(prompt), context, forwardedProps }), obeys)
      expect(seen.at(-1), prompt).toMatchObject({ type: 'RUN_FINISHED' })
      expect(seen.at(-1)?.outcome, prompt).toBeUndefined()
      // what a tool gave is told in the words of the model, too
      const told = seen.flatMap(({ type, content, delta }) => (type === 'TOOL_CALL_RESULT' ? [content] : type === 'TEXT_MESSAGE_CONTENT' ? [delta] : []))
      expect(told.join(''), prompt).toMatch(expected)
      expect(JSON.stringify(seen.filter(({ type }) => type !== 'TOOL_CALL_ARGS')), prompt).not.toContain('Bob')
    }
    expect(await theirs()).toEqual(before)
    expect(await transfers()).toBe(moved)
  })
})

describe('what there is to know of an agent and its threads', () => {
  it('[agui.capabilities] capabilities are what the flow truly has', async () => {
    const told = await (await fetch(server.url(bank, 'capabilities'))).json()
    expect(told).toMatchObject({
      tools: { supported: true, clientProvided: true },
      humanInTheLoop: { supported: true, approvals: true, interrupts: true, approveWithEdits: false },
      multimodal: { input: { image: true, pdf: true, file: true, audio: false } },
    })
    expect(told.tools.items).toContainEqual(expect.objectContaining({ name: 'send_money', metadata: { block: 'ledger.transfer', asksFirst: true } }))
    const plain = await agentWith(
      ada,
      flowOf({ nodes: { message: { block: 'chat.message' }, say: { block: 'reply.text', inputs: { text: 'Hi.' } } }, wires: ['message.done > say.after'] }),
    )
    expect(await (await fetch(server.url(plain, 'capabilities'))).json()).toMatchObject({
      tools: { supported: false, items: [], clientProvided: false },
      multimodal: { input: { image: false, file: true } },
      humanInTheLoop: { supported: false, approvals: false, interrupts: false },
    })
  })

  it('[agui.threads] threads are listed a page at a time, and each is read as messages with its open question', async () => {
    const agent = await agentWith(ada, flowSchema.parse(paymentsAssistant.flow))
    const get = async (door: string) => (await (await fetch(server.url(agent, door))).json()) as Record<string, never>
    const names = [newId(), newId(), newId()]
    for (const thread of names) {
      const response = await fetch(server.url(agent, 'run'), { method: 'POST', body: JSON.stringify(input(thread, { messages: hello('Send 9 EUR to Anna') })) })
      await response.text()
    }
    const first = (await get('threads?limit=2')) as unknown as { threads: { threadId: string; waiting: number }[]; next: string }
    const second = (await get(`threads?limit=2&after=${first.next}`)) as unknown as typeof first
    expect([...first.threads, ...second.threads].map(({ threadId }) => threadId)).toEqual([...names].reverse())
    expect(first.threads[0]).toMatchObject({ waiting: 1 })
    expect(second.next).toBeNull()
    const thread = (await get(`threads/${names[0]}`)) as unknown as { messages: object[]; interrupts: object[]; running: boolean; state: object }
    expect(thread.messages).toContainEqual(expect.objectContaining({ role: 'user', content: 'Send 9 EUR to Anna' }))
    expect(thread.interrupts).toEqual([expect.objectContaining({ reason: 'confirmation' })])
    expect(thread).toMatchObject({ running: false, state: {}, before: null })
    expect((await fetch(server.url(agent, `threads/${newId()}`))).status).toBe(404)
  })
})

describe('what a client and an agent share', () => {
  it.each([
    ['1.0.0', HttpAgent],
    ['0.0.59', LegacyAgent],
  ] as const)('[agui.state] the state of the client reaches the flow, and what the flow changes reaches the client (%s)', async (_, Agent) => {
    const agentId = await agentWith(
      ada,
      flowOf({
        nodes: {
          message: { block: 'chat.message' },
          set: {
            block: 'state.patch',
            inputs: {
              patch: [
                { op: 'add', path: '/seen', value: true },
                { op: 'replace', path: '/colour', value: 'green' },
              ],
            },
          },
        },
        wires: ['message.done > set.after'],
      }),
    )
    const agent = new Agent({ url: server.url(agentId, 'run'), threadId: newId() })
    agent.setState({ colour: 'red', list: [1, 2] })
    agent.addMessage({ id: newId(), role: 'user', content: 'Hello' })
    await agent.runAgent()
    expect(agent.state).toEqual({ colour: 'green', list: [1, 2], seen: true })
    const other = new Agent({ url: server.url(agentId, 'run'), threadId: agent.threadId })
    await other.runAgent()
    expect(other.state).toEqual(agent.state)
  })
})

describe('a copy of the state that is out of date', () => {
  it('[agui.state-stale] an unchanged client that says its old copy again overwrites nothing; one that names its base is merged or refused', async () => {
    const plain = await agentWith(
      ada,
      flowOf({ nodes: { message: { block: 'chat.message' }, say: { block: 'reply.text', inputs: { text: 'Hi.' } } }, wires: ['message.done > say.after'] }),
    )
    const threadId = newId()
    const client = () => new HttpAgent({ url: server.url(plain, 'run'), threadId })
    const speak = async (agent: HttpAgent, forwardedProps: object = {}) => {
      agent.addMessage({ id: newId(), role: 'user', content: 'Hello' })
      const seen: Seen[] = []
      const { unsubscribe } = agent.subscribe({ onEvent: ({ event }) => void seen.push(event as unknown as Seen) })
      await agent.runAgent({ forwardedProps })
      unsubscribe()
      return seen
    }
    const versionIn = (seen: Seen[]) => seen.flatMap(({ metadata }) => (metadata as { stateVersion?: number } | undefined)?.stateVersion ?? []).at(-1)
    const [phone, desk] = [client(), client()]
    phone.setState({ colour: 'red', list: [1] })
    const base = versionIn(await speak(phone))
    expect(base).toBeGreaterThan(0)
    await desk.runAgent() // reads it
    desk.setState({ ...desk.state, colour: 'green' })
    await speak(desk)
    expect(phone.state).toEqual({ colour: 'red', list: [1] })
    await speak(phone)
    expect(phone.state).toEqual({ colour: 'green', list: [1] })

    // from the base it had, a change of something else is put upon it; a change of the same is refused, and nothing is said
    const late = client()
    late.setState({ colour: 'red', list: [1], size: 3 })
    await speak(late, { stateBase: base })
    expect(late.state).toEqual({ colour: 'green', list: [1], size: 3 })
    const wrong = client()
    wrong.setState({ colour: 'blue', list: [1] })
    const refused = await speak(wrong, { stateBase: base })
    expect(refused.at(-1)).toMatchObject({ type: 'RUN_ERROR', code: 'STATE_CONFLICT', message: expect.stringContaining('/colour') })
    const thread = await (await fetch(server.url(plain, `threads/${threadId}`))).json()
    expect(thread.state).toEqual(late.state)
    expect(thread.messages.filter(({ role }: { role: string }) => role === 'user').length).toBe(4)
    // with the version it now is, it counts
    wrong.setState({ ...thread.state, colour: 'blue' })
    await speak(wrong, { stateBase: thread.stateVersion })
    expect(wrong.state).toEqual({ colour: 'blue', list: [1], size: 3 })
    const odd = JSON.stringify(input(threadId, { messages: hello('Hello'), forwardedProps: { stateBase: 'new' } }))
    expect((await fetch(server.url(plain, 'run'), { method: 'POST', body: odd })).status).toBe(400)

    // a branch goes on with the state of then
    const branch = await forkRoom(ada, { room: threadId, id: newId(), item: thread.messages.at(-1).id })
    expect((await (await fetch(server.url(plain, `threads/${branch.id}`))).json()).state).toEqual({ colour: 'green', list: [1], size: 3 })
  })
})

describe('views as A2UI surfaces', () => {
  const spec = {
    root: 'all',
    elements: {
      all: { type: 'Stack', props: {}, children: ['title', 'guests', 'seat', 'go'] },
      title: { type: 'Heading', props: { text: 'Table for two' } },
      guests: { type: 'Input', props: { name: 'guests', label: 'Guests:', kind: 'number' } },
      seat: { type: 'Input', props: { name: 'seat', label: 'Where:', kind: 'choice', options: [{ value: 'in' }, { value: 'out', hint: 'outside' }] } },
      go: { type: 'Button', props: { label: 'Book', action: 'book', tone: 'primary' } },
    },
  }
  const drawing = () =>
    agentWith(
      ada,
      flowOf({
        nodes: {
          message: { block: 'chat.message' },
          card: { block: 'show.anything', inputs: { spec: { root: 'a', elements: { a: { type: 'Text', props: { text: 'Only to see' } } } } } },
          ask: { block: 'show.anything', inputs: { spec } },
          say: { block: 'reply.text' },
        },
        wires: ['message.done > card.after', 'card.shown > ask.after', 'ask.action > say.text'],
      }),
    )
  /** What a renderer of A2UI would draw, as a view of our own again. */
  const viewsIn = (events: Seen[]) =>
    eventsToSurfaces(events).map(({ surfaceId, messages }) => {
      const surface = surfacesOf(messages)[surfaceId]
      return { surfaceId, view: surface && viewOf(specOf(surface)) }
    })
  const told = (view: ReturnType<typeof viewOf>) => Object.values(view?.spec.elements ?? {}).map(({ type, props }) => [type, props])

  it.each([
    ['1.0.0', HttpAgent, 'v0.9'],
    ['0.0.59', LegacyAgent, 'v0.8'],
  ] as const)(
    '[agui.surfaces] come to clients that ask, say the same as the view, and a press of their button is the answer (%s)',
    async (_, Agent, version) => {
      const agentId = await drawing()
      const agent = new Agent({ url: server.url(agentId, 'run'), threadId: newId() })
      const seen: Seen[] = []
      agent.subscribe({ onEvent: ({ event }: { event: object }) => void seen.push(event as Seen) })
      agent.addMessage({ id: newId(), role: 'user', content: 'Hello' })
      await agent.runAgent({ forwardedProps: { a2ui: version } })
      const [shown, asked] = viewsIn(seen)
      expect(told(shown?.view)).toEqual([['Text', { text: 'Only to see', quiet: false }]])
      const meant = told(viewOf(spec))
      // v0.8 has no word for what has to be filled in
      expect(told(asked?.view)).toEqual(
        version === 'v0.9' ? meant : meant.map(([type, props]) => [type, type === 'Input' ? { ...(props as object), required: false } : props]),
      )
      expect(agent.messages.filter(({ role }) => role === ('activity' as string)).length).toBe(2)
      const { outcome } = seen.at(-1) as unknown as { outcome: { interrupts: { id: string }[] } }
      expect(asked?.surfaceId).toBe(outcome.interrupts[0]?.id)

      // who comes later sees them, too, and who did not ask sees none
      const snapshot = await events('connect', input(agent.threadId, { forwardedProps: { a2ui: version } }), agentId)
      expect(viewsIn(snapshot)).toEqual([shown, asked])
      const plain = await events('connect', input(agent.threadId), agentId)
      expect(eventsToSurfaces(plain)).toEqual([])
      expect(JSON.stringify(plain)).not.toContain('activity')

      const press = (context: object) => ({
        a2ui: version,
        a2uiAction: { userAction: { name: 'book', surfaceId: asked?.surfaceId, sourceComponentId: 'c4', context, timestamp: new Date().toISOString() } },
      })
      const refused = await events('run', input(agent.threadId, { forwardedProps: press({ guests: 'many', seat: ['in'] }) }), agentId)
      expect(refused.at(-1)).toMatchObject({ type: 'RUN_ERROR', code: 'INVALID_RESUME' })
      const done = await events('run', input(agent.threadId, { forwardedProps: press({ guests: '2', seat: ['out'] }) }), agentId)
      expect(done.at(-1)).toMatchObject({ type: 'RUN_FINISHED' })
      expect(
        done
          .filter(({ type }) => type === 'TEXT_MESSAGE_CONTENT')
          .map(({ delta }) => delta)
          .join(''),
      ).toBe('book')
      // pressed twice is pressed once, and the second gets what came of the first
      const again = await events('run', input(agent.threadId, { forwardedProps: press({ guests: '3', seat: ['in'] }) }), agentId)
      expect(again.at(-1)?.type).toBe('RUN_FINISHED')
      expect(again.map(({ type }) => type).filter((type) => type.startsWith('TEXT'))).toEqual(
        done.map(({ type }) => type).filter((type) => type.startsWith('TEXT')),
      )
      expect((await readUpTo(ada.workspaceId, agent.threadId, 1000)).map(roomEntry).filter(({ event }) => event.type === 'RUN_STARTED').length).toBe(2)
    },
  )

  it('[agui.surfaces] CopilotKit pages are understood by what they say, and cards come as well for those who want them', async () => {
    const context = [{ description: 'A2UI catalog capabilities: available catalog IDs and custom component definitions the client can render.', value: '{}' }]
    const agentId = await drawing()
    const run = await events('run', input(newId(), { messages: hello('Hello'), context }), agentId)
    expect(viewsIn(run).length).toBe(2)
    const money = await events(
      'run',
      input(newId(), { messages: hello('What is my balance?'), forwardedProps: { a2ui: { version: 'v0.9', cards: true, catalogId: 'ours' } } }),
    )
    expect(eventsToSurfaces(money)[0]?.messages[0]).toMatchObject({ createSurface: { catalogId: 'ours' } })
    const [[type, props] = []] = told(viewsIn(money)[0]?.view)
    expect(type).toBe('Balance')
    expect(props).toMatchObject({ accounts: [{ available: { currency: 'EUR' } }, {}] })
  })
})

describe('other ways to listen', () => {
  it('[agui.protobuf] who asks for protobuf by name gets it, and the client the same conversation; `*/*` gets server-sent events', async () => {
    const agent = new HttpAgent({ url: server.url(bank, 'run'), threadId: newId() })
    const proto = 'application/vnd.ag-ui.event+proto'
    const types: (string | null)[] = []
    const asked: typeof fetch = async (url, init) => {
      const response = await fetch(url, { ...init, headers: { ...Object.fromEntries(new Headers(init?.headers)), accept: proto } })
      types.push(response.headers.get('content-type'))
      return response
    }
    const binary = new HttpAgent({ url: agent.url, threadId: agent.threadId, fetch: asked })
    binary.addMessage({ id: newId(), role: 'user', content: 'What is my balance?' })
    await binary.runAgent()
    expect(types).toEqual([proto])
    await agent.runAgent()
    const calls = (of: HttpAgent) => of.messages.flatMap((message) => ('toolCalls' in message ? (message.toolCalls ?? []) : []))
    expect(calls(binary).map((call) => call.function.name)).toEqual(['get_balance', 'Balance'])
    expect(calls(agent)).toEqual(calls(binary))
    const any = await fetch(agent.url, { method: 'POST', headers: { accept: '*/*' }, body: JSON.stringify(input(agent.threadId)) })
    expect(any.headers.get('content-type')).toBe('text/event-stream')
    await any.text()
  })

  it.each([
    ['1.0.0', HttpAgent],
    ['0.0.59', LegacyAgent],
  ] as const)('[agui.room] a whole room is one run whose agents are subagents, its open question told (%s)', async (_, Agent) => {
    const room = await createRoom(ada, { agent: bank })
    const { runId } = await postMessage(ada, { room: room.id, id: newId(), text: 'Send 4 EUR to Anna' })
    await until(runId ?? '', 'waiting', 'failed')
    const seen: Seen[] = []
    const agent = new Agent({ url: server.url('rooms', `${room.id}/connect`) })
    agent.subscribe({ onEvent: ({ event }: { event: object }) => void seen.push(event as Seen) })
    await agent.runAgent()
    expect(agent.messages[0]).toMatchObject({ role: 'user', content: 'Send 4 EUR to Anna', name: ada.name })
    expect(seen.filter(({ type }) => type === 'SUBAGENT_STARTED').length).toBeGreaterThan(0)
    expect(seen.at(-1)).toMatchObject({ type: 'RUN_FINISHED', outcome: { type: 'interrupt', interrupts: [{ reason: 'confirmation' }] } })
  })
})
