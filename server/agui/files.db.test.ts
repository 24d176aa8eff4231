import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { HttpAgent } from '@ag-ui/client'
import { HttpAgent as LegacyAgent } from 'ag-ui-client-legacy'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { itemsOf } from '../conversation/index.ts'
import { closeDurable } from '../durable/index.ts'
import { fileContent, uploadFile } from '../files/index.ts'
import { newId } from '../kernel/ids.ts'
import type { Principal } from '../kernel/principal.ts'
import { env } from '../platform/env.ts'
import { testDatabase } from '../platform/test-database.ts'
import { modelDoor } from '../rooms/model-door.test-kit.ts'
import { viewOf } from '../rooms/rooms.test-kit.ts'
import { agentWith, eventually, flowOf, somebody, startWorkerProcess, type WorkerProcess } from '../runs/runs.test-kit.ts'
import { type AguiServer, aguiServer } from './http.test-kit.ts'

let database: Awaited<ReturnType<typeof testDatabase>>
let model: Awaited<ReturnType<typeof modelDoor>>
let worker: WorkerProcess
let ada: Principal
let server: AguiServer
let talks: string
/** Files on another host, such as a client names. */
const outside = createServer((request, response) => {
  if (request.url === '/moved') return response.writeHead(302, { location: '/pixel.png' }).end()
  if (request.url === '/pixel.png') return response.writeHead(200, { 'content-type': 'image/png' }).end(pixel)
  if (request.url === '/endless') {
    const more = () => response.write(Buffer.alloc(1_000_000), () => response.destroyed || more())
    return more()
  }
  response.writeHead(404).end('nothing')
})
const pixel = Buffer.from('iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==', 'base64')
const base64 = (text: string) => Buffer.from(text).toString('base64')
beforeAll(async () => {
  database = await testDatabase()
  model = await modelDoor()
  worker = await startWorkerProcess(undefined, { HEARTH_MODEL_URL: model.url, HEARTH_MODEL: 'm', HEARTH_ALLOW_PRIVATE_ADDRESSES: '1' })
  ada = await somebody()
  talks = await agentWith(ada, flowOf({ nodes: { start: { block: 'chat.message' }, loop: { block: 'agent.loop' } }, wires: ['start.text > loop.message'] }))
  server = await aguiServer(ada)
  await new Promise<void>((ready) => outside.listen(0, '127.0.0.1', ready))
})
afterAll(async () => {
  outside.closeAllConnections()
  outside.close()
  await server?.close()
  await worker?.stop()
  await model?.close()
  await closeDurable()
  await database?.drop()
})

const there = (path: string) => `http://127.0.0.1:${(outside.address() as AddressInfo).port}${path}`
const textPart = (name: string, text: string) => ({
  type: 'document',
  source: { type: 'data', value: base64(text), mimeType: 'text/plain' },
  metadata: { filename: name },
})
const picture = { type: 'image', source: { type: 'data', value: pixel.toString('base64'), mimeType: 'image/png' }, metadata: { filename: 'pixel.png' } }
const answered = async (text: string) => {
  await eventually(async () => (model.held() > 0 ? true : undefined), 'the model to be asked')
  model.answer({ text })
}
type Seen = { type: string; [field: string]: unknown }

async function run(content: unknown, messageId = newId(), threadId = newId()): Promise<Seen[]> {
  const body = { threadId, runId: newId(), messages: [{ id: messageId, role: 'user', content }], tools: [], context: [], state: {}, forwardedProps: {} }
  const response = await fetch(server.url(talks, 'run'), { method: 'POST', body: JSON.stringify(body) })
  return (await response.text()).split('\n\n').flatMap((frame) => (frame.startsWith('data: ') ? (JSON.parse(frame.slice(6)) as Seen) : []))
}

