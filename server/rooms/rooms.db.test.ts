import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type ConversationEntry, emptyConversation, fold, itemsOf, markdownOf } from '../conversation/index.ts'
import { closeDurable } from '../durable/index.ts'
import { flowSchema } from '../engine/flow.ts'
import { paymentsAssistant } from '../flows/templates/payments-assistant.ts'
import { newId } from '../kernel/ids.ts'
import type { Principal } from '../kernel/principal.ts'
import { openLedger } from '../memory/records/index.ts'
import { asSystem } from '../platform/db.ts'
import { testDatabase } from '../platform/test-database.ts'
import { answerWait, cancelRun } from '../runs/index.ts'
import { agentWith, somebody, startWorkerProcess, until, type WorkerProcess } from '../runs/runs.test-kit.ts'
import { exportRoomContract, roomSnapshotContract, roomSummarySchema } from './contract.ts'
import { createRoom, exportRoom, listRooms, postMessage, roomFeed, roomSnapshot, updateRoom } from './index.ts'

let database: Awaited<ReturnType<typeof testDatabase>>
let worker: WorkerProcess
let ada: Principal
let agent: string
beforeAll(async () => {
  database = await testDatabase()
  worker = await startWorkerProcess()
  ada = await somebody()
  await asSystem((tx) => openLedger(tx, ada.workspaceId, ada.name))
  agent = await agentWith(ada, flowSchema.parse(paymentsAssistant.flow))
})
afterAll(async () => {
  await worker?.stop()
  await closeDurable()
  await database?.drop()
})

const post = (room: string, text: string, id = newId()) => postMessage(ada, { room, id, text })
const itemsIn = async (room: string) => {
  const snapshot = roomSnapshotContract.output.parse(await roomSnapshot(ada, { room }))
  return itemsOf(fold(emptyConversation, snapshot.entries as unknown as ConversationEntry[]))
}

describe('a message', () => {
  it('[rooms.answered] is answered in the room by its agent, with text and a card', async () => {
    const room = await createRoom(ada, { agent })
    expect(roomSummarySchema.parse(room)).toMatchObject({ agents: [{ id: agent }], waiting: 0 })
    const { runId } = await post(room.id, 'What is my balance?')
    await until(runId ?? '', 'completed', 'failed')
    const items = await itemsIn(room.id)
    expect(items[0]).toMatchObject({ kind: 'message', role: 'user', text: 'What is my balance?', speaker: 'Ada', authorId: `person:${ada.personId}` })
    expect(items).toContainEqual(expect.objectContaining({ kind: 'toolCall', name: 'get_balance', status: 'done' }))
    expect(items).toContainEqual(
      expect.objectContaining({ kind: 'card', component: 'Balance', status: 'shown', props: expect.objectContaining({ accounts: expect.any(Array) }) }),
    )
    expect(items).toContainEqual(expect.objectContaining({ kind: 'message', role: 'assistant', streaming: false, demo: true, runId }))
    expect((await listRooms(ada)).rooms).toContainEqual(expect.objectContaining({ id: room.id, title: 'What is my balance?' }))
  })

  it('[rooms.same-message-once] is one message and one run, however often it is sent', async () => {
    const room = await createRoom(ada, { agent })
    const id = newId()
    const sent = await Promise.all(Array.from({ length: 5 }, () => post(room.id, 'Hello', id)))
    expect(new Set(sent.map((one) => `${one.runId} ${one.seq}`)).size).toBe(1)
    await until(sent[0]?.runId ?? '', 'completed', 'failed')
    expect((await itemsIn(room.id)).filter((item) => item.kind === 'message' && item.role === 'user').length).toBe(1)
  })

  it('[rooms.message-with-run] is not there when its run cannot be', async () => {
    const draft = newId()
    await asSystem(
      (tx) =>
        tx.sql`insert into agent (id, workspace_id, name, description, icon, draft, created_by) values (${draft}, ${ada.workspaceId}, 'Draft', '', 'bot', '{}', ${ada.personId})`,
    )
    const room = await createRoom(ada, { agent: draft })
    await expect(post(room.id, 'Hello')).rejects.toMatchObject({ code: 'conflict', message: expect.stringContaining('publish') })
    expect(await itemsIn(room.id)).toEqual([])
  })
})

