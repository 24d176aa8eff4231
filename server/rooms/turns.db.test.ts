import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { itemsOf } from '../conversation/index.ts'
import { closeDurable } from '../durable/index.ts'
import { flowSchema } from '../engine/flow.ts'
import { newId } from '../kernel/ids.ts'
import type { Principal } from '../kernel/principal.ts'
import { asSystem } from '../platform/db.ts'
import { testDatabase } from '../platform/test-database.ts'
import { cancelRun } from '../runs/index.ts'
import { agentWith, eventually, flowOf, somebody, startWorkerProcess, stateOf, until, type WorkerProcess } from '../runs/runs.test-kit.ts'
import type { Policy } from './contract.ts'
import { aboutRoom, addMember, createRoom, dropTurn, editTurn, listRooms, markRead, postMessage, removeMember, updateRoom } from './index.ts'
import { agentSaying, gate, linesOf, viewOf } from './rooms.test-kit.ts'

let database: Awaited<ReturnType<typeof testDatabase>>
let worker: WorkerProcess
let door: Awaited<ReturnType<typeof gate>>
let ada: Principal
let grace: Principal
let quick: string
let slow: string
const settings = { HEARTH_ALLOW_PRIVATE_ADDRESSES: '1', HEARTH_LEASE_TTL_MS: '3000' }
beforeAll(async () => {
  database = await testDatabase()
  worker = await startWorkerProcess(undefined, settings)
  door = await gate()
  ada = await somebody()
  grace = { ...(await somebody()), name: 'Grace', workspaceId: ada.workspaceId, workspaceSlug: ada.workspaceSlug, role: 'operator' }
  await asSystem((tx) => tx.sql`insert into membership (workspace_id, person_id, role) values (${ada.workspaceId}, ${grace.personId}, 'operator')`)
  quick = await agentSaying(ada, 'Quick', 'Here you are.')
  slow = await agentSaying(ada, 'Slow one', 'At last.', door.url)
})
afterAll(async () => {
  await worker?.stop()
  await door?.close()
  await closeDurable()
  await database?.drop()
})

const policy = (change: Partial<Policy>): Policy => ({ router: { kind: 'first' }, input: 'queue', handovers: 4, ...change })
async function roomOf(agents: string[], change: Partial<Policy> = {}): Promise<string> {
  const room = await createRoom(ada, { agent: agents[0] ?? '', title: 'Test' })
  for (const member of agents.slice(1)) await addMember(ada, { room: room.id, member, kind: 'agent' })
  await updateRoom(ada, { room: room.id, policy: policy(change) })
  return room.id
}
const post = (room: string, text: string, who = ada, id = newId()) => postMessage(who, { room, id, text })
const held = (count: number) => eventually(async () => (door.held() >= count ? true : undefined), `${count} calls at the gate`)
const lines = (room: string, count: number) =>
  eventually(async () => {
    const said = await linesOf(ada, room)
    return said.length >= count ? said : undefined
  }, `${count} messages`)

/** Reads the message: refunds are for Billing, thanks for nobody, and anything else for somebody who is not here. */
const drawnRouter = flowSchema.parse({
  schema: 1,
  nodes: {
    message: { block: 'chat.message' },
    result: {
      block: 'control.result',
      ports: { inputs: ['agent', 'reason'].map((name) => ({ name, schema: { type: 'string' }, required: true })), outputs: [] },
      inputs: {
        agent: { kind: 'expression', source: 'message.text.contains("refund") ? "Billing" : (message.text == "thanks" ? "nobody" : "Somebody")' },
        reason: { kind: 'literal', value: 'By the flow.' },
      },
    },
  },
  wires: [],
})