describe('pictures and files over AG-UI', () => {
  it.each([
    ['1.0.0', HttpAgent, [{ type: 'text', text: 'What is this?' }, picture, textPart('note.txt', 'Buy milk')]],
    [
      '0.0.59',
      LegacyAgent,
      [
        { type: 'text', text: 'What is this?' },
        { type: 'binary', mimeType: 'image/png', data: pixel.toString('base64'), filename: 'pixel.png' },
        { type: 'binary', mimeType: 'text/plain', data: base64('Buy milk'), filename: 'note.txt' },
      ],
    ],
  ] as const)('[agui.files] come into the room and to the model, and out again in snapshots (%s)', async (_, Agent, content) => {
    const agent = new Agent({ url: server.url(talks, 'run'), threadId: newId() })
    agent.addMessage({ id: newId(), role: 'user', content: content as never })
    await Promise.all([agent.runAgent(), answered('A pixel, and milk.')])
    expect(agent.messages.at(-1)).toMatchObject({ role: 'assistant', content: 'A pixel, and milk.' })
    // the model reads the text as it is, and the name of what it cannot see
    const asked = JSON.stringify(model.asked.at(-1)?.messages)
    expect(asked).toContain('Buy milk')
    expect(asked).toContain('pixel.png, image/png')

    const [message] = itemsOf(await viewOf(ada, agent.threadId)).filter((item) => item.kind === 'message')
    if (message?.kind !== 'message') throw new Error('there is no message')
    expect(message).toMatchObject({
      text: 'What is this?',
      files: [
        { name: 'pixel.png', type: 'image/png' },
        { name: 'note.txt', type: 'text/plain' },
      ],
    })
    const [kept] = message.files
    expect(Buffer.from((await fileContent(ada, { file: kept?.id ?? '', as: 'inline' })).body)).toEqual(pixel)

    const other = new Agent({ url: server.url(talks, 'connect'), threadId: agent.threadId })
    await other.runAgent()
    const address = `${env.publicUrl()}/api/workspaces/${ada.workspaceSlug}/files/${kept?.id}?as=inline`
    expect(other.messages[0]).toMatchObject({
      role: 'user',
      content: [
        { type: 'text', text: 'What is this?' },
        { type: 'image', source: { type: 'url', value: address, mimeType: 'image/png' }, metadata: { filename: 'pixel.png' } },
        { type: 'document', source: { type: 'url', mimeType: 'text/plain' }, metadata: { filename: 'note.txt' } },
      ],
    })

    // what came out may go in again: it is the same file
    other.addMessage({ id: newId(), role: 'user', content: [{ type: 'image', source: { type: 'url', value: address } }] as never })
    const next = new Agent({ url: server.url(talks, 'run'), threadId: agent.threadId, initialMessages: other.messages as never })
    await Promise.all([next.runAgent(), answered('Still a pixel.')])
    const messages = itemsOf(await viewOf(ada, agent.threadId)).filter((item) => item.kind === 'message')
    expect(messages.map((item) => [item.role, item.files.map(({ id }) => id)])).toContainEqual(['user', [kept?.id]])
  })

  it('[agui.files] come by address, through redirects; one uploaded before by its id', async () => {
    process.env.HEARTH_ALLOW_PRIVATE_ADDRESSES = '1'
    try {
      const before = await uploadFile(ada, { id: newId(), name: 'before.txt' }, Buffer.from('uploaded before'))
      const thread = newId()
      const content = [
        { type: 'image', source: { type: 'url', value: there('/moved') } },
        { type: 'document', source: { type: 'file', value: before.id } },
        { type: 'image', source: { type: 'url', value: `data:image/png;base64,${pixel.toString('base64')}` } },
      ]
      const [events] = await Promise.all([run(content, newId(), thread), answered('Yes.')])
      expect(events.at(-1)?.type).toBe('RUN_FINISHED')
      const message = itemsOf(await viewOf(ada, thread)).find((item) => item.kind === 'message')
      expect(message).toMatchObject({ text: '', files: [{ name: 'moved', type: 'image/png' }, before, { type: 'image/png' }] })
    } finally {
      delete process.env.HEARTH_ALLOW_PRIVATE_ADDRESSES
    }
  })

  it('[agui.files-refused] what is too large, no base64, another kind, a program, not there, or behind our walls is refused, saying which; nothing is said then', async () => {
    const theirs = await uploadFile(await somebody(), { id: newId(), name: 'theirs.txt' }, Buffer.from('theirs'))
    const data = (type: string, value: string) => ({ type, source: { type: 'data', value, mimeType: 'image/png' }, metadata: { filename: 'it' } })
    const large = Buffer.alloc(20_000_001, 'a').toString('base64')
    const cases: [string, object[], string, RegExp][] = [
      ['large', [data('document', large)], 'CONTENT_TOO_LARGE', /^it: a file may hold 20 MB/],
      ['no base64', [data('image', 'not base64!')], 'UNSUPPORTED_CONTENT', /base64/],
      ['another kind', [data('image', base64('words'))], 'UNSUPPORTED_CONTENT', /sent as image, and is text\/plain/],
      ['a program', [data('document', base64('\x7fELF\x02\x01\x00'))], 'UNSUPPORTED_CONTENT', /^it: This kind of file is not taken/],
      ['nothing', [data('document', '')], 'UNSUPPORTED_CONTENT', /nothing in this file/],
      ['a handle', [{ type: 'image', source: { type: 'file', value: 'file-abc' } }], 'UNSUPPORTED_CONTENT', /Upload it first/],
      ['no address', [{ type: 'image', source: { type: 'url', value: 'somewhere' } }], 'UNSUPPORTED_CONTENT', /is not an address/],
      ['another scheme', [{ type: 'image', source: { type: 'url', value: 'file:///etc/passwd' } }], 'UNSUPPORTED_CONTENT', /Only http and https/],
      ['inside', [{ type: 'image', source: { type: 'url', value: there('/pixel.png') } }], 'UNSUPPORTED_CONTENT', /private network or of this machine/],
      ['many', Array.from({ length: 11 }, () => picture), 'UNSUPPORTED_CONTENT', /at most 10/],
      ['foreign', [{ type: 'document', source: { type: 'file', value: theirs.id } }], 'invalid-input', /no longer here/],
    ]
    const thread = newId()
    for (const [what, content, code, message] of cases) {
      const events = await run(content, newId(), thread)
      expect(events.at(-1), what).toMatchObject({ type: 'RUN_ERROR', code, message: expect.stringMatching(message) })
    }
    process.env.HEARTH_ALLOW_PRIVATE_ADDRESSES = '1'
    try {
      for (const [path, message] of [
        ['/none.png', /answered 404/],
        ['/endless', /20 MB at most/],
      ] as const)
        expect((await run([{ type: 'image', source: { type: 'url', value: there(path) } }], newId(), thread)).at(-1)).toMatchObject({
          message: expect.stringMatching(message),
        })
    } finally {
      delete process.env.HEARTH_ALLOW_PRIVATE_ADDRESSES
    }
    expect(itemsOf(await viewOf(ada, thread)).filter((item) => item.kind === 'message')).toEqual([])
    const body = JSON.stringify({ threadId: thread, text: 'x'.repeat(31_000_000) })
    expect((await fetch(server.url(talks, 'run'), { method: 'POST', body })).status).toBe(400)
  })
})