describe('a question', () => {
  it('[rooms.approval] waits in the room, is answered once, and the transfer happens once', async () => {
    const room = await createRoom(ada, { agent, title: 'Money' })
    const { runId } = await post(room.id, 'Send 25 EUR to Anna')
    await until(runId ?? '', 'waiting', 'failed')
    const asked = await roomSnapshot(ada, { room: room.id })
    expect(asked).toMatchObject({
      waiting: 1,
      openWaits: [{ status: 'open', question: { component: 'TransferConfirm' } }],
      activeRuns: [{ id: runId, agentId: agent, status: 'waiting' }],
    })
    expect(await itemsIn(room.id)).toContainEqual(
      expect.objectContaining({ kind: 'card', component: 'TransferConfirm', status: 'open', waitId: asked.openWaits[0]?.id }),
    )

    await answerWait(ada, { wait: asked.openWaits[0]?.id ?? '', outcome: 'approved', value: null })
    await until(runId ?? '', 'completed', 'failed')
    const items = await itemsIn(room.id)
    expect(items).toContainEqual(
      expect.objectContaining({
        kind: 'card',
        component: 'TransferConfirm',
        status: 'answered',
        answer: expect.objectContaining({ outcome: 'approved', by: { id: ada.personId, name: 'Ada' } }),
      }),
    )
    expect(items).toContainEqual(expect.objectContaining({ kind: 'card', component: 'TransactionReceipt', status: 'shown' }))
    const [row] = await asSystem(
      (tx) => tx.sql<{ n: number }>`select count(*) as n from ledger_transfer where workspace_id = ${ada.workspaceId} and idempotency_key not like 'opening:%'`,
    )
    expect(row?.n).toBe(1)
    expect((await roomSnapshot(ada, { room: room.id })).waiting).toBe(0)
  })

  it('closes when its run is cancelled', async () => {
    const room = await createRoom(ada, { agent })
    const { runId } = await post(room.id, 'Send 30 EUR to Ben')
    await until(runId ?? '', 'waiting', 'failed')
    await cancelRun(ada, { run: runId ?? '' })
    const items = await itemsIn(room.id)
    expect(items).toContainEqual(expect.objectContaining({ kind: 'card', component: 'TransferConfirm', status: 'expired' }))
    expect(items.at(-1)).toMatchObject({ kind: 'notice', notice: 'cancelled' })
  })
})

describe('the feed of a room', () => {
  it('[rooms.snapshot-then-feed] gives from any seq on what the snapshot gives at once', async () => {
    const room = await createRoom(ada, { agent })
    const stop = new AbortController()
    const live: ConversationEntry[] = []
    const following = (async () => {
      for await (const batch of await roomFeed(ada, { room: room.id, after: 0 }, stop)) {
        live.push(...batch)
        if (batch.some(({ event }) => event.type === 'RUN_FINISHED')) stop.abort()
      }
    })()
    await post(room.id, 'What is my balance?')
    await following
    const whole = await roomSnapshot(ada, { room: room.id })
    const view = fold(emptyConversation, whole.entries as unknown as ConversationEntry[])
    for (let at = 0; at <= live.length; at++) expect(fold(fold(emptyConversation, live.slice(0, at)), live.slice(at))).toEqual(view)
    expect(view.seq).toBe(whole.seq)
    expect(live.map((entry) => entry.seq)).toEqual(live.map((_, i) => i + 1))
  })
})

describe('a room', () => {
  it('can be renamed and put away, and comes back when somebody talks in it', async () => {
    const room = await createRoom(ada, { agent })
    expect(await updateRoom(ada, { room: room.id, title: 'Old things', archived: true })).toMatchObject({ title: 'Old things' })
    expect((await listRooms(ada)).rooms.map((listed) => listed.id)).not.toContain(room.id)
    expect((await listRooms(ada, { archived: 'true' })).rooms.map((listed) => listed.id)).toContain(room.id)
    const { runId } = await post(room.id, 'Hello')
    expect((await listRooms(ada)).rooms[0]).toMatchObject({ id: room.id, title: 'Old things' })
    await until(runId ?? '', 'completed', 'failed')
  })

  it('[rooms.tenancy] is not found from another workspace, whatever is asked of it', async () => {
    const room = await createRoom(ada, { agent })
    const eve = await somebody()
    const asked = [
      createRoom(eve, { agent }),
      roomSnapshot(eve, { room: room.id }),
      roomFeed(eve, { room: room.id, after: 0 }, new AbortController()),
      postMessage(eve, { room: room.id, id: newId(), text: 'Hello' }),
      updateRoom(eve, { room: room.id, title: 'Mine' }),
    ]
    for (const result of await Promise.allSettled(asked)) expect(result).toMatchObject({ status: 'rejected', reason: { code: 'not-found' } })
    expect((await listRooms(eve)).rooms).toEqual([])
  })

  it('[rooms.export] is exported whole, and the file proves itself', async () => {
    const room = await createRoom(ada, { agent, title: 'Kept' })
    await until((await post(room.id, 'What is my balance?')).runId ?? '', 'completed')
    const exported = exportRoomContract.output.parse(JSON.parse(JSON.stringify(await exportRoom(ada, { room: room.id }))))
    const { faultOf } = (await import('../../workers/verify-run.mjs' as string)) as { faultOf: (file: unknown) => string | null }
    expect(faultOf(exported)).toBeNull()
    expect(faultOf({ ...exported, entries: exported.entries.slice(1) })).toContain('missing')
    const [first, ...rest] = exported.entries
    expect(faultOf({ ...exported, entries: [{ ...first, body: { ...(first?.body as object), delta: 'other words' } }, ...rest] })).toContain('changed')
    const view = fold(emptyConversation, exported.entries.map(({ seq, at, body }) => ({ seq, at, event: body })) as unknown as ConversationEntry[])
    expect(markdownOf(view, 'Kept')).toMatch(/^# Kept\n\n\*\*Ada\*\* · .*\n\nWhat is my balance\?/)
  })

  it('may be read but not written in by a viewer', async () => {
    const room = await createRoom(ada, { agent })
    const viewer: Principal = { ...ada, role: 'viewer' }
    expect((await roomSnapshot(viewer, { room: room.id })).id).toBe(room.id)
    await expect(postMessage(viewer, { room: room.id, id: newId(), text: 'Hello' })).rejects.toMatchObject({ code: 'not-allowed' })
    await expect(createRoom(viewer, { agent })).rejects.toMatchObject({ code: 'not-allowed' })
  })
})
