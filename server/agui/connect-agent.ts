import { requireAccess } from '../access/index.ts'
import { type Conversation, emptyConversation, fold, interruptOf, itemsOf } from '../conversation/index.ts'
import type { Person, Principal } from '../kernel/principal.ts'
import { lastSeq, readUpTo } from '../memory/feed/index.ts'
import { inWorkspace } from '../platform/db.ts'
import { roomEntry, waitRows } from '../rooms/index.ts'
import { eventStream, readJson } from './event-stream.ts'
import { followOn } from './follow-run.ts'
import { aguiMessagesOf } from './messages.ts'
import { type OutEvent, RunProjection } from './project-run.ts'
import { type RunInput, readRunInput } from './run-input.ts'
import { activeRun } from './store.ts'
import { findThread, principalFor } from './thread.ts'

/**
 * `POST /ag-ui/:agent/connect`: the thread as it stands, then what its running turn still says, then the end: a connection
 * that never ended would keep clients from sending. Open questions are told as the interrupt they are.
 */
export async function connectAgent(person: Person, agentId: string, request: Request): Promise<Response> {
  const who = await principalFor(person, agentId)
  await requireAccess(who, 'room:read', who)
  const input = readRunInput(await readJson(request))
  const stop = new AbortController()
  request.signal.addEventListener('abort', () => stop.abort(), { once: true })
  return eventStream(events(who, agentId, input, stop.signal), stop)
}

async function* events(who: Principal, agentId: string, { threadId, runId, modern }: RunInput, signal: AbortSignal): AsyncGenerator<OutEvent[], void, void> {
  const { workspaceId } = who
  const found = await inWorkspace(workspaceId, async (tx) => {
    const roomId = await findThread(tx, who, agentId, threadId)
    if (roomId === undefined) return undefined
    const seq = (await lastSeq(tx, workspaceId, roomId)) ?? 0
    const open = (await waitRows(tx, workspaceId, roomId)).filter((wait) => wait.status === 'open' && wait.question.kind !== 'tool')
    return { roomId, seq, open, engineRunId: await activeRun(tx, workspaceId, roomId, agentId) }
  })
  yield [{ type: 'RUN_STARTED', threadId, runId }]
  if (!found) return yield [{ type: 'RUN_FINISHED', threadId, runId }]
  const { roomId, seq, open, engineRunId } = found
  const view = fold(emptyConversation, (await readUpTo(workspaceId, roomId, seq)).map(roomEntry))
  yield [{ type: 'MESSAGES_SNAPSHOT', messages: aguiMessagesOf(view) }]
  if (engineRunId !== undefined) {
    const run = { threadId, runId, engineRunId, modern, begun: begunIn(view) }
    return yield* followOn(new RunProjection(run), { ...run, workspaceId, roomId, after: seq }, signal)
  }
  const interrupts = open.map((wait) => interruptOf({ wait: wait.id, question: wait.question }))
  yield [{ type: 'RUN_FINISHED', threadId, runId, ...(interrupts.length > 0 ? { outcome: { type: 'interrupt', interrupts } } : {}) }]
}

/** Messages that were growing when the snapshot was taken. */
const begunIn = (view: Conversation) => new Set(itemsOf(view).flatMap((item) => (item.kind === 'message' && item.streaming ? item.id : [])))
