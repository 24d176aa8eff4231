import { HttpAgent } from '@ag-ui/client'
import { HttpAgent as LegacyAgent } from 'ag-ui-client-legacy'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createBrowser } from '../../e2e/routes.test-kit.ts'
import { closeDurable } from '../durable/index.ts'
import { flowSchema } from '../engine/flow.ts'
import { paymentsAssistant } from '../flows/templates/payments-assistant.ts'
import { newId } from '../kernel/ids.ts'
import type { Principal } from '../kernel/principal.ts'
import { linkSettingsSchema } from '../links/contract.ts'
import { createLink, endGuest, linkSecret, listGuests, listLinks, rotateLink, updateLink } from '../links/index.ts'
import { identity } from '../links/links.test-kit.ts'
import { openLedger } from '../memory/records/index.ts'
import { asSystem } from '../platform/db.ts'
import { testDatabase } from '../platform/test-database.ts'
import { listRooms, postMessage, removeMember } from '../rooms/index.ts'
import { agentSaying, gate, linesOf } from '../rooms/rooms.test-kit.ts'
import { answerWait, listWaits } from '../runs/index.ts'
import { agentWith, eventually, flowOf, somebody, startWorkerProcess, type WorkerProcess } from '../runs/runs.test-kit.ts'

let database: Awaited<ReturnType<typeof testDatabase>>
let worker: WorkerProcess
let ada: Principal
let greeter: string
let bank: string
beforeAll(async () => {
  database = await testDatabase()
  worker = await startWorkerProcess(undefined, { HEARTH_ALLOW_PRIVATE_ADDRESSES: '1' })
  ada = await somebody()
  await asSystem((tx) => openLedger(tx, ada.workspaceId, ada.name))
  greeter = await agentSaying(ada, 'Greeter', 'Good day.')
  bank = await agentWith(ada, flowSchema.parse(paymentsAssistant.flow))
})
afterAll(async () => {
  await worker?.stop()
  await closeDurable()
  await database?.drop()
})

type Seen = { type: string; [field: string]: unknown }
const isTerminal = ({ type }: Seen) => type === 'RUN_FINISHED' || type === 'RUN_ERROR'
const settings = (change: object = {}) => linkSettingsSchema.parse({ title: 'Ask us', ...change })
const addressOf = ({ url }: { url: string | null }) => url?.split('/c/')[1] ?? ''
const linkTo = async (agent: string, change: object = {}) => {
  const { id, url } = await createLink(ada, { agent, settings: settings(change), expiresAt: null })
  return { id, url, agent, address: addressOf({ url }) }
}
type Link = Awaited<ReturnType<typeof linkTo>>
const input = (more: object = {}) => ({ threadId: newId(), runId: newId(), messages: [], tools: [], context: [], state: {}, forwardedProps: {}, ...more })
const says = (content: string) => ({ messages: [{ id: newId(), role: 'user', content }] })
const interruptsOf = (event: Seen | undefined) => (event?.outcome as { interrupts?: { id: string; message: string }[] } | undefined)?.interrupts ?? []

/** A program at the AG-UI doors, with what it says of who it comes for. */
function program(agent: string, bearer: string, more: Record<string, string> = {}) {
  const browser = createBrowser()
  const send = (method: 'GET' | 'POST', door: string, body?: unknown) =>
    browser.send(method, `/ag-ui/${agent}/${door}`, {
      headers: { authorization: `Bearer ${bearer}`, 'content-type': 'application/json', ...more },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    })
  const events = async (door: string, body: object): Promise<Seen[]> => {
    const text = await (await send('POST', door, body)).text()
    return text.split('\n\n').flatMap((frame) => (frame.startsWith('data: ') ? (JSON.parse(frame.slice(6)) as Seen) : []))
  }
  const json = async (method: 'GET' | 'POST', door: string, body?: unknown) => {
    const response = await send(method, door, body)
    return { status: response.status, answer: (await response.json()) as Record<string, unknown> & { error?: { code: string; message: string } } }
  }
  /** As `fetch`, for clients. */
  const fetch = (async (url: string | URL, init: RequestInit = {}) => send('POST', String(url).split('/').at(-1) ?? '', JSON.parse(String(init.body)))) as never
  return { send, events, json, fetch }
}

