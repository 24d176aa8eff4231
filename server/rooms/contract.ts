import { z } from 'zod'
import { flowSchema } from '../engine/flow.ts'
import { environmentSchema } from '../environments/contract.ts'
import { defineContract } from '../kernel/contract.ts'
import { mostFiles } from '../kernel/file-ref.ts'
import { jsonSchema } from '../kernel/json.ts'
import { waitSchema } from '../runs/contract.ts'

const ws = { workspace: z.string() }
const roomKey = { ...ws, room: z.uuid() }

/**
 * Who answers a message that names nobody. first, last: the agent that was here first, or spoke last · mention: nobody ·
 * rules: the first rule with a word of the message · model: a model picks, or nobody · flow: another agent's flow does, unseen in the room.
 */
export const routerSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('first') }),
  z.object({ kind: z.literal('last') }),
  z.object({ kind: z.literal('mention') }),
  z.object({
    kind: z.literal('rules'),
    rules: z
      .array(
        z.object({
          words: z.array(z.string().trim().min(1, 'a word').max(60)).min(1, 'at least one word').max(30),
          /** Null: no agent answers. */
          agent: z.uuid().nullable(),
        }),
      )
      .max(30),
    /** What holds when no rule does. Null: no agent answers. */
    otherwise: z.uuid().nullable(),
  }),
  z.object({ kind: z.literal('model'), instructions: z.string().trim().max(4000).default('') }),
  z.object({ kind: z.literal('flow'), /** The agent whose flow decides. It need not be in the room. */ agent: z.uuid() }),
])
export type Router = z.infer<typeof routerSchema>

/** What becomes of a message for an agent that is still at work in this room. steer: it reaches the agent at its next step, else it waits. */
export const inputModeSchema = z.enum(['queue', 'steer', 'interrupt', 'reject'])
export type InputMode = z.infer<typeof inputModeSchema>

export const policySchema = z.object({
  router: routerSchema.default({ kind: 'first' }),
  input: inputModeSchema.default('queue'),
  /** How often agents may hand over to each other after one message of a person. */
  handovers: z.int().min(0).max(12).default(4),
})
export type Policy = z.output<typeof policySchema>

export const roomSummarySchema = z.object({
  id: z.string(),
  title: z.string(),
  createdAt: z.string(),
  lastAt: z.string(),
  agents: z.array(z.object({ id: z.string(), name: z.string(), icon: z.string() })),
  /** Questions waiting for an answer in this room. */
  waiting: z.int(),
  /** Messages that who asks has not read; at most 100 are counted. */
  unread: z.int(),
  /** Somebody came by a chat link. */
  guest: z.boolean(),
  /** Where what its agents do happens. */
  environment: environmentSchema,
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
  /** `archived`: those that were put away, and only those. */
  input: z.object({ ...ws, archived: z.enum(['true', 'false']).default('false') }),
  output: z.object({ rooms: z.array(roomSummarySchema) }),
})
export const createRoomContract = defineContract({
  id: 'rooms.create',
  method: 'POST',
  path: '/api/workspaces/:workspace/rooms',
  access: 'workspace',
  input: z.object({ ...ws, agent: z.uuid(), title: z.string().trim().max(120).optional(), environment: environmentSchema.optional() }),
  output: roomSummarySchema,
})
/** `messages`: as few entries as these many messages take; without, as many as come at once. */
const size = { messages: z.coerce.number().int().min(1).max(1000).optional() }
/**
 * What a page needs to draw the end of a room at once: the entries after `from` up to `seq`, older ones that are still of use, open questions,
 * names. Then follow the feed from `seq`, and ask for what stands before `from` when it is wanted.
 */
