import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { itemsOf } from '../conversation/index.ts'
import { closeDurable } from '../durable/index.ts'
import { newId } from '../kernel/ids.ts'
import type { Principal } from '../kernel/principal.ts'
import { asSystem } from '../platform/db.ts'
import { testDatabase } from '../platform/test-database.ts'
import { addMember, createRoom, markRead, openTrial, postMessage, tryMessage } from '../rooms/index.ts'
import { agentSaying, viewOf } from '../rooms/rooms.test-kit.ts'
import { answerWait, listWaits, tryDraft } from '../runs/index.ts'
import { agentWith, eventually, flowOf, somebody, startWorkerProcess, until, type WorkerProcess } from '../runs/runs.test-kit.ts'
import { addBrowser, changeNoticeSettings, listNotices, noticeSettings, seeNotices } from './index.ts'
import { pushService } from './push-service.test-kit.ts'

let database: Awaited<ReturnType<typeof testDatabase>>
let service: Awaited<ReturnType<typeof pushService>>
let worker: WorkerProcess
let ada: Principal
let grace: Principal
let quick: string
let asking: string
beforeAll(async () => {
  database = await testDatabase()
  service = await pushService()
  worker = await startWorkerProcess(undefined, {
    HEARTH_ALLOW_PRIVATE_ADDRESSES: '1',
    HEARTH_PUSH_AFTER_MS: '0',
    HEARTH_SMTP_URL: 'smtp://127.0.0.1:9', // nobody listens: letters are written and stay
  })
})
afterAll(async () => {
  await worker?.stop()
  await service?.close()
  await closeDurable()
  await database?.drop()
})
beforeEach(async () => {
  ada = await somebody()
  grace = { ...(await somebody()), name: 'Grace', workspaceId: ada.workspaceId, workspaceSlug: ada.workspaceSlug, role: 'operator' }
  await asSystem((tx) => tx.sql`insert into membership (workspace_id, person_id, role) values (${ada.workspaceId}, ${grace.personId}, 'operator')`)
  quick = await agentSaying(ada, 'Quick', 'Here you **are**.')
  asking = await agentWith(ada, flowOf({ nodes: { start: { block: 'chat.message' }, ask: { block: 'human.approval', inputs: { title: 'Send it?' } } } }))
})

const post = (room: string, text: string, who = ada) => postMessage(who, { room, id: newId(), text })
const told = (who: Principal, count = 1) =>
  eventually(async () => {
    const { notices } = await listNotices(who)
    return notices.length === count ? notices : undefined
  }, `${count} notices`)

describe('the bell', () => {
  it('[notices.answer] shows an answer that came while its person was away, until they have read it', async () => {
    const room = (await createRoom(ada, { agent: quick, title: 'Lunch' })).id
    await addMember(ada, { room, member: grace.personId, kind: 'person' })
    await until((await post(room, 'Hello')).runId ?? '', 'completed')
    const [notice] = await told(ada)
    expect(notice).toMatchObject({ kind: 'answer', title: 'Quick answered in Lunch', text: 'Here you are.', room })
    const view = await viewOf(ada, room)
    expect(itemsOf(view).find(({ seq }) => seq === notice?.seq)).toMatchObject({ kind: 'message', speaker: 'Quick' })
    expect((await listNotices(grace)).notices, 'whoever did not ask').toEqual([])
    await markRead(ada, { room, seq: view.seq })
    await told(ada, 0)
  })

  it('[notices.decision] shows a decision to those of the room who may make it, until it is made or put away', async () => {
    const room = (await createRoom(ada, { agent: asking })).id
    await post(room, 'Please')
    const [notice] = await told(ada)
    expect(notice).toMatchObject({ kind: 'decision', title: 'Send it?', text: 'Agent waits for your answer.', room })
    expect((await listNotices(grace)).notices, 'who is not in the room').toEqual([])
    await answerWait(ada, { wait: (await listWaits(ada)).waits[0]?.id ?? '', outcome: 'approved', value: {} })
    await told(ada, 0)
    await post(room, 'Again')
    await told(ada)
    await seeNotices(grace, {})
    await told(ada)
    await seeNotices(ada, {})
    await told(ada, 0)
  })

  it('[notices.trial] shows nothing of a draft that is tried: its questions are in the editor, for whoever tries it', async () => {
    const asks = flowOf({ nodes: { start: { block: 'manual.start' }, ask: { block: 'human.approval', inputs: { title: 'Really?' } } } })
    const { id: run } = await tryDraft(ada, { workspace: ada.workspaceSlug, agent: asking, flow: asks, scope: { kind: 'all' }, input: {} })
    const says = flowOf({ nodes: { start: { block: 'chat.message' }, say: { block: 'reply.text', inputs: { text: 'Tried.' } } } })
    const { room } = await openTrial(ada, { agent: quick, anew: false })
    const { runId } = await tryMessage(ada, { room, id: newId(), text: 'Hello', files: [], flow: says })
    await until(run, 'waiting')
    await until(runId ?? '', 'completed')
    const untold = () =>
      asSystem(
        (tx) => tx.sql`select id from run_wait where workspace_id = ${ada.workspaceId} and not told
          union all select id from room_turn where workspace_id = ${ada.workspaceId} and not told`,
      )
    await eventually(async () => ((await untold()).length === 0 ? true : undefined), 'everything to be looked at')
    expect([await listNotices(ada), await listNotices(grace)]).toEqual([{ notices: [] }, { notices: [] }])
    expect((await listWaits(ada)).waits).toMatchObject([{ runId: run, trial: true, barred: null }])
    expect((await listWaits(grace)).waits).toEqual([])
  })
})

