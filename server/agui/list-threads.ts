import { z } from 'zod'
import { requireAccess } from '../access/index.ts'
import { AppError } from '../kernel/errors.ts'
import type { Person } from '../kernel/principal.ts'
import { inWorkspace } from '../platform/db.ts'
import { readBody } from './run-input.ts'
import { threadRows } from './store.ts'
import { principalFor } from './thread.ts'

const askedSchema = z.object({ limit: z.coerce.number().int().min(1).max(100).default(50), after: z.string().max(200).optional() })

/** `GET /ag-ui/:agent/threads`: the rooms this agent is in, last talk first, a page at a time. */
export async function listThreads(person: Person, agentId: string, request: Request): Promise<Response> {
  const who = await principalFor(person, agentId)
  await requireAccess(who, 'room:read', who)
  const { limit, after } = readBody(askedSchema, Object.fromEntries(new URL(request.url).searchParams))
  const rows = await inWorkspace(who.workspaceId, (tx) =>
    threadRows(tx, who.workspaceId, agentId, { limit: limit + 1, after: after === undefined ? null : placeOf(after) }),
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
