import { afterAll, beforeAll, expect, it } from 'vitest'
import { type ConversationEntry, emptyConversation, fold, itemsOf } from '../server/conversation/index.ts'
import { removeUnusedFiles, takeFiles } from '../server/files/index.ts'
import type { FileRef } from '../server/kernel/file-ref.ts'
import { newId } from '../server/kernel/ids.ts'
import { asSystem, inWorkspace } from '../server/platform/db.ts'
import { testDatabase } from '../server/platform/test-database.ts'
import { type Browser, createBrowser } from './routes.test-kit.ts'

let database: Awaited<ReturnType<typeof testDatabase>>
let ada: { browser: Browser; slug: string; workspaceId: string; personId: string }
let colleague: Browser
beforeAll(async () => {
  database = await testDatabase()
  const browser = createBrowser()
  const { workspaceSlug: slug, personId } = await browser.arrive('Ada')
  const { body } = await browser.call<{ id: string }>('GET', `/api/workspaces/${slug}`)
  ada = { browser, slug, workspaceId: body.id, personId }
  colleague = createBrowser()
  const { email } = await colleague.arrive('Ben')
  await browser.call('PUT', `/api/workspaces/${slug}/members`, { email, role: 'operator' })
})
afterAll(() => database.drop())

const page = '<!doctype html><script>fetch("https://evil.example")</script>'

async function upload(name: string, body: BodyInit, id = newId(), more = {}): Promise<{ status: number; file: FileRef; error: string }> {
  const address = `/api/workspaces/${ada.slug}/files?${new URLSearchParams({ id, name, ...more })}`
  const response = await ada.browser.send('POST', address, { body })
  const answer = (await response.json()) as FileRef & { error?: { message: string } }
  return { status: response.status, file: answer, error: answer.error?.message ?? '' }
}
const use = (...ids: string[]) => inWorkspace(ada.workspaceId, (tx) => takeFiles(tx, ada, ids, { kind: 'room', id: newId() }))
const get = (browser: Browser, id: string, as = 'inline', headers = {}) => browser.send('GET', `/api/workspaces/${ada.slug}/files/${id}?as=${as}`, { headers })

it('[files.keep] gives back the same bytes, once for the same upload', async () => {
  const bytes = crypto.getRandomValues(new Uint8Array(50_000))
  bytes.set(Buffer.from('\x89PNG\r\n\x1a\n', 'latin1'))
  const id = newId()
  const first = await upload('../photo.png', bytes, id)
  expect(first).toMatchObject({ status: 200, file: { id, name: 'photo.png', type: 'image/png', bytes: 50_000 } })
  expect(await upload('../photo.png', bytes, id)).toEqual(first)
  const response = await get(ada.browser, id)
  expect(response.headers.get('content-type')).toBe('image/png')
  expect(Buffer.from(await response.arrayBuffer()).equals(Buffer.from(bytes))).toBe(true)
  const again = await get(ada.browser, id, 'inline', { 'if-none-match': response.headers.get('etag') ?? '' })
  expect(again.status).toBe(304)
})

it('[files.harmless] a page or a drawing with a script in it comes as text that nothing runs', async () => {
  const { file } = await upload('invoice.png"\r\nset-cookie: a=b; <script>.html', page)
  expect(file.type).toBe('text/plain')
  for (const as of ['inline', 'attachment']) {
    const response = await get(ada.browser, file.id, as)
    const headers = Object.fromEntries(response.headers)
    expect(headers['content-type']).toBe('text/plain; charset=utf-8')
    expect(headers['x-content-type-options']).toBe('nosniff')
    expect(headers['content-security-policy']).toBe("default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'self'; sandbox")
    expect(headers['content-disposition']).toMatch(new RegExp(`^${as}; filename="[ \\w.-]+"; filename\\*=UTF-8''[\\w.%~!-]+$`))
    expect(headers['cross-origin-resource-policy']).toBe('same-origin')
    expect(await response.text()).toBe(page)
  }
  const archive = await upload('a.zip', 'PK\x03\x04')
  expect((await get(ada.browser, archive.file.id)).headers.get('content-disposition'), 'what a browser cannot show is saved').toMatch(/^attachment; /)
})