async function arrive(link: Link): Promise<string> {
  const { body } = await createBrowser().call<{ session: string }>('POST', `/api/chat/${link.address}/sessions`, {})
  return `link.${link.address}.${body.session}`
}
const roomOf = async (link: Link, n = 0) => (await listGuests(ada, { link: link.id })).guests[n]?.room ?? ''

describe('a guest of a chat link over AG-UI', () => {
  it.each([
    ['1.0.0', HttpAgent],
    ['0.0.59', LegacyAgent],
  ] as const)('[agui.guests] talks by an unchanged HttpAgent %s, reads the thread again, and is told of no tools', async (_, Agent) => {
    const link = await linkTo(bank)
    const { fetch, events, json } = program(bank, await arrive(link))
    const agent = new Agent({ url: 'http://test.example/run', threadId: newId(), fetch })
    const seen: Seen[] = []
    agent.subscribe({ onEvent: ({ event }: { event: object }) => void seen.push(event as Seen) })
    agent.addMessage({ id: newId(), role: 'user', content: 'What is my balance?' })
    await agent.runAgent()
    expect(seen[0]).toMatchObject({ type: 'RUN_STARTED', threadId: agent.threadId })
    expect(seen.filter(isTerminal)).toEqual([seen.at(-1)])
    expect(seen.at(-1)).toMatchObject({ type: 'RUN_FINISHED' })
    const answer = agent.messages.findLast((message) => message.role === 'assistant' && message.content)
    expect(answer?.content).toMatch(/\w/)
    // what is shown to them, and not which tools were used for it
    const calls = agent.messages.flatMap((message) => ('toolCalls' in message ? (message.toolCalls ?? []) : []))
    expect(calls.map((call) => call.function.name)).toEqual(['Balance'])
    expect(JSON.stringify(seen)).not.toContain('get_balance')

    const room = await roomOf(link)
    expect((await listRooms(ada, { archived: 'false' })).rooms.find(({ id }) => id === room)).toMatchObject({ title: 'What is my balance?', guest: true })
    const snapshot = (await events('connect', input())).find(({ type }) => type === 'MESSAGES_SNAPSHOT')
    expect(JSON.stringify(snapshot)).toContain(String(answer?.content).slice(0, 20))
    expect(JSON.stringify(snapshot)).not.toContain('get_balance')
    const { answer: list } = await json('GET', 'threads')
    expect(list).toMatchObject({ threads: [{ threadId: room, title: 'What is my balance?' }], next: null })
    const { answer: thread } = await json('GET', `threads/${room}`)
    expect(thread).toMatchObject({ threadId: room, running: false, interrupts: [] })
    expect(thread).not.toHaveProperty('state')
    expect(JSON.stringify(thread)).not.toContain('get_balance')
    const { answer: can } = await json('GET', 'capabilities')
    expect(can).toMatchObject({ tools: { supported: false, items: [] }, humanInTheLoop: { approvals: false }, state: { snapshots: false } })
    expect(JSON.stringify(can)).not.toContain('get_balance')
  })

  it('[agui.guests-known] comes with a signed token of who it is: one conversation on all devices, and nothing for tokens that are no good', async () => {
    const link = await linkTo(greeter, { access: 'restricted' })
    const { secret } = await linkSecret(ada, { link: link.id })
    const by = (token: string, of = link) => program(greeter, `link.${of.address}.${token}`)
    const grace = identity(secret, { sub: 'customer-7', name: 'Grace' })
    expect((await by(grace).events('run', input(says('From my phone')))).map(({ type }) => type)).toContain('TEXT_MESSAGE_END')
    const { answer } = await by(identity(secret, { sub: 'customer-7', name: 'Grace' })).json('GET', 'threads')
    expect(answer.threads).toMatchObject([{ threadId: await roomOf(link) }])
    expect(await linesOf(ada, await roomOf(link))).toEqual(['Grace: From my phone', 'Greeter: Good day.'])
    expect((await by(identity(secret, { sub: 'customer-8' })).events('connect', input())).find(({ type }) => type === 'MESSAGES_SNAPSHOT')?.messages).toEqual(
      [],
    )
    expect((await listGuests(ada, { link: link.id })).guests.length).toBe(2)

    const other = await linkTo(greeter, { access: 'restricted' })
    await linkSecret(ada, { link: other.id })
    for (const [told, status] of [
      [by(''), 401],
      [by('x'.repeat(40)), 401],
      [by(grace, other), 401],
      [by(`${grace.slice(0, -2)}xx`), 401],
      [by(identity(secret, { sub: 'customer-7', exp: 1 })), 410],
      [by(grace, { ...link, address: 'no-such-link' }), 404],
    ] as const)
      expect((await told.json('GET', 'threads')).status).toBe(status)
    expect((await by('').json('GET', 'threads')).answer.error?.message).toContain('which chat link, and not who you are')
    expect((await listGuests(ada, { link: other.id })).guests).toEqual([])
  })

  it('[agui.guests-own] sees and reaches nothing of another guest, another link, another agent or the workspace', async () => {
    const flow = flowOf({
      nodes: { start: { block: 'chat.message' }, ask: { block: 'human.question', inputs: { title: 'Which size?' } } },
      wires: ['start.done > ask.after'],
    })
    const asks = await agentWith(ada, flow)
    const link = await linkTo(asks)
    const theirs = program(asks, await arrive(link))
    const said = input(says('My secret words'))
    const [asked] = interruptsOf((await theirs.events('run', said)).at(-1))
    const room = await roomOf(link)
    const before = await linesOf(ada, room)
    const [run] = await asSystem((tx) => tx.sql<{ id: string }>`select id from run where outlet = ${room}`)

    const elsewhere = await linkTo(asks)
    for (const bearer of [await arrive(link), await arrive(elsewhere)]) {
      const mine = program(asks, bearer)
      const told: unknown[] = []
      const own = (await mine.json('GET', 'threads')).answer.threads as { threadId: string }[]
      expect(own.map(({ threadId }) => threadId)).not.toContain(room)
      told.push(own, (await mine.json('GET', `threads/${room}`)).answer, await mine.events('connect', input({ threadId: room })))
      // the same thread, the same run: it is another conversation all the same
      told.push(await mine.events('run', { ...said, threadId: room, messages: [] }))
      const answers = await mine.events('run', input({ threadId: room, resume: [{ interruptId: asked?.id, status: 'resolved', payload: { text: 'M' } }] }))
      expect(answers.at(-1)).toMatchObject({ type: 'RUN_ERROR', code: 'UNKNOWN_INTERRUPT' })
      expect((await mine.json('POST', 'resume', { executionId: run?.id, toolCallId: asked?.id, content: { text: 'M' } })).status).toBe(404)
      for (const runId of [run?.id, said.runId]) expect((await mine.json('POST', 'cancel', { threadId: room, runId })).status).toBe(404)
      expect(JSON.stringify(told)).not.toContain('secret words')
      expect(JSON.stringify(told)).not.toContain('Which size?')
    }
    expect(await linesOf(ada, room)).toEqual(before)
    expect((await listWaits(ada)).waits.find(({ id }) => id === asked?.id)).toMatchObject({ status: 'open' })

    // the link's agent and no other, of this workspace or of another one
    const eve = await somebody()
    const foreign = await agentSaying(eve, 'Foreign', 'x')
    const bearer = await arrive(link)
    for (const agent of [greeter, foreign, newId(), 'x'])
      for (const door of ['capabilities', 'threads', `threads/${room}`]) expect((await program(agent, bearer).json('GET', door)).status).toBe(404)
    // and none of the doors for members, whatever they open
    const browser = createBrowser()
    const headers = { authorization: `Bearer ${bearer}` }
    for (const path of ['/api/me', '/api/templates', `/api/workspaces/${ada.workspaceSlug}`, `/api/workspaces/${ada.workspaceSlug}/rooms/${room}`]) {
      const response = await browser.send('GET', path, { headers })
      expect([response.status, await response.text()]).toEqual([401, expect.stringContaining('Guests of a chat link talk to its agent')])
    }
    const whole = await browser.send('POST', `/ag-ui/rooms/${room}/connect`, { headers, body: JSON.stringify(input()) })
    expect(whole.status).toBe(401)
    const info = (await (await browser.send('GET', '/copilotkit/info', { headers })).json()) as { agents: object }
    expect(Object.keys(info.agents)).toEqual([asks])
  })

  it('[agui.guests-questions] answers what they are asked; what the team decides is no interrupt of theirs, and the run goes on after it', async () => {
    const flow = flowOf({
      nodes: {
        start: { block: 'chat.message' },
        ask: { block: 'human.question', inputs: { title: 'Which size?' } },
        allow: { block: 'human.approval', inputs: { title: 'Give it away?' } },
        say: { block: 'reply.text', inputs: { text: 'It is yours.' } },
      },
      wires: ['start.done > ask.after', 'ask.done > allow.after', 'allow.approved > say.after'],
    })
    const link = await linkTo(await agentWith(ada, flow))
    const { events, json } = program(link.agent, await arrive(link))
    const first = input({ ...says('I want one'), protocolVersion: '1.0' })
    const asked = (await events('run', first)).at(-1)
    expect(interruptsOf(asked)).toMatchObject([{ message: 'Which size?' }])
    expect((await events('run', input(says('Hello?')))).at(-1)).toMatchObject({ code: 'INTERRUPT_PENDING' })
    const [{ id: interruptId } = { id: '' }] = interruptsOf(asked)
    const resumed = await events('run', input({ resume: [{ interruptId, status: 'resolved', payload: { text: 'M' } }] }))
    expect(resumed.at(-1)).toMatchObject({ type: 'RUN_FINISHED' })
    expect(interruptsOf(resumed.at(-1))).toEqual([])
    const approval = (await listWaits(ada)).waits.find(({ question }) => question.title === 'Give it away?')
    expect((await events('run', input({ resume: [{ interruptId: approval?.id, status: 'resolved', payload: { approved: true } }] }))).at(-1)).toMatchObject({
      code: 'UNKNOWN_INTERRUPT',
    })
    const { status, answer } = await json('POST', 'resume', { executionId: approval?.runId, toolCallId: approval?.id, content: { approved: true } })
    expect([status, answer.error?.code]).toEqual([403, 'not-allowed'])
    await answerWait(ada, { wait: approval?.id ?? '', outcome: 'approved', value: null })
    const yours = async () => (await linesOf(ada, await roomOf(link))).some((line) => line.endsWith('It is yours.')) || undefined
    await eventually(yours, 'the run went on')
    const again = await events('run', first)
    expect(again.flatMap((event) => (event.type === 'TEXT_MESSAGE_CONTENT' ? String(event.delta) : [])).join('')).toBe('It is yours.')
    expect(again.filter(isTerminal)).toMatchObject([{ type: 'RUN_FINISHED' }])
    expect(JSON.stringify(again)).not.toContain(ada.name)
  })

  it('[agui.guests-limits] is held to the limits of the link, and brings nothing along that nobody vouches for', async () => {
    const link = await linkTo(greeter, { limits: { guestHour: 2, linkDay: null } })
    const { events, json } = program(greeter, await arrive(link))
    for (const [more, what] of [
      [{ tools: [{ name: 'pick', description: '', parameters: {} }] }, 'tools'],
      [{ context: [{ description: 'role', value: 'admin' }] }, 'context'],
      [{ state: { admin: true } }, 'shared state'],
    ] as const)
      expect((await events('run', input({ ...says('Hi'), ...more }))).at(-1)).toMatchObject({
        code: 'NOT_FOR_GUESTS',
        message: expect.stringContaining(`no ${what} `),
      })
    expect((await events('run', input(says('x'.repeat(8001))))).at(-1)).toMatchObject({ code: 'CONTENT_TOO_LARGE' })
    expect((await json('POST', 'run?environment=staging', input(says('Hi')))).answer.error?.message).toContain('The chat link says which environment answers')
    // the same message again is one
    const one = input(says('One'))
    for (const body of [one, one]) expect((await events('run', body)).at(-1)).toMatchObject({ type: 'RUN_FINISHED' })
    await events('run', input(says('Two')))
    const refused = await events('run', input(says('Three')))
    expect(refused.map(({ type }) => type)).toEqual(['RUN_STARTED', 'RUN_ERROR'])
    expect(refused.at(-1)).toMatchObject({ code: 'LIMIT_REACHED', message: expect.stringContaining('You have sent 2 messages within an hour') })
    expect((await listLinks(ada, {})).links.find(({ id }) => id === link.id)).toMatchObject({ messages: 2, hit: { limit: 'guestHour' } })
    expect((await linesOf(ada, await roomOf(link))).length).toBe(4)
  })

  it('[agui.guests-stop] stops what works for them; the switch ends the stream with one terminal event, and nobody is let in', async () => {
    const door = await gate()
    const slow = await agentSaying(ada, 'Slow one', 'At last.', door.url)
    const link = await linkTo(slow)
    const { events, json } = program(slow, await arrive(link))
    const one = input(says('Take your time'))
    const first = events('run', one)
    await eventually(async () => (door.held() > 0 ? true : undefined), 'the agent is at work')
    expect((await json('POST', 'cancel', { threadId: one.threadId, runId: one.runId })).status).toBe(200)
    expect((await first).at(-1)).toMatchObject({ type: 'RUN_ERROR', code: 'cancelled', message: 'Stopped.' })
    const other = await arrive(link)
    await eventually(async () => (door.held() === 0 ? true : undefined), 'it was stopped')
    const two = events('run', input(says('Again')))
    await eventually(async () => (door.held() > 0 ? true : undefined), 'the agent is at work again')
    await updateLink(ada, { link: link.id, live: false })
    expect((await two).filter(isTerminal)).toMatchObject([{ type: 'RUN_ERROR' }])
    expect((await json('GET', 'threads')).status).toBe(410)
    await updateLink(ada, { link: link.id, live: true })
    expect((await json('GET', 'threads')).status).toBe(401)
    expect((await program(slow, other).json('GET', 'threads')).status).toBe(401)
    await door.close()
  })

  it('is shown out alone, finds no way in by an old address, and is heard when people of the workspace take over', async () => {
    const link = await linkTo(greeter)
    const [bad, good] = [program(greeter, await arrive(link)), program(greeter, await arrive(link))]
    await bad.events('run', input(says('Hm')))
    const { guests } = await listGuests(ada, { link: link.id })
    const gone = guests.find(({ messages }) => messages === 1)
    await endGuest(ada, { link: link.id, guest: gone?.id ?? '', ended: true })
    expect((await bad.json('GET', 'threads')).status).toBe(410)
    const stays = guests.find(({ messages }) => messages === 0)?.room ?? ''
    await removeMember(ada, { room: stays, member: greeter })
    expect((await good.events('run', input(says('Anybody?')))).map(({ type }) => type)).toEqual(['RUN_STARTED', 'RUN_FINISHED'])
    await postMessage(ada, { room: stays, id: newId(), text: 'Ada here.' })
    expect(JSON.stringify(await good.json('GET', 'threads/x'))).toMatch(/"content":"Ada here."[^}]*"name":"Team"/)
    await rotateLink(ada, { link: link.id })
    expect((await good.json('GET', 'threads')).status).toBe(404)
  })

  it('[agui.guests-origins] comes from pages of the sites that the link names, and of no others', async () => {
    const link = await linkTo(greeter, { origins: ['https://shop.example'] })
    const page = (origin: string) => ({ origin, 'sec-fetch-site': 'cross-site' })
    const session = (origin: string) =>
      createBrowser().send('POST', `/api/chat/${link.address}/sessions`, { headers: { ...page(origin), 'content-type': 'application/json' }, body: '{}' })
    const opened = await session('https://shop.example')
    expect(opened.headers.get('access-control-allow-origin')).toBe('https://shop.example')
    const bearer = `link.${link.address}.${((await opened.json()) as { session: string }).session}`
    expect((await session('https://evil.example')).status).toBe(403)
    const there = program(greeter, bearer, page('https://shop.example'))
    const answered = await there.send('POST', 'run', input(says('Hello')))
    expect(answered.headers.get('access-control-allow-origin')).toBe('https://shop.example')
    expect(await answered.text()).toContain('Good day.')
    for (const origin of ['https://evil.example', 'null']) {
      const refused = await program(greeter, bearer, page(origin)).send('POST', 'run', input(says('Hello')))
      expect([refused.status, refused.headers.get('access-control-allow-origin')]).toEqual([403, origin])
      expect(await refused.text()).toContain('may not be embedded on')
    }
    const { OPTIONS } = (await import('../../app/ag-ui/[agent]/run/route.ts')) as { OPTIONS: () => Promise<Response> }
    expect((await OPTIONS()).headers.get('access-control-allow-headers')).toContain('authorization')
  })
})
