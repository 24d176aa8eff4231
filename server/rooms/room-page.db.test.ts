import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type ConversationEntry, emptyConversation, fold, itemsOf, messageEntries, openQuestions, prepend } from '../conversation/index.ts'
import { randomTalk } from '../conversation/talk.test-kit.ts'
import { closeDurable } from '../durable/index.ts'
import { newId } from '../kernel/ids.ts'
import type { Principal } from '../kernel/principal.ts'
import { append, lastSeq, readUpTo } from '../memory/feed/index.ts'
import { asSystem, inWorkspace } from '../platform/db.ts'
import { testDatabase } from '../platform/test-database.ts'
import { somebody } from '../runs/runs.test-kit.ts'
import { createRoom, olderEntries, roomEntry, roomSnapshot } from './index.ts'
import { agentSaying } from './rooms.test-kit.ts'

let database: Awaited<ReturnType<typeof testDatabase>>
let ada: Principal
let room: string
/** Talks by chance, until the room has ten thousand entries. */
beforeAll(async () => {
  database = await testDatabase()
  ada = await somebody()
  room = (await createRoom(ada, { agent: await agentSaying(ada, 'Agent', 'Yes.'), title: 'Long' })).id
  for (let seed = 1, seq = 0; seq < 10_000; seed++) {
    const said = messageEntries({ id: `p${seed}`, roomId: room, personId: ada.personId, name: 'Ada', text: `message ${seed}` })
    const talk = randomTalk(seed).entries.map(({ event }) => ({ kind: event.type, body: renamed(event, seed) }))
    await inWorkspace(ada.workspaceId, (tx) => append(tx, room, [...said, ...talk]))
    seq = (await inWorkspace(ada.workspaceId, (tx) => lastSeq(tx, ada.workspaceId, room))) ?? 0
  }
})
afterAll(async () => {
  await closeDurable()
  await database?.drop()
})

/** Each talk has runs, messages and calls of its own. */
function renamed(event: ConversationEntry['event'], seed: number): ConversationEntry['event'] {
  return JSON.parse(JSON.stringify(event).replace(/"(run-|said-)/g, `"t${seed}-$1`))
}

describe('a room of ten thousand entries', () => {
  it('[rooms.tail] opens with its end, and page by page becomes what the whole feed gives', async () => {
    const usual = await roomSnapshot(ada, { room })
    expect([usual.from, usual.entries.length <= 1000]).toEqual([usual.seq - 1000, true])
    const snapshot = await roomSnapshot(ada, { room, messages: 10 })
    const messagesIn = (entries: readonly { event: { type: string } }[]) => entries.filter(({ event }) => event.type === 'TEXT_MESSAGE_START').length
    const first = messagesIn(snapshot.entries)
    expect(first, 'the last messages, and hardly more').toBeGreaterThanOrEqual(10)
    expect(snapshot.from).toBeGreaterThan(usual.from)
    let view = fold(emptyConversation, snapshot.entries as unknown as ConversationEntry[])
    const whole = fold(emptyConversation, (await readUpTo(ada.workspaceId, room, snapshot.seq)).map(roomEntry))
    const shown = itemsOf(whole).map(({ id }) => id)
    const last = itemsOf(view).map(({ id }) => id)
    expect(last).toEqual(shown.filter((id) => last.includes(id)))
    for (let from = snapshot.from, far = false; from > 0; far = !far) {
      const page = await olderEntries(ada, { room, before: from, ...(far ? {} : { messages: 10 }) })
      if (far) expect(page.from).toBe(Math.max(0, from - 1000))
      else expect(page.from).toBeGreaterThan(from - 1000)
      view = prepend(fold(emptyConversation, page.entries as unknown as ConversationEntry[]), view, from)
      from = page.from
    }
    expect(itemsOf(view)).toEqual(itemsOf(whole))
  })

  it('shows a question that is open at its end, however long ago it was asked', async () => {
    const [wait, run] = [newId(), newId()]
    const other = (await createRoom(ada, { agent: await agentSaying(ada, 'Asker', 'Yes.'), title: 'Asking' })).id
    const meta = { roomId: other, authorId: 'agent:a', runId: run, agentId: 'a', speaker: 'Asker', as: 'question' as const, waitId: wait }
    const question = { kind: 'approval', title: 'Go?', responseSchema: {} }
    await inWorkspace(ada.workspaceId, (tx) =>
      append(tx, other, [
        {
          key: `${run}:${wait}:ask`,
          kind: 'TOOL_CALL_START',
          body: { type: 'TOOL_CALL_START', toolCallId: wait, toolCallName: 'ApprovalCard', metadata: { ...meta, question } },
        },
        { key: `${run}:${wait}:ask:args`, kind: 'TOOL_CALL_ARGS', body: { type: 'TOOL_CALL_ARGS', toolCallId: wait, delta: '{}', metadata: meta } },
        { key: `${run}:${wait}:ask:end`, kind: 'TOOL_CALL_END', body: { type: 'TOOL_CALL_END', toolCallId: wait, metadata: meta } },
        ...Array.from({ length: 500 }, (_, i) => messageEntries({ id: `m${i}`, roomId: other, personId: ada.personId, name: 'Ada', text: `${i}` })).flat(),
      ]),
    )
    await asSystem(async (tx) => {
      await tx.sql`insert into run (id, workspace_id, agent_id, revision_id, status, trigger, input, outlet, started_by)
        select ${run}, workspace_id, id, published_revision, 'waiting', 'chat', '{}', ${other}, ${ada.personId} from agent where workspace_id = ${ada.workspaceId} and name = 'Asker'`
      await tx.sql`insert into run_wait (id, workspace_id, run_id, path, question, status) values (${wait}, ${ada.workspaceId}, ${run}, 'ask', ${JSON.stringify(question)}::jsonb, 'open')`
    })
    const snapshot = await roomSnapshot(ada, { room: other, messages: 40 })
    const tail = fold(emptyConversation, snapshot.entries as unknown as ConversationEntry[])
    expect(openQuestions(tail)).toMatchObject([{ waitId: wait, status: 'open' }])
    let view = tail
    for (let from = snapshot.from; from > 0; ) {
      const page = await olderEntries(ada, { room: other, before: from })
      view = prepend(fold(emptyConversation, page.entries as unknown as ConversationEntry[]), view, from)
      from = page.from
    }
    expect(
      itemsOf(view)
        .map(({ id }) => id)
        .slice(0, 2),
    ).toEqual([wait, 'm0'])
    expect(itemsOf(view)).toHaveLength(501)
    expect(openQuestions(view)).toHaveLength(1)
  })
})