it('[files.refused] nothing, a program and too much are refused, saying what to do', async () => {
  expect(await upload('empty.txt', '')).toMatchObject({ status: 400, error: expect.stringContaining('nothing in this file') })
  expect(await upload('photo.png', new Uint8Array([0x7f, 0x45, 0x4c, 0x46, 2, 1]))).toMatchObject({ status: 400, error: expect.stringContaining('not taken') })
  expect(await upload('large.txt', 'x'.repeat(20_000_001))).toMatchObject({ status: 413, error: expect.stringContaining('at most 20 MB') })
  const before = process.env.HEARTH_FILES_MB
  process.env.HEARTH_FILES_MB = '1'
  expect(await upload('more.txt', 'y'.repeat(1_000_000))).toMatchObject({ status: 422, error: expect.stringContaining('all the room there is') })
  if (before === undefined) delete process.env.HEARTH_FILES_MB
  else process.env.HEARTH_FILES_MB = before
})

it('[files.private-until-sent] what nobody sent is there for its owner only, and is removed after a day', async () => {
  const { file } = await upload('draft.txt', 'half a thought')
  const { file: sent } = await upload('sent.txt', 'half a thought')
  expect((await get(colleague, file.id)).status).toBe(404)
  await use(sent.id)
  expect((await get(colleague, sent.id)).status).toBe(200)
  const own = { workspaceId: ada.workspaceId, personId: newId() }
  await expect(inWorkspace(ada.workspaceId, (tx) => takeFiles(tx, own, [file.id], { kind: 'room', id: newId() }))).rejects.toMatchObject({
    code: 'invalid-input',
  })

  await asSystem((tx) => tx.sql`update file set created_at = created_at - interval '25 hours' where id = any(${[file.id, sent.id]}::uuid[])`)
  await removeUnusedFiles()
  expect((await get(ada.browser, file.id)).status).toBe(404)
  expect(await (await get(colleague, sent.id)).text(), 'the same bytes are in use elsewhere').toBe('half a thought')
})

type List = {
  days: number | null
  files: { id: string; name: string; kept: boolean; uses: { kind: string; id: string }[]; deletable: boolean; by: { name: string } }[]
  more: boolean
  bytes: number
}
const list = async (browser: Browser, words = '') =>
  (await browser.call<List>('GET', `/api/workspaces/${ada.slug}/files?${new URLSearchParams({ words })}`)).body
const remove = (browser: Browser, id: string) => browser.send('DELETE', `/api/workspaces/${ada.slug}/files/${id}`)

it('[files.list] lists the newest first, by a part of the name, with whose it is and where it is used; what is not sent is its owner’s', async () => {
  const room = newId()
  const { file: plan } = await upload('Plan of the house.txt', 'one')
  const { file: draft } = await upload('draft of the plan.txt', 'two')
  await inWorkspace(ada.workspaceId, (tx) => takeFiles(tx, ada, [plan.id], { kind: 'room', id: room }))
  expect((await list(ada.browser, 'PLAN')).files).toMatchObject([
    { id: draft.id, uses: [], deletable: true, by: { name: 'Ada' } },
    { id: plan.id, uses: [{ kind: 'room', id: room }], deletable: true },
  ])
  expect((await list(colleague, 'plan')).files).toMatchObject([{ id: plan.id, deletable: false }])
  expect((await list(ada.browser, '%')).files).toEqual([])
})

it('[files.put] what is put on the page of files is there for everybody at once, and stays', async () => {
  const { file } = await upload('handbook.txt', 'for all', newId(), { keep: 'true' })
  expect(await (await get(colleague, file.id)).text()).toBe('for all')
  expect((await list(colleague, 'handbook')).files).toMatchObject([{ id: file.id, kept: true, uses: [], by: { name: 'Ada' } }])
  await asSystem((tx) => tx.sql`update file set created_at = created_at - interval '25 hours' where id = ${file.id}`)
  await removeUnusedFiles()
  expect((await get(colleague, file.id)).status).toBe(200)
})

