import type { BaseEvent } from '@ag-ui/core'
import { EventEncoder } from '@ag-ui/encoder'
import { AppError, isAppError, toErrorData } from '../kernel/errors.ts'
import { log } from '../platform/log.ts'
import type { OutEvent } from './project-run.ts'

const heartbeatMs = 15_000

/** JSON of at most 2 MB: a client may send its whole history along. Errors: `too-large`, `malformed-json`. */
export async function readJson(request: Request): Promise<unknown> {
  const most = 2_000_000
  const tooLarge = () => new AppError('too-large', 'The request is larger than 2 MB. Send only the newest messages; the history is kept here.')
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

/**
 * Events as server-sent events. A reader that goes away ends the stream and never the run. A failure on the way becomes
 * RUN_ERROR: clients take a bare end for success.
 */
export function eventStream(events: AsyncGenerator<OutEvent[], void, void>, stop: AbortController): Response {
  const encoder = new EventEncoder()
  const bytes = new TextEncoder()
  let heartbeat: ReturnType<typeof setInterval> | undefined
  const end = () => {
    clearInterval(heartbeat)
    stop.abort()
  }
  const stream = new ReadableStream<Uint8Array>({
    start(controller) {
      heartbeat = setInterval(() => controller.enqueue(bytes.encode(': here\n\n')), heartbeatMs)
    },
    async pull(controller) {
      try {
        const { done, value } = await events.next()
        if (!done) return controller.enqueue(bytes.encode(value.map((event) => encoder.encodeSSE(event as BaseEvent)).join('') || ': none\n\n'))
      } catch (error) {
        if (!isAppError(error)) log.error({ err: error }, 'AG-UI stream failed')
        const { code, message } = toErrorData(error)
        controller.enqueue(bytes.encode(encoder.encodeSSE({ type: 'RUN_ERROR', message, code } as BaseEvent)))
      }
      end()
      controller.close()
    },
    cancel: end,
  })
  return new Response(stream, {
    headers: { 'content-type': 'text/event-stream', 'cache-control': 'no-cache, no-transform', 'x-accel-buffering': 'no' },
  })
}
