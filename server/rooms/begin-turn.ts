import { messageEntries, routedEntry } from '../conversation/index.ts'
import { append } from '../memory/feed/index.ts'
import type { Tx } from '../platform/db.ts'
import { beginRun, insertGiven, type ReadyTrial } from '../runs/index.ts'
import { insertTurn, type Turn, writeTurn } from './turn-store.ts'

/**
 * The message stands in the room, it is told whose turn it is, and the run begins, in the caller's transaction, which
 * holds the room's row. Answers where the message ends. `trial`: of a draft, and not of what is published. Errors: those of beginRun.
 */
export async function beginTurn(tx: Tx, turn: Turn, agentName: string, isNew: boolean, trial?: ReadyTrial): Promise<number> {
  const { workspaceId, roomId, agentId, runId, messageId, text, authorId, author, personId, files } = turn
  const message = { id: messageId, roomId, personId, name: author, text, files, guest: authorId.startsWith('guest:') }
  const seqs = turn.said ? [] : await append(tx, roomId, messageEntries(message))
  await append(tx, roomId, [routedEntry(roomId, { messageId, turnId: turn.id, agentId, agent: agentName, ...turn.why }, runId)])
  await beginRun(tx, {
    ...{ id: runId, workspaceId, agentId, trigger: turn.trigger, outlet: roomId, startedBy: personId },
    input: { ...turn.given, text, room: roomId, author, ...(files.length > 0 ? { files } : {}) },
    idempotencyKey: `turn:${turn.id}`,
    ...(trial ? { revisionId: trial.revisionId, environment: trial.environment } : {}),
  })
  if (trial && Object.keys(trial.given).length > 0) await insertGiven(tx, workspaceId, runId, trial.given)
  if (isNew) await insertTurn(tx, { ...turn, said: true }, 'begun')
  else await writeTurn(tx, workspaceId, turn.id, { state: 'begun' })
  return seqs.at(-1) ?? 0
}
