import { afterAll, beforeAll, expect, it } from 'vitest'
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

async function upload(name: string, body: BodyInit, id = newId()): Promise<{ status: number; file: FileRef; error: string }> {
  const address = `/api/workspaces/${ada.slug}/files?${new URLSearchParams({ id, name })}`
  const response = await ada.browser.send('POST', address, { body })
  const answer = (await response.json()) as FileRef & { error?: { message: string } }
  return { status: response.status, file: answer, error: answer.error?.message ?? '' }
}
const use = (...ids: string[]) => inWorkspace(ada.workspaceId, (tx) => takeFiles(tx, ada, ids))
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
  await expect(inWorkspace(ada.workspaceId, (tx) => takeFiles(tx, own, [file.id]))).rejects.toMatchObject({ code: 'invalid-input' })

  await asSystem((tx) => tx.sql`update file set created_at = created_at - interval '25 hours' where id = any(${[file.id, sent.id]}::uuid[])`)
  await removeUnusedFiles()
  expect((await get(ada.browser, file.id)).status).toBe(404)
  expect(await (await get(colleague, sent.id)).text(), 'the same bytes are in use elsewhere').toBe('half a thought')
})
