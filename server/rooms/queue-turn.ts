import { roomFact } from '../conversation/index.ts'
import { append } from '../memory/feed/index.ts'
import type { Tx } from '../platform/db.ts'
import { tellRun } from '../runs/index.ts'
import { insertTurn, type Turn } from './turn-store.ts'

/**
 * Puts a turn in line behind what the agent does now; everybody sees it there. Answers where that is told. `steered` is the run at
 * work that may take it up before.
 */
export async function queueTurn(tx: Tx, turn: Turn, agentName: string, steered?: string): Promise<number> {
  await insertTurn(tx, turn, 'queued')
  const { id: turnId, roomId, workspaceId, messageId, text, said, agentId, runId, personId, author, files } = turn
  if (steered !== undefined) await tellRun(tx, { id: turnId, workspaceId, runId: steered, messageId, text, personId, author })
  const value = { turnId, messageId, text, agent: agentName, said, ...(files.length > 0 ? { files } : {}), ...(steered === undefined ? {} : { steers: true }) }
  const [seq] = await append(tx, roomId, [
    roomFact(
      { roomId, authorId: turn.authorId, speaker: author },
      { type: 'CUSTOM', name: 'hearth.turn-queued', value },
      { key: `turn:${turnId}:queued`, agentId, runId },
    ),
  ])
  return seq ?? 0
}
