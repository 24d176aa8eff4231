import { z } from 'zod'
import { type ConversationEntry, emptyConversation, fold, interruptOf } from '../conversation/index.ts'
import type { Question } from '../engine/hands.ts'
import { AppError } from '../kernel/errors.ts'
import type { Asker } from '../kernel/principal.ts'
import { inWorkspace } from '../platform/db.ts'
import { callerAt, type Sight, sightOf } from './caller.ts'
import { stateSnapshot } from './follow-run.ts'
import { aguiMessagesOf } from './messages.ts'
import { readBody } from './run-input.ts'
import { findThread } from './thread.ts'
import { threadBefore, threadSnapshot } from './thread-snapshot.ts'

const askedSchema = z.object({ before: z.coerce.number().int().min(1).optional() })
const json = (body: unknown) => Response.json(body, { headers: { 'cache-control': 'no-store' } })

/** `GET /ag-ui/:agent/threads/:thread`: the end of a thread as AG-UI messages, its state and its open interrupts; with `before`, what was said earlier. */
export async function getThread(asker: Asker, agentId: string, request: Request, params: { room?: string | string[] | undefined }): Promise<Response> {
  const who = await callerAt(asker, agentId, 'room:read')
  const { before } = readBody(askedSchema, Object.fromEntries(new URL(request.url).searchParams))
  const { workspaceId } = who
  const room = await inWorkspace(workspaceId, (tx) => findThread(tx, who, agentId, String(params.room)))
  if (room === undefined) throw new AppError('not-found')
  const sight = await sightOf(who)
  if (before !== undefined) {
    const { from, entries } = await threadBefore(who, { room, before }, sight)
    const messages = messagesIn(sight, entries)
    return json({ threadId: room, messages, before: from > 0 ? from : null })
  }
  const { title, createdAt, lastAt, seq, from, entries, openWaits, activeRuns } = await threadSnapshot(who, room, sight)
  const { state, head } = await stateSnapshot(workspaceId, room)
  return json({
    threadId: room,
    title,
    createdAt,
    updatedAt: lastAt,
    seq,
    before: from > 0 ? from : null,
    messages: messagesIn(sight, entries),
    ...(sight.shares ? { state, stateVersion: head } : {}),
    interrupts: openWaits.filter((wait) => wait.question.kind !== 'tool').map((wait) => interruptOf({ wait: wait.id, question: wait.question as Question })),
    running: activeRuns.some((run) => run.agentId === agentId && (run.status === 'queued' || run.status === 'running')),
  })
}

const messagesIn = (sight: Sight, entries: readonly ConversationEntry[]) => aguiMessagesOf(fold(emptyConversation, entries), sight)