export const roomSnapshotContract = defineContract({
  id: 'rooms.snapshot',
  method: 'GET',
  path: '/api/workspaces/:workspace/rooms/:room',
  access: 'workspace',
  input: z.object({ ...roomKey, ...size }),
  output: roomSummarySchema.extend({
    seq: z.int(),
    from: z.int(),
    entries: z.array(roomEntrySchema),
    openWaits: z.array(waitSchema),
    /** What stands half-filled in cards: of who asks, and of everybody. */
    cards: z.array(z.object({ card: z.string(), state: z.record(z.string(), jsonSchema), shared: z.boolean() })),
    activeRuns: z.array(z.object({ id: z.string(), agentId: z.string(), status: z.string() })),
  }),
})
/** SSE: each event's id is its seq, data a RoomEntry; comment heartbeats every 15 s; honours Last-Event-ID. Events named `presence` tell who is here. */
export const roomFeedContract = defineContract({
  id: 'rooms.feed',
  method: 'GET',
  path: '/api/workspaces/:workspace/rooms/:room/feed',
  access: 'workspace',
  input: z.object({ ...roomKey, after: z.coerce.number().int().min(0).default(0) }),
  output: z.unknown(),
})
/** What stands up to entry `before`: entries after `from`, and the ends, further on, of what begins among them. 0: from the beginning. */
export const olderEntriesContract = defineContract({
  id: 'rooms.older',
  method: 'GET',
  path: '/api/workspaces/:workspace/rooms/:room/older',
  access: 'workspace',
  input: z.object({ ...roomKey, before: z.coerce.number().int().min(0).default(Number.MAX_SAFE_INTEGER), ...size }),
  output: z.object({ from: z.int(), entries: z.array(roomEntrySchema) }),
})
const roomExportSchema = z.object({
  format: z.literal('hearth-room/1'),
  room: z.object({ id: z.string(), title: z.string(), createdAt: z.string() }),
  /** In order and without gaps. `bodyHash`: sha-256 of the canonical body; `hash`: sha-256 of the hash before, seq, bodyHash. */
  entries: z.array(
    z.object({ seq: z.int(), at: z.string(), key: z.string().nullable(), kind: z.string(), body: jsonSchema, bodyHash: z.string(), hash: z.string() }),
  ),
})
export type RoomExport = z.output<typeof roomExportSchema>
/** The whole room with its proof: `node workers/verify-run.mjs FILE` checks it. */
export const exportRoomContract = defineContract({
  id: 'rooms.export',
  method: 'GET',
  path: '/api/workspaces/:workspace/rooms/:room/export',
  access: 'workspace',
  input: z.object(roomKey),
  output: roomExportSchema,
})
/** What stands in a card before it is answered, kept for this person, or, `shared`, for all in the room. Null lets go of it. */
export const writeCardStateContract = defineContract({
  id: 'rooms.write-card-state',
  method: 'PUT',
  path: '/api/workspaces/:workspace/rooms/:room/cards',
  access: 'workspace',
  input: z.object({ ...roomKey, card: z.string().min(1).max(400), state: z.record(z.string(), jsonSchema).nullable(), shared: z.boolean().default(false) }),
  output: z.object({ ok: z.literal(true) }),
})
/** Who is in it, and how it works. */
export const aboutRoomContract = defineContract({
  id: 'rooms.about',
  method: 'GET',
  path: '/api/workspaces/:workspace/rooms/:room/about',
  access: 'workspace',
  input: z.object(roomKey),
  output: roomSummarySchema.extend({
    people: z.array(z.object({ id: z.string(), name: z.string() })),
    /** Who came by a chat link. */
    guests: z.array(z.object({ id: z.string(), name: z.string() })),
    policy: policySchema,
    archived: z.boolean(),
    /** The room this one was forked from, if it still is there. */
    forkedFrom: z.object({ id: z.string(), title: z.string(), seq: z.int() }).nullable(),
    /** Rooms that were forked from this one, the newest first. */
    branches: z.array(z.object({ id: z.string(), title: z.string(), seq: z.int() })),
  }),
})
export type AboutRoom = z.output<typeof aboutRoomContract.output>