describe('beside the bell', () => {
  it('[notices.push] what waits is pushed to its person’s browsers, encrypted and signed, as they wish; a browser that is gone is forgotten', async () => {
    const { pushKey } = await noticeSettings(ada)
    expect((await noticeSettings(grace)).pushKey, 'one key for the installation').toBe(pushKey)
    const names = { laptop: newId(), phone: newId(), hers: newId() }
    for (const name of [names.laptop, names.phone]) await addBrowser(ada, service.subscribe(name))
    await addBrowser(grace, service.subscribe(names.hers))
    service.forget(names.phone)
    const room = (await createRoom(ada, { agent: quick, title: 'Lunch' })).id
    await post(room, 'Hello')
    const [notice] = await told(ada)
    const [push] = await eventually(async () => (service.pushed.length > 0 ? service.pushed : undefined), 'a push')
    expect(push).toMatchObject({ browser: names.laptop, signedBy: pushKey })
    expect(JSON.parse(push?.text ?? '')).toEqual({
      id: notice?.id,
      title: 'Quick answered in Lunch',
      text: 'Here you are.',
      path: `/${ada.workspaceSlug}/rooms/${room}?at=${notice?.seq}`,
    })
    await eventually(async () => ((await noticeSettings(ada)).browsers === 1 ? true : undefined), 'the phone to be forgotten')

    await changeNoticeSettings(ada, { pushAnswers: false })
    await post(room, 'Hello again') // whoever writes has read what was there
    await eventually(async () => ((await told(ada))[0]?.id === notice?.id ? undefined : true), 'the second answer')
    await post((await createRoom(ada, { agent: asking })).id, 'Please')
    await eventually(async () => (service.pushed.length > 1 ? true : undefined), 'the decision')
    expect(service.pushed.slice(1).map(({ text }) => (JSON.parse(text) as { title: string }).title)).toEqual(['Send it?'])
  })

  it('[notices.mail] a decision is sent by mail to those who asked for that, once', async () => {
    await changeNoticeSettings(ada, { mailDecisions: true })
    const room = (await createRoom(ada, { agent: asking })).id
    await addMember(ada, { room, member: grace.personId, kind: 'person' })
    await post(room, 'Please')
    await told(ada)
    await told(grace)
    const letters = await asSystem(
      (tx) => tx.sql<{ personId: string; subject: string }>`select person_id as "personId", subject from mail where workspace_id = ${ada.workspaceId}`,
    )
    expect(letters).toEqual([{ personId: ada.personId, subject: 'Waits for you: Send it?' }])
  })

  it('[notices.secret-key] the key that signs pushes is sealed where it is kept', async () => {
    await noticeSettings(ada)
    const [row] = await asSystem((tx) => tx.sql<{ sealed: Buffer }>`select sealed from installation_secret where name = 'web-push'`)
    expect(row?.sealed.toString('latin1')).not.toContain('privateKey')
  })
})