describe('whose turn it is', () => {
  it('[rooms.mention] is told by a mention, whatever the router says, and why is kept with the answer', async () => {
    const room = await roomOf([quick, slow], { router: { kind: 'mention' } })
    expect((await post(room, 'Anybody?')).runId).toBeNull()
    const { runId } = await post(room, '@quick what now?')
    await until(runId ?? '', 'completed')
    const items = itemsOf(await viewOf(ada, room))
    expect(items.filter((item) => item.kind === 'message').map((item) => [item.speaker, item.text])).toEqual([
      ['Ada', 'Anybody?'],
      ['Ada', '@quick what now?'],
      ['Quick', 'Here you are.'],
    ])
    expect(items.find((item) => item.kind === 'message' && item.text === 'Anybody?')).toMatchObject({ routed: [{ agentId: null, by: 'nobody' }] })
    expect(items.find((item) => item.kind === 'message' && item.speaker === 'Quick')).toMatchObject({ why: { by: 'mention' } })
  })

  it('is told by a model when the room says so: of the demo always the same, and thanks need nobody', async () => {
    const billing = await agentSaying(ada, 'Billing', 'Bills.')
    const room = await roomOf([quick, billing], { router: { kind: 'model', instructions: '' } })
    await until((await post(room, 'I was charged twice')).runId ?? '', 'completed')
    expect((await post(room, 'Thank you!')).runId).toBeNull()
    expect(await linesOf(ada, room)).toEqual(['Ada: I was charged twice', 'Billing: Bills.', 'Ada: Thank you!'])
    const said = itemsOf(await viewOf(ada, room)).filter((item) => item.kind === 'message')
    expect(said[1]).toMatchObject({ why: { by: 'model', reason: expect.stringContaining('demo') } })
  })

  it('[rooms.flow-router] is told by a flow when the room says so: unseen in the room, whatever it is called with, and once for a message', async () => {
    const billing = await agentSaying(ada, 'Billing', 'Bills.')
    const router = await agentWith(ada, drawnRouter)
    await asSystem((tx) => tx.sql`update agent set name = 'Front desk' where id = ${router}`)
    const room = await roomOf([quick, billing], { router: { kind: 'flow', agent: router } })
    const id = newId()
    const [first, again] = await Promise.all([post(room, 'I want a refund', ada, id), post(room, 'I want a refund', ada, id)])
    expect(again).toEqual(first)
    await until(first.runId ?? '', 'completed')
    expect((await post(room, 'thanks')).runId).toBeNull()
    await until((await post(room, 'What else?')).runId ?? '', 'completed')
    await until((await post(room, '@Quick, a refund?')).runId ?? '', 'completed')
    const said = itemsOf(await viewOf(ada, room)).filter((item) => item.kind === 'message')
    expect(said.map((item) => `${item.speaker}: ${item.text}`)).toEqual([
      ...[
        'Ada: I want a refund',
        'Billing: Bills.',
        'Ada: thanks',
        'Ada: What else?',
        'Quick: Here you are.',
        'Ada: @Quick, a refund?',
        'Quick: Here you are.',
      ],
    ])
    expect(said[1]).toMatchObject({ why: { by: 'flow', reason: 'By the flow.' } })
    expect(said[2]).toMatchObject({ routed: [{ agentId: null, by: 'flow' }] })
    expect(said[4]).toMatchObject({ why: { by: 'fallback' } })
    expect(said[6]).toMatchObject({ why: { by: 'mention' } })
    // one run a message that names nobody, none of which speaks into a room; the flow was told who is here
    const runs = await asSystem(
      (tx) =>
        tx.sql<{
          outlet: string | null
          input: { text: string; context: { value: string }[] }
        }>`select outlet, input from run where agent_id = ${router} order by created_at`,
    )
    expect(runs.map(({ outlet, input }) => [outlet, input.text])).toEqual([
      [null, 'I want a refund'],
      [null, 'thanks'],
      [null, 'What else?'],
    ])
    expect(runs[0]?.input.context[0]?.value).toContain('- Billing:')
    expect(JSON.stringify(await viewOf(ada, room))).not.toContain('Front desk')
  })

  it('[rooms.flow-router-safe] a flow that fails, asks people, is foreign, gone or its own choice loses no message and goes round in no circle', async () => {
    const asks = await agentWith(
      ada,
      flowOf({ nodes: { start: { block: 'chat.message' }, gate: { block: 'human.approval', inputs: { title: 'Who?' } } }, wires: ['start.done > gate.after'] }),
    )
    const fails = await agentWith(
      ada,
      flowOf({ nodes: { start: { block: 'chat.message' }, no: { block: 'control.fail', inputs: { message: 'no' } } }, wires: ['start.done > no.after'] }),
    )
    const foreign = await agentSaying(await somebody(), 'Elsewhere', 'Quick')
    for (const router of [asks, fails, foreign, newId()]) {
      const room = await roomOf([quick, slow], { router: { kind: 'flow', agent: router } })
      await until((await post(room, 'Hello')).runId ?? '', 'completed')
      expect(await linesOf(ada, room)).toEqual(['Ada: Hello', 'Quick: Here you are.'])
      expect(itemsOf(await viewOf(ada, room)).filter((item) => item.kind === 'message')[1]).toMatchObject({ why: { by: 'fallback' } })
    }
    // what asked people was stopped: nobody is left a question that decides nothing
    const [left] = await asSystem((tx) => tx.sql<{ status: string }>`select status from run where agent_id = ${asks}`)
    expect(left?.status).toBe('cancelled')
    // an agent that routes to itself answers once; what agents hand over goes by the room's limit, and asks no router
    const self = await agentSaying(ada, 'Self', 'Self')
    const ping = await agentSaying(ada, 'Pingu', 'Over to @Self')
    const room = await roomOf([ping, self], { router: { kind: 'flow', agent: self }, handovers: 0 })
    await until((await post(room, 'Hello')).runId ?? '', 'completed')
    await until((await post(room, '@Pingu hello')).runId ?? '', 'completed')
    await eventually(async () => itemsOf(await viewOf(ada, room)).find((item) => item.kind === 'notice' && item.notice === 'limit'), 'the limit')
    expect(await linesOf(ada, room)).toEqual(['Ada: Hello', 'Self: Self', 'Ada: @Pingu hello', 'Pingu: Over to @Self'])
    const [{ n } = { n: 0 }] = await asSystem((tx) => tx.sql<{ n: number }>`select count(*)::int as n from run where agent_id = ${self} and outlet is null`)
    expect(n).toBe(1)
  })

  it('[rooms.handover] goes on from agent to agent as they name each other, up to the limit of the room', async () => {
    const ping = await agentSaying(ada, 'Ping', 'Over to @Pong.')
    const pong = await agentSaying(ada, 'Pong', 'Back to @Ping, or @everyone.')
    const room = await roomOf([ping, pong, quick], { handovers: 3 })
    await post(room, 'Play')
    const stopped = await eventually(
      async () => itemsOf(await viewOf(ada, room)).find((item) => item.kind === 'notice' && item.notice === 'limit'),
      'the limit',
    )
    expect(stopped).toMatchObject({ text: expect.stringContaining('3 times') })
    expect(await linesOf(ada, room)).toEqual([
      'Ada: Play',
      'Ping: Over to @Pong.',
      'Pong: Back to @Ping, or @everyone.',
      'Ping: Over to @Pong.',
      'Pong: Back to @Ping, or @everyone.',
    ])
    expect(itemsOf(await viewOf(ada, room)).filter((item) => item.kind === 'message')[2]).toMatchObject({
      why: { by: 'handover', reason: 'Ping handed over to it.' },
    })
  })
})

