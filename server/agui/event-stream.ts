import type { BaseEvent } from '@ag-ui/core'
import { EventEncoder } from '@ag-ui/encoder'
import { AppError, isAppError, toErrorData } from '../kernel/errors.ts'
import type { Asker } from '../kernel/principal.ts'
import { log } from '../platform/log.ts'
import type { OutEvent } from './project-run.ts'

/** Events that begin when somebody reads them, and end with what they are about or with the signal. */
export type Events = (signal: AbortSignal) => AsyncGenerator<OutEvent[], void, void>

const heartbeatMs = 15_000

/** The most a request may hold, in bytes: a client may send its whole history along, and a file, which takes a third more as base64. */
export const mostInput = 30_000_000
/** Of a guest, who sends words. */
export const mostGuestInput = 2_000_000

/** Errors: `too-large`, `malformed-json`. */
export async function readJson(request: Request, { kind }: Pick<Asker, 'kind'>): Promise<unknown> {
  const most = kind === 'guest' ? mostGuestInput : mostInput
  const tooLarge = () =>
    new AppError('too-large', `The request is larger than ${most / 1_000_000} MB. Send only the newest messages, and large files by their address.`)
  if (Number(request.headers.get('content-length') ?? 0) > most) throw tooLarge()
  const chunks: Uint8Array[] = []
  let size = 0
  for await (const chunk of request.body ?? []) {
    size += chunk.byteLength
    if (size > most) throw tooLarge()
    chunks.push(chunk)
  }
  try {
    return JSON.parse(Buffer.concat(chunks).toString('utf8'))
  } catch (cause) {
    throw new AppError('malformed-json', undefined, undefined, { cause })
  }
}

/** Named by those who want frames of protobuf; every other wish, one for anything too, gets server-sent events. */
const binaryType = 'application/vnd.ag-ui.event+proto'

/** The events as the answer to a request; who goes away ends them. */
export function answerWith(events: Events, asked: Request): Response {
  const stop = new AbortController()
  asked.signal.addEventListener('abort', () => stop.abort(), { once: true })
  return eventStream(events(stop.signal), stop, asked)
}

/** What a client is told of a failure on the way: without it, it would take the end for success. */
export function failed(error: unknown): OutEvent {
  if (!isAppError(error)) log.error({ err: error }, 'AG-UI stream failed')
  const { code, message } = toErrorData(error)
  return { type: 'RUN_ERROR', message, code }
}

/**
 * Events as server-sent events, or as protobuf for who asks for it by name. A reader that goes away ends the stream and never
 * the run. A failure on the way becomes RUN_ERROR: clients take a bare end for success.
 */
function eventStream(events: AsyncGenerator<OutEvent[], void, void>, stop: AbortController, asked: Request): Response {
  const binary = (asked.headers.get('accept') ?? '')
    .toLowerCase()
    .split(/[,;]/)
    .some((type) => type.trim() === binaryType)
  const encoder = new EventEncoder(binary ? { accept: binaryType } : undefined)
  const text = new TextEncoder()
  const encoded = (event: OutEvent) => (binary ? encoder.encodeBinary(event as BaseEvent) : text.encode(encoder.encodeSSE(event as BaseEvent)))
  // a comment keeps the line open and the first bytes coming; protobuf has none
  const nothing = (why: string) => text.encode(`: ${why}\n\n`)
  let heartbeat: ReturnType<typeof setInterval> | undefined
  const end = () => {
    clearInterval(heartbeat)
    stop.abort()
  }
  const stream = new ReadableStream<Uint8Array>({
    start(controller) {
      heartbeat = setInterval(() => !binary && controller.enqueue(nothing('here')), heartbeatMs)
    },
    async pull(controller) {
      try {
        for (;;) {
          const { done, value } = await events.next()
          if (done) break
          if (value.length > 0) return controller.enqueue(Buffer.concat(value.map(encoded)))
          if (!binary) return controller.enqueue(nothing('none'))
        }
      } catch (error) {
        controller.enqueue(encoded(failed(error)))
      }
      end()
      controller.close()
    },
    cancel: end,
  })
  return new Response(stream, {
    headers: { 'content-type': binary ? binaryType : 'text/event-stream', 'cache-control': 'no-cache, no-transform', 'x-accel-buffering': 'no' },
  })
}
