import { roomFact } from '../conversation/index.ts'
import { append } from '../memory/feed/index.ts'
import type { Tx } from '../platform/db.ts'
import { insertTurn, type Turn } from './turn-store.ts'

/** Puts a turn in line behind what the agent does now; everybody sees it there. Answers where that is told. */
export async function queueTurn(tx: Tx, turn: Turn, agentName: string): Promise<number> {
  await insertTurn(tx, turn, 'queued')
  const { id: turnId, roomId, messageId, text, said, agentId, runId, files } = turn
  const fact = {
    type: 'CUSTOM' as const,
    name: 'hearth.turn-queued' as const,
    value: { turnId, messageId, text, agent: agentName, said, ...(files.length > 0 ? { files } : {}) },
  }
  const [seq] = await append(tx, roomId, [
    roomFact({ roomId, authorId: turn.authorId, speaker: turn.author }, fact, { key: `turn:${turnId}:queued`, agentId, runId }),
  ])
  return seq ?? 0
}
