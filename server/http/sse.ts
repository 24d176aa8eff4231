import { isAppError, toErrorData } from '../kernel/errors.ts'
import { log } from '../platform/log.ts'

const heartbeatMs = 15_000

/** An entry has its place in the feed; what has none is a named event, for who listens now and nobody later. */
type Told = { seq: number } | { event: string; data: unknown }
/** What a live source yields, one by one or in batches. */
export type LiveSource = AsyncIterable<Told | readonly Told[]>

/**
 * Server-sent events (HTML Living Standard §9.2): each entry's seq is the event's id, its JSON the data; a comment
 * every 15 s keeps proxies awake. Ends when the source ends or the reader goes away, which also ends the source.
 * A failure under way is one `error` event; the browser then connects again from the last id it saw.
 */
export function sse(source: LiveSource, stop: () => void): Response {
  const iterator = source[Symbol.asyncIterator]()
  const encoder = new TextEncoder()
  let heartbeat: ReturnType<typeof setInterval> | undefined
  let over = false
  const end = () => {
    over = true
    clearInterval(heartbeat)
    stop()
    void iterator.return?.()?.catch(() => undefined)
  }
  const stream = new ReadableStream<Uint8Array>({
    start(controller) {
      controller.enqueue(encoder.encode('retry: 1000\n\n'))
      heartbeat = setInterval(() => controller.enqueue(encoder.encode(': here\n\n')), heartbeatMs)
    },
    async pull(controller) {
      try {
        const { done, value } = await iterator.next()
        if (over) return // the reader went away while the source was thinking
        if (done) {
          end()
          controller.close()
        } else {
          const text = [value]
            .flat()
            .map((told) =>
              'seq' in told ? `id: ${told.seq}\ndata: ${JSON.stringify(told)}\n\n` : `event: ${told.event}\ndata: ${JSON.stringify(told.data)}\n\n`,
            )
            .join('')
          controller.enqueue(encoder.encode(text || ': none\n\n'))
        }
      } catch (error) {
        if (over) return
        end()
        if (!isAppError(error)) log.error({ err: error }, 'live feed failed')
        controller.enqueue(encoder.encode(`event: error\ndata: ${JSON.stringify(toErrorData(error))}\n\n`))
        controller.close()
      }
    },
    cancel: end,
  })
  return new Response(stream, {
    headers: { 'content-type': 'text/event-stream; charset=utf-8', 'cache-control': 'no-cache, no-transform', 'x-accel-buffering': 'no' },
  })
}
