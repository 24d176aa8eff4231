import { z } from 'zod'
import { requireAccess } from '../access/index.ts'
import { type ConversationEntry, emptyConversation, fold, interruptOf } from '../conversation/index.ts'
import type { Question } from '../engine/hands.ts'
import { AppError } from '../kernel/errors.ts'
import type { Person, Principal } from '../kernel/principal.ts'
import { inWorkspace } from '../platform/db.ts'
import { olderEntries, roomSnapshot } from '../rooms/index.ts'
import { stateSnapshot } from './follow-run.ts'
import { aguiMessagesOf } from './messages.ts'
import { readBody } from './run-input.ts'
import { findThread, principalFor } from './thread.ts'

const askedSchema = z.object({ before: z.coerce.number().int().min(1).optional() })
const json = (body: unknown) => Response.json(body, { headers: { 'cache-control': 'no-store' } })

/** `GET /ag-ui/:agent/threads/:thread`: the end of a thread as AG-UI messages, its state and its open interrupts; with `before`, what was said earlier. */
export async function getThread(person: Person, agentId: string, request: Request, params: { room?: string | string[] | undefined }): Promise<Response> {
  const who = await principalFor(person, agentId)
  await requireAccess(who, 'room:read', who)
  const { before } = readBody(askedSchema, Object.fromEntries(new URL(request.url).searchParams))
  const { workspaceId } = who
  const room = await inWorkspace(workspaceId, (tx) => findThread(tx, who, agentId, String(params.room)))
  if (room === undefined) throw new AppError('not-found')
  if (before !== undefined) {
    const { from, entries } = await olderEntries(who, { room, before })
    const messages = messagesIn(who, entries)
    return json({ threadId: room, messages, before: from > 0 ? from : null })
  }
  const { title, createdAt, lastAt, seq, from, entries, openWaits, activeRuns } = await roomSnapshot(who, { room })
  const { state, head } = await stateSnapshot(workspaceId, room)
  return json({
    threadId: room,
    title,
    createdAt,
    updatedAt: lastAt,
    seq,
    before: from > 0 ? from : null,
    messages: messagesIn(who, entries),
    state,
    stateVersion: head,
    interrupts: openWaits.filter((wait) => wait.question.kind !== 'tool').map((wait) => interruptOf({ wait: wait.id, question: wait.question as Question })),
    running: activeRuns.some((run) => run.agentId === agentId && (run.status === 'queued' || run.status === 'running')),
  })
}

const messagesIn = (who: Principal, entries: readonly unknown[]) => aguiMessagesOf(fold(emptyConversation, entries as ConversationEntry[]), who)
