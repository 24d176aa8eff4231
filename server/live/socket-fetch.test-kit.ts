import { WebSocket } from 'ws'
import { type AguiServerFrame, aguiServerFrameSchema } from './contract.ts'

export type SocketLine = { fetch: typeof globalThis.fetch; frames: AguiServerFrame[]; cut: () => void }

/**
 * `fetch` over the AG-UI socket, so that an unchanged HttpAgent speaks WebSocket. A line that breaks is opened again and the run gone on
 * with from the last `metadata.seq`. docs/ag-ui.md shows the same for browsers.
 */
export function socketFetch(address: string, headers: Record<string, string>): SocketLine {
  const frames: AguiServerFrame[] = []
  let line: WebSocket | undefined
  const fetch = async (url: string | URL | Request, init: RequestInit = {}): Promise<Response> => {
    const type = String(url).endsWith('/connect') ? 'connect' : 'run'
    const input: unknown = JSON.parse(String(init.body))
    let after: number | undefined
    const stream = new ReadableStream<Uint8Array>({
      start(controller) {
        let ended = false
        const open = () => {
          const socket = new WebSocket(address, { headers })
          line = socket
          socket.on('error', () => undefined)
          socket.on('open', () => socket.send(JSON.stringify({ type, id: '1', input, ...(after === undefined ? {} : { after }) })))
          socket.on('close', () => ended || open())
          socket.on('message', (data) => {
            const frame = aguiServerFrameSchema.parse(JSON.parse(String(data)))
            frames.push(frame)
            if (frame.type === 'answer') return
            const event = frame.type === 'event' ? frame.event : { type: 'RUN_ERROR', message: frame.error.message, code: frame.error.code }
            const { seq } = (event.metadata ?? {}) as { seq?: number }
            if (seq !== undefined) after = seq
            controller.enqueue(Buffer.from(`data: ${JSON.stringify(event)}\n\n`))
            if (event.type !== 'RUN_FINISHED' && event.type !== 'RUN_ERROR') return
            ended = true
            controller.close()
            socket.close()
          })
        }
        open()
      },
    })
    return new Response(stream, { headers: { 'content-type': 'text/event-stream' } })
  }
  return { fetch, frames, cut: () => line?.terminate() }
}