it('[files.retention] files that nothing brings along are removed after the days their workspace sets, and for ever kept where it sets none', async () => {
  const keep = (browser: Browser, days: unknown) => browser.send('PUT', `/api/workspaces/${ada.slug}/files/keep`, { body: JSON.stringify({ days }) })
  const put = async (name: string, body: string) => (await upload(name, body, newId(), { keep: 'true' })).file.id
  const [old, sent, again, young] = [
    await put('old.txt', 'same words'),
    await put('sent.txt', 'same words'),
    await put('again.txt', 'b'),
    await put('young.txt', 'c'),
  ]
  await use(sent)
  await asSystem((tx) => tx.sql`update file set used_at = now() - interval '8 days' where id = any(${[old, sent, again]}::uuid[])`)
  const there = async () => Promise.all([old, sent, again, young].map(async (id) => (await get(colleague, id)).status === 200))
  await removeUnusedFiles()
  expect(await there(), 'nothing is set').toEqual([true, true, true, true])
  expect((await keep(colleague, 7)).status, 'for who manages the workspace').toBe(403)
  for (const wrong of [0, 1.5, 4000, 'x']) expect((await keep(ada.browser, wrong)).status).toBe(400)
  expect((await keep(ada.browser, 9)).status).toBe(200)
  expect((await list(colleague)).days).toBe(9)
  await removeUnusedFiles()
  expect(await there(), 'not old enough').toEqual([true, true, true, true])
  await keep(ada.browser, 7)
  await use(again) // sent just in time
  await removeUnusedFiles()
  expect(await there()).toEqual([false, true, true, true])
  expect(await (await get(colleague, sent)).text(), 'the same bytes are in use elsewhere').toBe('same words')
  await keep(ada.browser, null)
  expect((await list(colleague)).days).toBeNull()
})

it('[files.delete] its owner, and who manages the workspace, delete a file for good; bytes that another file has stay; rooms are told', async () => {
  const { browser, slug } = ada
  const { body: agent } = await browser.call<{ id: string; draftVersion: number }>('POST', `/api/workspaces/${slug}/agents`, { name: 'Listener' })
  const flow = { schema: 1, nodes: { start: { block: 'chat.message', version: 1, position: { x: 0, y: 0 }, inputs: {} } }, wires: [] }
  const { body: saved } = await browser.call<{ draftVersion: number }>('PUT', `/api/workspaces/${slug}/agents/${agent.id}/draft`, {
    draftVersion: agent.draftVersion,
    flow,
  })
  await browser.call('POST', `/api/workspaces/${slug}/agents/${agent.id}/publish`, { draftVersion: saved.draftVersion })
  const { body: room } = await browser.call<{ id: string }>('POST', `/api/workspaces/${slug}/rooms`, { agent: agent.id })
  const { file } = await upload('secret.txt', 'the same bytes')
  const { file: twin } = await upload('twin.txt', 'the same bytes')
  await use(twin.id)
  const said = await browser.call<{ seq: number }>('POST', `/api/workspaces/${slug}/rooms/${room.id}/messages`, { id: newId(), text: 'Look', files: [file.id] })
  expect(said.status).toBe(200)

  expect((await remove(colleague, file.id)).status, 'somebody else’s').toBe(403)
  expect((await remove(browser, file.id)).status).toBe(200)
  expect((await remove(browser, file.id)).status, 'again').toBe(404)
  expect((await get(browser, file.id)).status).toBe(404)
  expect(await (await get(browser, twin.id)).text()).toBe('the same bytes')
  const { body: snapshot } = await browser.call<{ entries: ConversationEntry[] }>('GET', `/api/workspaces/${slug}/rooms/${room.id}`)
  const view = fold(emptyConversation, snapshot.entries)
  expect(view.gone).toEqual({ [file.id]: true })
  expect(itemsOf(view).find((item) => item.kind === 'message')).toMatchObject({ files: [{ name: 'secret.txt' }] })
  expect((await remove(browser, twin.id)).status).toBe(200)
  const left = await asSystem((tx) => tx.sql`select from file_content where workspace_id = ${ada.workspaceId} and body = ${Buffer.from('the same bytes')}`)
  expect(left, 'nobody has these bytes any more').toHaveLength(0)
})
