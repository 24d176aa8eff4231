import type { WebSocket } from 'ws'
import { principalOf, requireAccess } from '../access/index.ts'
import { syncDocument } from '../flows/index.ts'
import { AppError, type ErrorData, fromErrorData, isAppError, toErrorData } from '../kernel/errors.ts'
import { newId } from '../kernel/ids.ts'
import type { Person } from '../kernel/principal.ts'
import { log } from '../platform/log.ts'
import { type FlowClientFrame, type FlowServerFrame, flowClientFrameSchema } from './contract.ts'
import type { FlowHub } from './flow-hub.ts'

type Opened = { workspace: string; agent: string; leave: () => void }

/** One draft that somebody has open: their changes in, everybody's out. Changes of one connection are kept in the order they came. */
export function serveFlow(socket: WebSocket, person: Person, hub: FlowHub): { mayStay: () => Promise<boolean> } {
  const id = newId().slice(-12)
  let opened: Opened | null = null
  let where: Extract<FlowClientFrame, { type: 'here' }> | null = null
  let line: Promise<void> = Promise.resolve()

  socket.on('message', (data) => {
    const frame = readFrame(String(data))
    if (!frame) return end(new AppError('invalid-input', 'This is not a frame of the live protocol.'))
    if (frame.type === 'here') return here(frame)
    line = line.then(() => (frame.type === 'open' ? open(frame) : change(frame)))
  })
  /** Where somebody is now counts; where they were in between nobody needs. */
  function here(frame: Extract<FlowClientFrame, { type: 'here' }>): void {
    if (!where) setTimeout(tell, 40)
    where = frame
  }

  function tell(): void {
    if (opened && where && socket.readyState === socket.OPEN) hub.tell(opened.agent, { ...where, id, person: person.personId, name: person.name })
    where = null
  }

  socket.on('close', () => {
    void line.then(() => {
      opened?.leave()
      if (opened) hub.tell(opened.agent, { type: 'left', id })
    })
  })

  async function open({ workspace, agent, vector }: Extract<FlowClientFrame, { type: 'open' }>): Promise<void> {
    if (opened) return
    try {
      const who = await principalOf(person, workspace)
      await requireAccess(who, 'agent:read', who)
      // joined before it is read: what happens in between comes twice rather than never
      const leave = await hub.join({ workspaceId: who.workspaceId, agent }, (frame) => {
        if (frame.type === 'error') end(fromErrorData(frame.error as ErrorData))
        else if (!('id' in frame) || frame.id !== id) send(socket, frame)
      })
      try {
        const { update, vector: ours, draftVersion, anew } = await syncDocument(who, { agent, vector, update: undefined })
        // how its copy is exchanged for the new one, the question by HTTP knows
        if (anew) throw new AppError('conflict', 'The draft was begun anew. Open it again.')
        opened = { workspace, agent, leave }
        send(socket, { type: 'opened', update, vector: ours, draftVersion, you: id })
      } catch (error) {
        leave()
        throw error
      }
    } catch (error) {
      end(error)
    }
  }

  async function change({ n, update }: Extract<FlowClientFrame, { type: 'change' }>): Promise<void> {
    if (!opened) return end(new AppError('invalid-input', 'Open a flow first.'))
    try {
      const { draftVersion } = await syncDocument(await principalOf(person, opened.workspace), { agent: opened.agent, vector: undefined, update })
      send(socket, { type: 'stored', n, draftVersion })
    } catch (error) {
      if (!isAppError(error)) log.error({ err: error }, 'a change of a draft failed')
      send(socket, { type: 'refused', n, error: toErrorData(error) })
    }
  }

  function end(error: unknown): void {
    if (!isAppError(error)) log.error({ err: error }, 'live flow failed')
    const told = isAppError(error) && error.code === 'not-found' ? new AppError('not-found').toJSON() : toErrorData(error)
    send(socket, { type: 'error', error: told })
    socket.close(told.retry === 'later' ? 1013 : 4400, told.code)
  }

  return {
    /** Whether they may still see what they have open: a role may have been taken away. */
    async mayStay() {
      if (!opened) return true
      try {
        const who = await principalOf(person, opened.workspace)
        await requireAccess(who, 'agent:read', who)
        return true
      } catch (error) {
        return !isAppError(error)
      }
    },
  }
}

function readFrame(text: string): FlowClientFrame | undefined {
  try {
    return flowClientFrameSchema.safeParse(JSON.parse(text)).data
  } catch {
    return undefined
  }
}

function send(socket: WebSocket, frame: FlowServerFrame): void {
  // who reads too slowly is sent away: with the next connection they get what they lack in one piece
  if (socket.bufferedAmount > 8_000_000) socket.terminate()
  else socket.send(JSON.stringify(frame), () => undefined)
}
