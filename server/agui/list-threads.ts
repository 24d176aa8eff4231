import { z } from 'zod'
import { AppError } from '../kernel/errors.ts'
import type { Asker } from '../kernel/principal.ts'
import { inWorkspace } from '../platform/db.ts'
import { callerAt } from './caller.ts'
import { readBody } from './run-input.ts'
import { threadRows } from './store.ts'

const askedSchema = z.object({ limit: z.coerce.number().int().min(1).max(100).default(50), after: z.string().max(200).optional() })

/** `GET /ag-ui/:agent/threads`: the rooms this agent is in, last talk first, a page at a time. */
export async function listThreads(asker: Asker, agentId: string, request: Request): Promise<Response> {
  const who = await callerAt(asker, agentId, 'room:read')
  const { limit, after } = readBody(askedSchema, Object.fromEntries(new URL(request.url).searchParams))
  const rows = await inWorkspace(who.workspaceId, (tx) =>
    threadRows(tx, who.workspaceId, agentId, {
      limit: limit + 1,
      after: after === undefined ? null : placeOf(after),
      only: who.kind === 'guest' ? who.roomId : null,
    }),
  )
  const threads = rows.slice(0, limit)
  const last = threads.at(-1)
  const next = rows.length > limit && last ? Buffer.from(`${last.updatedAt} ${last.threadId}`).toString('base64url') : null
  return Response.json({ threads, next }, { headers: { 'cache-control': 'no-store' } })
}

function placeOf(cursor: string): { at: string; id: string } {
  const place = z.tuple([z.iso.datetime(), z.uuid()]).safeParse(Buffer.from(cursor, 'base64url').toString().split(' ')).data
  if (!place) throw new AppError('invalid-input', 'after: not a place in this list. Take it from `next` of the page before.')
  return { at: place[0], id: place[1] }
}
