import { LLMock } from '@copilotkit/aimock'
import { afterAll, beforeAll, expect, it } from 'vitest'
import type { ModelMessage } from '../engine/hands.ts'
import { callModel } from './call-model.ts'
import type { Provider } from './contract.ts'
import { filesOf } from './files-of.ts'

const mock = new LLMock({ port: 0, strict: true })
beforeAll(async () => void (await mock.start()))
afterAll(() => mock.stop())

const picture = { id: '0198f000-0000-7000-8000-000000000001', name: 'photo.png', type: 'image/png', bytes: 12 }
const note = { id: '0198f000-0000-7000-8000-000000000002', name: 'note.txt', type: 'text/plain', bytes: 8 }
const film = { id: '0198f000-0000-7000-8000-000000000003', name: 'film.mp4', type: 'video/mp4', bytes: 999 }
const held: Record<string, Uint8Array> = { [picture.id]: Buffer.from('PICTUREBYTES'), [note.id]: Buffer.from('Buy milk') }
const messages: ModelMessage[] = [{ role: 'user', text: 'What is this?', files: [picture, note, film] }]
const read = async (_: string, id: string) => held[id]

it.each([
  ['openai', '/v1', true],
  ['anthropic', '/v1', true],
  ['google', '/v1beta', true],
  ['compatible', '/v1', false],
] as const)('[models.files] %s gets what it takes as it is, and the rest by name', async (provider: Provider, path, sees) => {
  mock.clearFixtures()
  mock.on({ userMessage: /./ }, { content: 'A picture.' })
  const connection = {
    ...{ id: 'c', provider, label: 'Mine', baseUrl: `${mock.url}${path}`, defaultModel: 'm', isDefault: true, price: null },
    ...{ source: 'workspace' as const, key: 'k', secretName: null },
  }
  let sent = ''
  const overheard: typeof fetch = (address, init) => {
    sent = String(init?.body)
    return fetch(address, init)
  }
  const files = await filesOf('w', messages, provider, read)
  await callModel({ model: 'm', connection }, { messages }, { signal: new AbortController().signal, fetch: overheard, files })
  expect(sent.includes(Buffer.from('PICTUREBYTES').toString('base64'))).toBe(sees)
  if (!sees) expect(sent).toContain('[Attached file: photo.png, image/png, 12 bytes]')
  expect(sent).toContain('Buy milk')
  expect(sent).toContain('[Attached file: film.mp4, video/mp4, 999 bytes]')
})

it('newer files go first when there is not room for all', async () => {
  const old = { ...picture, id: 'old', bytes: 15_000_000 }
  const fresh = { ...picture, id: 'fresh', bytes: 15_000_000 }
  const talk: ModelMessage[] = [
    { role: 'user', text: 'One', files: [old] },
    { role: 'user', text: 'Two', files: [fresh] },
  ]
  expect([...(await filesOf('w', talk, 'openai', async () => new Uint8Array(1))).keys()]).toEqual(['fresh'])
})
