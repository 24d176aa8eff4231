import { requireAccess } from '../access/index.ts'
import { messageEntries } from '../conversation/index.ts'
import { AppError } from '../kernel/errors.ts'
import type { Principal } from '../kernel/principal.ts'
import { append } from '../memory/feed/index.ts'
import { inWorkspace, type Tx } from '../platform/db.ts'
import { beginRun } from '../runs/index.ts'
import { nameRoom, roomRows, touchRoom } from './store.ts'

/** Says something in a room and starts its agent's run, in one transaction: either both are there after a crash, or neither. */
export async function postMessage(who: Principal, input: { room: string; id: string; text: string }): Promise<{ seq: number; runId: string | null }> {
  await requireAccess(who, 'room:post', who)
  return inWorkspace(who.workspaceId, (tx) => say(tx, who, { ...input, trigger: 'chat' }))
}

export type Said = { room: string; id: string; text: string; trigger: 'chat' | 'agui'; agent?: string }

/** The same in a transaction of the caller. The same message id twice is one message and one run. */
export async function say(tx: Tx, who: Principal, said: Said): Promise<{ seq: number; runId: string | null }> {
  const { workspaceId, personId, name } = who
  const [room] = await roomRows(tx, workspaceId, said.room)
  if (!room) throw new AppError('not-found')
  const seqs = await append(tx, room.id, messageEntries({ id: said.id, roomId: room.id, personId, name, text: said.text }))
  await touchRoom(tx, workspaceId, room.id)
  if (room.title === '') await nameRoom(tx, workspaceId, room.id, titleFrom(said.text))
  const agent = said.agent === undefined ? room.agents[0] : room.agents.find((member) => member.id === said.agent)
  if (!agent) return { seq: seqs.at(-1) ?? 0, runId: null }
  const runId = await beginRun(tx, {
    workspaceId,
    agentId: agent.id,
    trigger: said.trigger,
    input: { text: said.text, room: room.id, author: name },
    outlet: room.id,
    startedBy: personId,
    idempotencyKey: `message:${room.id}:${said.id}`,
  })
  return { seq: seqs.at(-1) ?? 0, runId }
}

/** The first line, cut at a word, at most 60 characters. */
function titleFrom(text: string): string {
  const line = text.trim().split('\n', 1)[0] ?? ''
  return line.length <= 60
    ? line
    : `${line
        .slice(0, 59)
        .replace(/\s+\S*$/, '')
        .toWellFormed()}…`
}