const done = z.object({ ok: z.literal(true) })
export const addMemberContract = defineContract({
  id: 'rooms.add-member',
  method: 'PUT',
  path: '/api/workspaces/:workspace/rooms/:room/members/:member',
  access: 'workspace',
  input: z.object({ ...roomKey, member: z.uuid(), kind: z.enum(['person', 'agent']) }),
  output: done,
})
export const removeMemberContract = defineContract({
  id: 'rooms.remove-member',
  method: 'DELETE',
  path: '/api/workspaces/:workspace/rooms/:room/members/:member',
  access: 'workspace',
  input: z.object({ ...roomKey, member: z.uuid() }),
  output: done,
})
const text = z.string().trim().min(1, 'a message').max(32_000, 'at most 32,000 characters')
/** A message that waits for its turn gets other words. */
export const editTurnContract = defineContract({
  id: 'rooms.edit-turn',
  method: 'PATCH',
  path: '/api/workspaces/:workspace/rooms/:room/turns/:turn',
  access: 'workspace',
  input: z.object({ ...roomKey, turn: z.uuid(), text }),
  output: done,
})
/** A message that waits for its turn gets none. */
export const dropTurnContract = defineContract({
  id: 'rooms.drop-turn',
  method: 'DELETE',
  path: '/api/workspaces/:workspace/rooms/:room/turns/:turn',
  access: 'workspace',
  input: z.object({ ...roomKey, turn: z.uuid() }),
  output: done,
})
/** Who asks has read everything up to entry `seq`. Never goes back. */
export const markReadContract = defineContract({
  id: 'rooms.mark-read',
  method: 'PUT',
  path: '/api/workspaces/:workspace/rooms/:room/read',
  access: 'workspace',
  input: z.object({ ...roomKey, seq: z.int().min(0) }),
  output: done,
})
/**
 * `id` comes from the client: the same id twice is one message. Posting it and starting its turn, or putting that into the queue,
 * are one transaction; `files` were uploaded before. `runId` is the run of the first agent whose turn it is, begun or not; null: no agent answers.
 */
export const postMessageContract = defineContract({
  id: 'rooms.post-message',
  method: 'POST',
  path: '/api/workspaces/:workspace/rooms/:room/messages',
  access: 'workspace',
  input: z
    .object({
      ...{ ...roomKey, id: z.uuid(), text: z.string().trim().max(32_000, 'at most 32,000 characters').default('') },
      files: z.array(z.uuid()).max(mostFiles, `at most ${mostFiles} files`).default([]),
    })
    .refine(({ text, files }) => text !== '' || files.length > 0, { path: ['text'], message: 'a message' }),
  output: z.object({ seq: z.int(), runId: z.string().nullable() }),
})
/** The room in which who asks tries an agent's draft: the one they have, or, `anew`, another one in its place. In no list of rooms. */
export const openTrialContract = defineContract({
  id: 'rooms.open-trial',
  method: 'POST',
  path: '/api/workspaces/:workspace/agents/:agent/trial',
  access: 'workspace',
  input: z.object({ ...ws, agent: z.uuid(), anew: z.boolean().default(false) }),
  output: z.object({ room: z.string() }),
})
/** As `rooms.post-message`, answered by the draft in `flow`. Errors besides: `flow-has-problems`, `conflict` (it is still at work). */
export const tryMessageContract = defineContract({
  id: 'rooms.try-message',
  method: 'POST',
  path: '/api/workspaces/:workspace/rooms/:room/try',
  access: 'workspace',
  input: z.object({
    ...roomKey,
    id: z.uuid(),
    text: z.string().trim().max(32_000).default(''),
    files: z.array(z.uuid()).max(mostFiles).default([]),
    flow: flowSchema,
  }),
  output: z.object({ seq: z.int(), runId: z.string().nullable() }),
  maxBytes: 2_000_000,
})
export const renameRoomContract = defineContract({
  id: 'rooms.update',
  method: 'PATCH',
  path: '/api/workspaces/:workspace/rooms/:room',
  access: 'workspace',
  input: z.object({ ...roomKey, title: z.string().trim().min(1).max(120).optional(), archived: z.boolean().optional(), policy: policySchema.optional() }),
  output: roomSummarySchema,
})

