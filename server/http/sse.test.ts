import { describe, expect, it, vi } from 'vitest'
import { z } from 'zod'
import { defineContract } from '../kernel/contract.ts'
import { AppError } from '../kernel/errors.ts'
import { type LiveSource, streamEndpoint } from './index.ts'

const feedContract = defineContract({
  id: 'test.feed',
  method: 'GET',
  path: '/api/feed',
  access: 'anyone',
  input: z.object({ after: z.coerce.number().int().min(0).default(0) }),
  output: z.unknown(),
})

async function* count(from: number, signal: AbortSignal, ended: () => void) {
  try {
    for (let seq = from + 1; !signal.aborted; seq++) {
      yield [{ seq, at: 'now' }]
      if (seq % 2 === 0) await Promise.resolve()
    }
  } finally {
    ended()
  }
}

function open(useCase: Parameters<typeof streamEndpoint<typeof feedContract.input, 'anyone'>>[1], headers: Record<string, string> = {}, query = '') {
  return streamEndpoint(feedContract, useCase)(new Request(`http://hearth.test/api/feed${query}`, { headers }), { params: Promise.resolve({}) })
}

async function readEvents(response: Response, wanted: number): Promise<{ ids: number[]; text: string; cancel(): Promise<void> }> {
  const reader = textOf(response)
  let text = ''
  for (;;) {
    const ids = [...text.matchAll(/^id: (\d+)\ndata: .+\n\n/gm)].map((found) => Number(found[1]))
    if (ids.length >= wanted) return { ids: ids.slice(0, wanted), text, cancel: () => reader.cancel() }
    const { done, value } = await reader.read()
    if (done) return { ids, text, cancel: async () => undefined }
    text += value
  }
}

describe('streamEndpoint', () => {
  it('sends each entry with its seq as id, from `after` on', async () => {
    const response = await open(async (_who, { after }, { signal }) => count(after, signal, () => undefined), {}, '?after=4')
    expect(response.headers.get('content-type')).toContain('text/event-stream')
    expect(response.headers.get('cache-control')).toContain('no-transform')
    const events = await readEvents(response, 3)
    expect(events.ids).toEqual([5, 6, 7])
    await events.cancel()
  })

  it('goes on after the last entry the browser saw, whatever the address says', async () => {
    const response = await open(async (_who, { after }, { signal }) => count(after, signal, () => undefined), { 'last-event-id': '40' }, '?after=4')
    const events = await readEvents(response, 2)
    expect(events.ids).toEqual([41, 42])
    await events.cancel()
  })

  it('ends the source when the reader goes away', async () => {
    let given: AbortSignal | undefined
    const ended = Promise.withResolvers<void>()
    const response = await open(async (_who, { after }, { signal }) => {
      given = signal
      return count(after, signal, ended.resolve)
    })
    const events = await readEvents(response, 1)
    await events.cancel()
    await ended.promise
    expect(given?.aborted).toBe(true)
  })

  it('answers a refusal as an ordinary error, before any stream', async () => {
    const response = await open(async () => {
      throw new AppError('not-found')
    })
    expect(response.status).toBe(404)
    expect(response.headers.get('content-type')).toContain('json')
  })

  it('ends with one error event when the source fails under way', async () => {
    async function* failing(): LiveSource {
      yield { seq: 1 }
      throw new AppError('unavailable', 'The database is not answering.')
    }
    const { text } = await readEvents(await open(async () => failing()), 99)
    expect(text).toContain('event: error\ndata: {"code":"unavailable"')
  })

  it('keeps a quiet line awake with a comment every 15 seconds', async () => {
    vi.useFakeTimers()
    try {
      const response = await open(async () =>
        (async function* (): LiveSource {
          await new Promise(() => undefined)
        })(),
      )
      const reader = textOf(response)
      await reader.read()
      vi.advanceTimersByTime(15_000)
      expect((await reader.read()).value).toBe(': here\n\n')
      await reader.cancel()
    } finally {
      vi.useRealTimers()
    }
  })
})

function textOf(response: Response): ReadableStreamDefaultReader<string> {
  const decoder = new TextDecoder()
  const decoded = new TransformStream<Uint8Array, string>({ transform: (piece, controller) => controller.enqueue(decoder.decode(piece, { stream: true })) })
  return (response.body as ReadableStream<Uint8Array>).pipeThrough(decoded).getReader()
}
