import type { WebSocket } from 'ws'
import { principalOf } from '../access/index.ts'
import { AppError, isAppError, toErrorData } from '../kernel/errors.ts'
import type { Person } from '../kernel/principal.ts'
import { log } from '../platform/log.ts'
import { roomFeed } from '../rooms/index.ts'
import { runFeed } from '../runs/index.ts'
import { type ClientFrame, clientFrameSchema } from './contract.ts'

const mostSubscriptions = 100

type Subscribe = Extract<ClientFrame, { type: 'subscribe' }>

/** One signed-in connection: starts and ends subscriptions as it is told. Ends them all when the socket closes. */
export function serveConnection(socket: WebSocket, person: Person): void {
  const open = new Map<string, AbortController>()
  socket.on('close', () => {
    for (const stop of open.values()) stop.abort()
  })
  socket.on('message', (data) => {
    const frame = readFrame(String(data))
    if (!frame) return void send(socket, { type: 'error', error: new AppError('invalid-input', 'This is not a frame of the live protocol.').toJSON() })
    open.get(frame.id)?.abort()
    open.delete(frame.id)
    if (frame.type === 'unsubscribe') return
    if (open.size >= mostSubscriptions) {
      const error = new AppError('too-many-requests', `One connection follows at most ${mostSubscriptions} feeds. End one first.`)
      return void send(socket, { type: 'error', id: frame.id, error: error.toJSON() })
    }
    const stop = new AbortController()
    open.set(frame.id, stop)
    void follow(socket, person, frame, stop.signal).finally(() => {
      if (open.get(frame.id) === stop) open.delete(frame.id)
    })
  })
}

async function follow(socket: WebSocket, person: Person, frame: Subscribe, signal: AbortSignal): Promise<void> {
  try {
    const who = await principalOf(person, frame.workspace)
    const after = frame.after ?? 0
    const source = frame.feed === 'room' ? await roomFeed(who, { room: frame.of, after }, { signal }) : await runFeed(who, { run: frame.of, after }, { signal })
    // each batch is on its way before the next is asked for, so a slow reader holds up nobody and no memory
    for await (const entries of source) if (!(await send(socket, { type: 'entries', id: frame.id, entries }))) return
  } catch (error) {
    if (!isAppError(error)) log.error({ err: error }, 'live subscription failed')
    const told = isAppError(error) && error.code === 'not-found' ? new AppError('not-found').toJSON() : toErrorData(error)
    await send(socket, { type: 'error', id: frame.id, error: told })
  }
}

function readFrame(text: string): ClientFrame | undefined {
  try {
    return clientFrameSchema.safeParse(JSON.parse(text)).data
  } catch {
    return undefined
  }
}

/** False when the socket is gone. */
function send(socket: WebSocket, frame: object): Promise<boolean> {
  return new Promise((done) => socket.send(JSON.stringify(frame), (error) => done(!error)))
}
