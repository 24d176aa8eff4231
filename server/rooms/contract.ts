import { z } from 'zod'
import { defineContract } from '../kernel/contract.ts'
import { waitSchema } from '../runs/contract.ts'

const ws = { workspace: z.string() }
const roomKey = { ...ws, room: z.uuid() }

export const roomSummarySchema = z.object({
  id: z.string(),
  title: z.string(),
  createdAt: z.string(),
  lastAt: z.string(),
  agents: z.array(z.object({ id: z.string(), name: z.string(), icon: z.string() })),
  /** Questions waiting for an answer in this room. */
  waiting: z.int(),
})
export type RoomSummary = z.infer<typeof roomSummarySchema>

/**
 * One entry of a room's feed: an AG-UI event as stored and sent. Ours ride in `event.metadata`: roomId, runId, segment, agentId,
 * authorId (`person:<id>` or `agent:<id>`), off (UTF-16 offset of a delta), demo.
 */
export const roomEntrySchema = z.object({ seq: z.int(), at: z.string(), event: z.looseObject({ type: z.string() }) })

export const listRoomsContract = defineContract({
  id: 'rooms.list',
  method: 'GET',
  path: '/api/workspaces/:workspace/rooms',
  access: 'workspace',
  input: z.object(ws),
  output: z.object({ rooms: z.array(roomSummarySchema) }),
})
export const createRoomContract = defineContract({
  id: 'rooms.create',
  method: 'POST',
  path: '/api/workspaces/:workspace/rooms',
  access: 'workspace',
  input: z.object({ ...ws, agent: z.uuid(), title: z.string().trim().max(120).optional() }),
  output: roomSummarySchema,
})
/** What a page needs to draw at once: all entries up to `seq`, open questions, names. Then follow the feed from `seq`. */
export const roomSnapshotContract = defineContract({
  id: 'rooms.snapshot',
  method: 'GET',
  path: '/api/workspaces/:workspace/rooms/:room',
  access: 'workspace',
  input: z.object(roomKey),
  output: roomSummarySchema.extend({
    seq: z.int(),
    entries: z.array(roomEntrySchema),
    openWaits: z.array(waitSchema),
    activeRuns: z.array(z.object({ id: z.string(), agentId: z.string(), status: z.string() })),
  }),
})
/** SSE: each event's id is its seq, data a RoomEntry; comment heartbeats every 15 s; honours Last-Event-ID. */
export const roomFeedContract = defineContract({
  id: 'rooms.feed',
  method: 'GET',
  path: '/api/workspaces/:workspace/rooms/:room/feed',
  access: 'workspace',
  input: z.object({ ...roomKey, after: z.coerce.number().int().min(0).default(0) }),
  output: z.unknown(),
})
/** `id` comes from the client: the same id twice is one message. Posting and starting the agent's run are one transaction. */
export const postMessageContract = defineContract({
  id: 'rooms.post-message',
  method: 'POST',
  path: '/api/workspaces/:workspace/rooms/:room/messages',
  access: 'workspace',
  input: z.object({ ...roomKey, id: z.uuid(), text: z.string().trim().min(1, 'a message').max(32_000, 'at most 32,000 characters') }),
  output: z.object({ seq: z.int(), runId: z.string().nullable() }),
})
export const renameRoomContract = defineContract({
  id: 'rooms.update',
  method: 'PATCH',
  path: '/api/workspaces/:workspace/rooms/:room',
  access: 'workspace',
  input: z.object({ ...roomKey, title: z.string().trim().min(1).max(120).optional(), archived: z.boolean().optional() }),
  output: roomSummarySchema,
})