/** Another answer to the same message, by the same agent. `run` is the one that answered, `id` the new turn's: the same twice is one. */
export const answerAgainContract = defineContract({
  id: 'rooms.answer-again',
  method: 'POST',
  path: '/api/workspaces/:workspace/rooms/:room/again',
  access: 'workspace',
  input: z.object({ ...roomKey, run: z.uuid(), id: z.uuid() }),
  output: z.object({ runId: z.string() }),
})
/**
 * A new room with the entries of this one, in a chain of its own, and where it came from: up to the end of `item` (a message or tool
 * call), or, when a `message` takes its place, up to its beginning. `id` is the new room's: the same twice is one room.
 */
export const forkRoomContract = defineContract({
  id: 'rooms.fork',
  method: 'POST',
  path: '/api/workspaces/:workspace/rooms/:room/fork',
  access: 'workspace',
  input: z.object({ ...roomKey, id: z.uuid(), item: z.string().min(1).max(300), message: z.object({ id: z.uuid(), text }).optional() }),
  output: roomSummarySchema,
})
/** Puts an emoji on a message, or takes one's own away. */
export const reactContract = defineContract({
  id: 'rooms.react',
  method: 'PUT',
  path: '/api/workspaces/:workspace/rooms/:room/reactions',
  access: 'workspace',
  input: z.object({
    ...roomKey,
    message: z.string().min(1).max(300),
    emoji: z.string().regex(/^\p{Extended_Pictographic}(?:[\u200d\ufe0f\p{Extended_Pictographic}\p{Emoji_Modifier}]){0,12}$/u, 'one emoji'),
    on: z.boolean(),
  }),
  output: done,
})
/** How far everybody who is in the room has read. */
export const listReadsContract = defineContract({
  id: 'rooms.reads',
  method: 'GET',
  path: '/api/workspaces/:workspace/rooms/:room/reads',
  access: 'workspace',
  input: z.object(roomKey),
  output: z.object({ reads: z.array(z.object({ id: z.string(), name: z.string(), seq: z.int(), at: z.string().nullable() })) }),
})
const hitSchema = z.object({
  room: z.object({ id: z.string(), title: z.string(), archived: z.boolean() }),
  message: z.string(),
  /** Where the message begins: what to open the room at. */
  seq: z.int(),
  author: z.string(),
  at: z.string(),
  /** The words around the first hit. */
  text: z.string(),
})
export type Hit = z.infer<typeof hitSchema>
/** Messages with all of these words, or beginnings of words; the newest first. */
export const searchMessagesContract = defineContract({
  id: 'rooms.search',
  method: 'GET',
  path: '/api/workspaces/:workspace/messages',
  access: 'workspace',
  input: z.object({ ...ws, words: z.string().trim().max(200).default(''), room: z.uuid().optional() }),
  output: z.object({ hits: z.array(hitSchema) }),
})

/** Somebody who looks at a room right now. Never kept: a tab that says nothing for seconds is gone. */
export const presentSchema = z.object({ id: z.string(), name: z.string(), typing: z.boolean() })
export type Present = z.infer<typeof presentSchema>
/** Said every few seconds by each tab that shows a room. Who is here comes over the feed's address, as SSE events named `presence`. */
export const beHereContract = defineContract({
  id: 'rooms.be-here',
  method: 'PUT',
  path: '/api/workspaces/:workspace/rooms/:room/presence',
  access: 'workspace',
  input: z.object({ ...roomKey, tab: z.uuid(), state: z.enum(['here', 'typing', 'gone']) }),
  output: done,
})
