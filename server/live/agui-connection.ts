import type { WebSocket } from 'ws'
import {
  type AguiSubject,
  answerCall,
  cancelCall,
  capabilitiesFor,
  type Events,
  failed,
  mayFollow,
  openRoomEvents,
  openRun,
  openThreadEvents,
} from '../agui/index.ts'
import { AppError, isAppError, toErrorData } from '../kernel/errors.ts'
import type { Asker } from '../kernel/principal.ts'
import { log } from '../platform/log.ts'
import { type AguiClientFrame, type AguiServerFrame, aguiClientFrameSchema } from './contract.ts'

const mostRuns = 50

/** AG-UI of one agent over one connection. Who may do what is asked at every frame; a connection that ends stops no run. */
export function serveAgui(socket: WebSocket, asker: Asker, subject: AguiSubject): { mayStay: () => Promise<boolean> } {
  const open = new Map<string, AbortController>()
  socket.on('close', () => {
    for (const stop of open.values()) stop.abort()
  })
  socket.on('message', (data) => {
    const frame = readFrame(String(data))
    if (!frame) return void send(socket, { type: 'error', error: new AppError('invalid-input', 'This is not a frame of AG-UI over WebSocket.').toJSON() })
    open.get(frame.id)?.abort()
    open.delete(frame.id)
    if (frame.type === 'leave') return
    if (open.size >= mostRuns) return void refuse(socket, frame.id, new AppError('too-many-requests', `One connection follows at most ${mostRuns} runs.`))
    const stop = new AbortController()
    open.set(frame.id, stop)
    void serve(socket, asker, subject, frame, stop.signal).finally(() => {
      if (open.get(frame.id) === stop) open.delete(frame.id)
    })
  })
  return { mayStay: () => mayFollow(asker, subject) }
}

type Asked = Exclude<AguiClientFrame, { type: 'leave' }>

async function serve(socket: WebSocket, asker: Asker, subject: AguiSubject, frame: Asked, signal: AbortSignal): Promise<void> {
  const { id } = frame
  try {
    const done = 'room' in subject ? await ofRoom(asker, subject.room, frame) : await ofAgent(asker, subject.agent, frame)
    if ('events' in done) await pass(socket, id, done.events, signal)
    else await send(socket, { type: 'answer', id, answer: { ...done.answer } })
  } catch (error) {
    await refuse(socket, id, error)
  }
}

type Done = { events: Events } | { answer: object }

async function ofRoom(asker: Asker, room: string, frame: Asked): Promise<Done> {
  if (frame.type === 'connect') return { events: await openRoomEvents(asker, room, () => frame.input) }
  throw new AppError('invalid-input', 'A room as one run is only to read: connect to it. To speak, open the socket of one of its agents.')
}

async function ofAgent(asker: Asker, agent: string, frame: Asked): Promise<Done> {
  switch (frame.type) {
    case 'run':
      return { events: await openRun(asker, agent, () => frame.input, { from: frame.after, environment: frame.environment }) }
    case 'connect':
      return { events: await openThreadEvents(asker, agent, () => frame.input) }
    case 'resume':
      return { answer: await answerCall(asker, agent, () => frame) }
    case 'cancel':
      return { answer: await cancelCall(asker, agent, frame) }
    case 'capabilities':
      return { answer: await capabilitiesFor(asker, agent) }
  }
}

/** Each event is on its way before the next is asked for, so a slow reader holds up nobody and no memory. */
async function pass(socket: WebSocket, id: string, events: Events, signal: AbortSignal): Promise<void> {
  try {
    for await (const batch of events(signal)) for (const event of batch) if (signal.aborted || !(await send(socket, { type: 'event', id, event }))) return
  } catch (error) {
    if (!signal.aborted) await send(socket, { type: 'event', id, event: failed(error) })
  }
}

function refuse(socket: WebSocket, id: string, error: unknown): Promise<boolean> {
  if (!isAppError(error)) log.error({ err: error }, 'AG-UI over WebSocket failed')
  // missing and foreign look the same
  const told = isAppError(error) && error.code === 'not-found' ? new AppError('not-found').toJSON() : toErrorData(error)
  return send(socket, { type: 'error', id, error: told })
}

function readFrame(text: string): AguiClientFrame | undefined {
  try {
    return aguiClientFrameSchema.safeParse(JSON.parse(text)).data
  } catch {
    return undefined
  }
}

/** False when the socket is gone. */
function send(socket: WebSocket, frame: AguiServerFrame): Promise<boolean> {
  return new Promise((done) => socket.send(JSON.stringify(frame), (error) => done(!error)))
}
