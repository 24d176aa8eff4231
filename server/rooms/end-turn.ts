import { emptyConversation, fold, itemsOf, mentionsIn, roomFact, routedEntry } from '../conversation/index.ts'
import { AppError } from '../kernel/errors.ts'
import { newId } from '../kernel/ids.ts'
import { append, lastSeq, readIn } from '../memory/feed/index.ts'
import type { Tx } from '../platform/db.ts'
import { beginTurn } from './begin-turn.ts'
import { type LockedRoom, lockRoom, membersOf } from './member-store.ts'
import { queueTurn } from './queue-turn.ts'
import { roomEntry } from './room-entry.ts'
import { busyRuns, countHandovers, type Due, endOf, nextTurn, type Turn, turnIn, writeTurn } from './turn-store.ts'

/** A turn's run has ended: the agents it named take over, each message of its once and no more often than the room allows. */
export async function endTurn(tx: Tx, { id, workspaceId, roomId }: Due): Promise<void> {
  const room = await lockRoom(tx, workspaceId, roomId)
  const turn = room && (await turnIn(tx, workspaceId, roomId, id))
  const end = turn && (await endOf(tx, workspaceId, turn.runId))
  if (!turn || !end || turn.state !== 'begun') return
  await writeTurn(tx, workspaceId, id, { state: 'ended' })
  if (end.status === 'completed') await handOver(tx, room, turn, end.outletSeq)
}

async function handOver(tx: Tx, room: LockedRoom, turn: Turn, since: number): Promise<void> {
  const { workspaceId } = turn
  const { agents } = await membersOf(tx, workspaceId, room.id)
  const others = agents.filter(({ id }) => id !== turn.agentId)
  if (others.length === 0) return
  const head = (await lastSeq(tx, workspaceId, room.id)) ?? 0
  const view = fold(emptyConversation, (await readIn(tx, workspaceId, room.id, since, head - since)).map(roomEntry))
  const speaker = agents.find(({ id }) => id === turn.agentId)?.name ?? 'An agent'
  let used = await countHandovers(tx, workspaceId, room.id, turn.rootId)
  const asked = new Set<string>()
  for (const item of itemsOf(view)) {
    if (item.kind !== 'message' || item.role !== 'assistant' || item.runId !== turn.runId) continue
    for (const agent of mentionsIn(item.text, others)) {
      if (asked.has(agent.id)) continue
      asked.add(agent.id)
      if (used >= room.policy.handovers) return await limited(tx, room, turn, agent.name)
      used += 1
      const next: Turn = {
        ...turn,
        ...{ id: newId(), runId: newId(), messageId: item.id, hop: turn.hop + 1, agentId: agent.id, text: item.text, said: true, files: [] },
        ...{ authorId: `agent:${turn.agentId}`, author: speaker, why: { by: 'handover', reason: `${speaker} handed over to it.` } },
      }
      const held = (await busyRuns(tx, workspaceId, room.id, agent.id)).length > 0 || (await nextTurn(tx, workspaceId, room.id, agent.id)) !== undefined
      if (held) await queueTurn(tx, next, agent.name)
      else await beginTurn(tx, next, agent.name, true)
    }
  }
}

async function limited(tx: Tx, room: LockedRoom, turn: Turn, agent: string): Promise<void> {
  const most = room.policy.handovers
  const reason =
    most === 0
      ? `${agent} was named, but agents do not hand over to each other in this room.`
      : `Agents handed over ${most} ${most === 1 ? 'time' : 'times'}, which is the most here. ${agent} answers when a person asks.`
  await append(tx, room.id, [routedEntry(room.id, { messageId: turn.messageId, turnId: `limit:${turn.id}`, agentId: null, agent, by: 'limit', reason })])
}

/** Begins the turn that is first in line, unless something holds it up again. */
export async function startTurn(tx: Tx, { id, workspaceId, roomId }: Due): Promise<void> {
  const room = await lockRoom(tx, workspaceId, roomId)
  const turn = room && (await turnIn(tx, workspaceId, roomId, id))
  if (turn?.state !== 'queued' || (await nextTurn(tx, workspaceId, roomId, turn.agentId)) !== id) return
  if ((await busyRuns(tx, workspaceId, roomId, turn.agentId)).length > 0) return
  const agent = (await membersOf(tx, workspaceId, roomId)).agents.find((member) => member.id === turn.agentId)
  if (!agent) throw new AppError('not-found', 'The agent has left the room.')
  await beginTurn(tx, turn, agent.name, false)
}

/** A turn that cannot begin is taken out of the line, with the reason. */
export async function dropUnstartable(tx: Tx, { id, workspaceId, roomId }: Due, reason: string): Promise<void> {
  const room = await lockRoom(tx, workspaceId, roomId)
  const turn = room && (await turnIn(tx, workspaceId, roomId, id))
  if (turn?.state !== 'queued') return
  await writeTurn(tx, workspaceId, id, { state: 'dropped' })
  const by = { roomId, authorId: turn.authorId, speaker: turn.author }
  const fact = { type: 'CUSTOM' as const, name: 'hearth.turn-dropped' as const, value: { turnId: id, reason } }
  await append(tx, roomId, [roomFact(by, fact, { key: `turn:${id}:dropped`, agentId: turn.agentId, runId: turn.runId })])
}