describe('a message during a turn', () => {
  it('[rooms.queue] waits for its turn, can be edited and dropped until then, and is said when that comes', async () => {
    const room = await roomOf([slow])
    const first = await post(room, 'One')
    await held(1)
    const again = newId()
    const [second] = await Promise.all([post(room, 'Two', grace, again), post(room, 'Two', grace, again)])
    await post(room, 'Three')
    const { queue } = await viewOf(ada, room)
    expect(queue.map(({ text, author, agent }) => [text, author, agent])).toEqual([
      ['Two', 'Grace', 'Slow one'],
      ['Three', 'Ada', 'Slow one'],
    ])
    const [two, three] = queue
    await editTurn(grace, { room, turn: two?.turnId ?? '', text: 'Two, really' })
    await expect(editTurn(ada, { room, turn: two?.turnId ?? '', text: 'No' })).rejects.toMatchObject({
      code: 'conflict',
      message: expect.stringContaining('Only Grace'),
    })
    await dropTurn(ada, { room, turn: three?.turnId ?? '' })
    await expect(dropTurn(ada, { room, turn: three?.turnId ?? '' })).rejects.toMatchObject({ code: 'conflict' })
    expect(await linesOf(ada, room)).toEqual(['Ada: One'])

    door.open()
    await until(first.runId ?? '', 'completed')
    await eventually(async () => ((await linesOf(ada, room)).length >= 3 ? true : undefined), 'the second turn')
    await held(1)
    door.open()
    await eventually(async () => ((await stateOf(second?.runId ?? '')).status === 'completed' ? true : undefined), 'its end')
    expect(await linesOf(ada, room)).toEqual(['Ada: One', 'Slow one: At last.', 'Grace: Two, really', 'Slow one: At last.'])
    expect((await viewOf(ada, room)).queue).toEqual([])
    await expect(editTurn(grace, { room, turn: two?.turnId ?? '', text: 'Late' })).rejects.toMatchObject({ code: 'conflict' })
  })

  it('[rooms.beside] of another agent begins beside it', async () => {
    const room = await roomOf([slow, quick])
    await post(room, 'Take your time')
    await held(1)
    await until((await post(room, '@Quick now, please')).runId ?? '', 'completed')
    expect(await linesOf(ada, room)).toEqual(['Ada: Take your time', 'Ada: @Quick now, please', 'Quick: Here you are.'])
    door.open()
    expect((await lines(room, 4))[3]).toBe('Slow one: At last.')
  })

  it('[rooms.interrupt] stops it in a room that interrupts, with a clear end', async () => {
    const room = await roomOf([slow], { input: 'interrupt' })
    const first = await post(room, 'One')
    await held(1)
    await post(room, 'Two')
    expect((await until(first.runId ?? '', 'cancelled', 'completed')).status).toBe('cancelled')
    await lines(room, 2)
    await held(1)
    door.open()
    expect(await lines(room, 3)).toEqual(['Ada: One', 'Ada: Two', 'Slow one: At last.'])
    expect(itemsOf(await viewOf(ada, room))).toContainEqual(expect.objectContaining({ notice: 'cancelled', text: 'Stopped by Ada.' }))
  })

  it('[rooms.reject] is refused in a room that takes nothing meanwhile', async () => {
    const room = await roomOf([slow], { input: 'reject' })
    await post(room, 'One')
    await held(1)
    await expect(post(room, 'Two')).rejects.toMatchObject({ code: 'conflict', message: expect.stringContaining('Slow one is still at work') })
    expect(await linesOf(ada, room)).toEqual(['Ada: One'])
    door.open()
    await lines(room, 2)
  })

  it('begins after a stop', async () => {
    const room = await roomOf([slow])
    const first = await post(room, 'One')
    await held(1)
    await post(room, 'Two')
    await cancelRun(ada, { run: first.runId ?? '' })
    await lines(room, 2)
    await held(1)
    door.open()
    expect(await lines(room, 3)).toEqual(['Ada: One', 'Ada: Two', 'Slow one: At last.'])
  })

  it('[rooms.queue-survives] begins though the worker of the former turn was killed', async () => {
    const room = await roomOf([slow])
    await post(room, 'One')
    await held(1)
    await post(room, 'Two')
    await worker.stop('SIGKILL')
    worker = await startWorkerProcess(undefined, settings)
    await held(1)
    door.open()
    await lines(room, 3)
    await held(1)
    door.open()
    expect(await lines(room, 4)).toEqual(['Ada: One', 'Slow one: At last.', 'Ada: Two', 'Slow one: At last.'])
  })

  it('is dropped with the reason when its agent has left meanwhile', async () => {
    const room = await roomOf([slow, quick])
    await post(room, 'One')
    await held(1)
    await post(room, 'Two')
    await removeMember(ada, { room, member: slow })
    door.open()
    await eventually(async () => ((await viewOf(ada, room)).queue.length === 0 ? true : undefined), 'the empty line')
    expect(await linesOf(ada, room)).toEqual(['Ada: One', 'Slow one: At last.'])
  })
})

