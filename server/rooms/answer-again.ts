import { requireAccess } from '../access/index.ts'
import { AppError } from '../kernel/errors.ts'
import { newId } from '../kernel/ids.ts'
import type { Principal } from '../kernel/principal.ts'
import { findByKey } from '../memory/feed/index.ts'
import { inWorkspace, type Tx } from '../platform/db.ts'
import { announce } from '../platform/notify.ts'
import { beginTurn } from './begin-turn.ts'
import { type LockedRoom, lockRoom, membersOf } from './member-store.ts'
import { queueTurn } from './queue-turn.ts'
import { touchRoom } from './store.ts'
import { busyRuns, countAttempts, endOf, nextTurn, type Turn, turnIn, turnOfRun } from './turn-store.ts'

/**
 * One more turn of the same agent about the same message; the former answer is kept, and marked as former when this one begins.
 * Errors: `not-found`, `conflict` (it is still at work, or has left the room).
 */
export async function answerAgain(who: Principal, input: { room: string; run: string; id: string }): Promise<{ runId: string }> {
  await requireAccess(who, 'room:post', who)
  const { workspaceId } = who
  return inWorkspace(workspaceId, async (tx) => {
    const room = await lockRoom(tx, workspaceId, input.room)
    if (!room) throw new AppError('not-found')
    const known = await turnIn(tx, workspaceId, room.id, input.id)
    if (known) return { runId: known.runId }
    const { turn, agent } = await wanted(tx, who, room, input)
    await touchRoom(tx, workspaceId, room.id)
    const busy = (await busyRuns(tx, workspaceId, room.id, agent.id)).length > 0 || (await nextTurn(tx, workspaceId, room.id, agent.id)) !== undefined
    if (busy) {
      await queueTurn(tx, turn, agent.name)
      tx.afterCommit(() => announce('hearth_turns', [room.id]))
    } else await beginTurn(tx, turn, agent.name, true)
    return { runId: turn.runId }
  })
}

async function wanted(
  tx: Tx,
  who: Principal,
  room: LockedRoom,
  { run, id }: { run: string; id: string },
): Promise<{ turn: Turn; agent: { id: string; name: string } }> {
  const { workspaceId, personId, name } = who
  const { agents } = await membersOf(tx, workspaceId, room.id)
  const former = await turnOfRun(tx, workspaceId, run)
  // a fork has the entries of another room's turns
  if (!former || !(await findByKey(tx, workspaceId, room.id, `routed:${former.id}`))) throw new AppError('not-found')
  const end = await endOf(tx, workspaceId, run)
  if (end && !['completed', 'failed', 'cancelled'].includes(end.status))
    throw new AppError('conflict', 'This answer is not finished. Wait, or stop the agent first.')
  const agent = agents.find((member) => member.id === former.agentId)
  if (!agent) throw new AppError('conflict', 'This agent has left the room. Bring it back, then ask again.')
  const attempt = await countAttempts(tx, workspaceId, room.id, former.messageId, agent.id)
  const why = { by: 'again' as const, reason: `${name} asked for another answer.`, former: [run] }
  const { messageId, rootId, hop, text, authorId, author, files } = former
  return {
    agent,
    turn: {
      ...{ id, workspaceId, roomId: room.id, messageId, rootId, hop, agentId: agent.id, runId: newId(), text, said: true, authorId, author, personId },
      ...{ trigger: 'chat' as const, why, files, attempt },
    },
  }
}
