import { type Conversation, emptyConversation, fold, interruptOf, itemsOf } from '../conversation/index.ts'
import type { Question } from '../engine/hands.ts'
import type { Asker } from '../kernel/principal.ts'
import { inWorkspace } from '../platform/db.ts'
import { type Caller, callerAt, sightOf } from './caller.ts'
import { answerWith, type Events, readJson } from './event-stream.ts'
import { followOn, stateSnapshot } from './follow-run.ts'
import { aguiMessagesOf } from './messages.ts'
import { type OutEvent, RunProjection } from './project-run.ts'
import { type RunInput, readRunInput } from './run-input.ts'
import { findThread } from './thread.ts'
import { threadSnapshot } from './thread-snapshot.ts'
import { whileIn } from './while-in.ts'

/**
 * `POST /ag-ui/:agent/connect`: the end of the thread as it stands, then what its running turn still says, then the end: a connection
 * that never ended would keep clients from sending. Open questions are told as the interrupt they are. However long the thread is,
 * only its end is read; what was said before is at `/threads/:thread`.
 */
export async function connectAgent(asker: Asker, agentId: string, request: Request): Promise<Response> {
  return answerWith(await openThreadEvents(asker, agentId, () => readJson(request, asker)), request)
}

/** The same for any transport. */
export async function openThreadEvents(asker: Asker, agentId: string, body: () => unknown): Promise<Events> {
  const who = await callerAt(asker, agentId, 'room:read')
  const input = readRunInput(await body())
  return whileIn(who, (signal) => events(who, agentId, input, signal))
}

async function* events(
  who: Caller,
  agentId: string,
  { threadId, runId, modern, surfaces }: RunInput,
  signal: AbortSignal,
): AsyncGenerator<OutEvent[], void, void> {
  const { workspaceId } = who
  const roomId = await inWorkspace(workspaceId, (tx) => findThread(tx, who, agentId, threadId))
  yield [{ type: 'RUN_STARTED', threadId, runId }]
  if (roomId === undefined) return yield [{ type: 'RUN_FINISHED', threadId, runId }]
  const sight = await sightOf(who)
  const { seq, entries, openWaits, activeRuns } = await threadSnapshot(who, roomId, sight)
  const view = fold(emptyConversation, entries)
  yield [{ type: 'MESSAGES_SNAPSHOT', messages: aguiMessagesOf(view, { ...sight, surfaces }) }]
  const working = activeRuns.findLast((run) => run.agentId === agentId && (run.status === 'queued' || run.status === 'running'))
  if (working) {
    const run = { threadId, runId, engineRunId: working.id, modern, surfaces, guest: who.kind === 'guest', begun: begunIn(view) }
    return yield* followOn(new RunProjection(run), { ...run, workspaceId, sight, roomId, after: seq }, signal)
  }
  if (sight.shares) yield (await stateSnapshot(workspaceId, roomId)).events
  const asked = openWaits.filter((wait) => wait.question.kind !== 'tool')
  const interrupts = asked.map((wait) => interruptOf({ wait: wait.id, question: wait.question as Question }))
  yield [{ type: 'RUN_FINISHED', threadId, runId, ...(interrupts.length > 0 ? { outcome: { type: 'interrupt', interrupts } } : {}) }]
}

/** Messages that were growing when the snapshot was taken. */
const begunIn = (view: Conversation) => new Set(itemsOf(view).flatMap((item) => (item.kind === 'message' && item.streaming ? item.id : [])))