describe('members', () => {
  it('[rooms.members] come and go, seen by all, and who writes is in', async () => {
    const room = await roomOf([quick])
    await addMember(ada, { room, member: slow, kind: 'agent' })
    await addMember(ada, { room, member: slow, kind: 'agent' })
    await until((await post(room, 'Hello', grace)).runId ?? '', 'completed')
    expect(await aboutRoom(ada, { room })).toMatchObject({
      agents: [{ name: 'Quick' }, { name: 'Slow one' }],
      people: [{ name: 'Ada' }, { id: grace.personId }],
    })
    await removeMember(ada, { room, member: slow })
    expect((await aboutRoom(ada, { room })).agents).toHaveLength(1)
    const notices = itemsOf(await viewOf(ada, room)).flatMap((item) => (item.kind === 'notice' ? item.text : []))
    expect(notices).toEqual(['Ada added Slow one.', 'Grace joined.', 'Ada removed Slow one.'])
    const eve = await somebody()
    await expect(addMember(ada, { room, member: eve.personId, kind: 'person' })).rejects.toMatchObject({ code: 'not-found' })
  })

  it('[rooms.unread] are told how much they have not read', async () => {
    const room = await roomOf([quick])
    const unread = async (who: Principal) => (await listRooms(who)).rooms.find(({ id }) => id === room)?.unread
    await addMember(ada, { room, member: grace.personId, kind: 'person' })
    await until((await post(room, 'Hello')).runId ?? '', 'completed')
    expect([await unread(ada), await unread(grace)]).toEqual([1, 2])
    await markRead(grace, { room, seq: (await viewOf(ada, room)).seq })
    await markRead(grace, { room, seq: 1 })
    expect(await unread(grace)).toBe(0)
  })
})
