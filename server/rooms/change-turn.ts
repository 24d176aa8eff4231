import { requireAccess } from '../access/index.ts'
import { roomFact } from '../conversation/index.ts'
import { AppError } from '../kernel/errors.ts'
import type { Principal } from '../kernel/principal.ts'
import { append } from '../memory/feed/index.ts'
import { inWorkspace, type Tx } from '../platform/db.ts'
import { changeWord, takeBack } from '../runs/index.ts'
import { lockRoom } from './member-store.ts'
import { type Turn, turnIn, writeTurn } from './turn-store.ts'

type Waiting = Turn & { edits: number }

/** Gives a message that waits for its turn other words. Only who wrote it may. Errors: `not-found`, `conflict` (its turn has begun, or somebody else wrote it). */
export async function editTurn(who: Principal, input: { room: string; turn: string; text: string }): Promise<{ ok: true }> {
  await requireAccess(who, 'room:post', who)
  return inWorkspace(who.workspaceId, async (tx) => {
    const turn = await waiting(tx, who, input)
    if (turn.authorId !== `person:${who.personId}`) throw new AppError('conflict', `Only ${turn.author} can change these words. You can drop the message.`)
    if (turn.said) throw new AppError('conflict', 'This message stands in the room already, because another agent answers it. It can only be dropped here.')
    if (await changeWord(tx, who.workspaceId, turn.id, input.text)) throw tooLate()
    await writeTurn(tx, who.workspaceId, turn.id, { text: input.text })
    const fact = { type: 'CUSTOM' as const, name: 'hearth.turn-edited' as const, value: { turnId: turn.id, text: input.text } }
    await append(tx, input.room, [roomFact(byOf(who, input.room), fact, { key: `turn:${turn.id}:edited:${turn.edits + 1}` })])
    return { ok: true as const }
  })
}

/** Takes a message that waits for its turn out of the line. Errors: `not-found`, `conflict` (its turn has begun). */
export async function dropTurn(who: Principal, input: { room: string; turn: string }): Promise<{ ok: true }> {
  await requireAccess(who, 'room:post', who)
  return inWorkspace(who.workspaceId, async (tx) => {
    const turn = await waiting(tx, who, input)
    if (await takeBack(tx, who.workspaceId, turn.id)) throw tooLate()
    await writeTurn(tx, who.workspaceId, turn.id, { state: 'dropped' })
    const fact = { type: 'CUSTOM' as const, name: 'hearth.turn-dropped' as const, value: { turnId: turn.id } }
    const { agentId, runId } = turn
    await append(tx, input.room, [roomFact(byOf(who, input.room), fact, { key: `turn:${turn.id}:dropped`, agentId, runId })])
    return { ok: true as const }
  })
}

async function waiting(tx: Tx, { workspaceId }: Principal, { room, turn: id }: { room: string; turn: string }): Promise<Waiting> {
  const turn = (await lockRoom(tx, workspaceId, room)) && (await turnIn(tx, workspaceId, room, id))
  if (!turn) throw new AppError('not-found')
  if (turn.state !== 'queued')
    throw new AppError('conflict', turn.state === 'dropped' ? 'This message was dropped already.' : 'Its turn has begun. Stop the agent instead.')
  return turn
}

const tooLate = () => new AppError('conflict', 'The agent has taken this up already. Stop it, or say something more.')

const byOf = ({ personId, name }: Principal, roomId: string) => ({ roomId, authorId: `person:${personId}`, speaker: name })
