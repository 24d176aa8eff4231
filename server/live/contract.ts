import { z } from 'zod'
import { environmentSchema } from '../environments/contract.ts'

/**
 * What is said over the WebSocket `/live`: one connection follows many feeds. Sign-in is the session cookie of the page;
 * what may be followed is asked again for every subscription.
 */
const name = z.string().min(1).max(64)
const after = z.int().min(0).default(0)

export const clientFrameSchema = z.discriminatedUnion('type', [
  /** Everything of a room's or run's feed after seq `after`, live. `id` is the client's name for it. */
  z.object({ type: z.literal('subscribe'), id: name, workspace: z.string().max(64), feed: z.enum(['room', 'run']), of: z.uuid(), after }),
  z.object({ type: z.literal('unsubscribe'), id: name }),
])
export type ClientFrame = z.input<typeof clientFrameSchema>

export const serverFrameSchema = z.discriminatedUnion('type', [
  z.object({ type: z.literal('entries'), id: name, entries: z.array(z.object({ seq: z.int(), at: z.string(), event: z.looseObject({}) })).min(1) }),
  /** The subscription is over; `error` as every door tells it. Without an id it is about the frame itself. */
  z.object({ type: z.literal('error'), id: name.optional(), error: z.object({ code: z.string(), message: z.string() }) }),
])
export type ServerFrame = z.output<typeof serverFrameSchema>

/**
 * What is said over the WebSocket `/live/flow`: one connection, one draft that several people change at once. Updates are Yjs's,
 * as base64. Sign-in is the session cookie of the page; what one may is asked again for every change.
 */
const bytes = z.base64().max(3_000_000)
/** Where somebody is: a place of the flow under their pointer, and the blocks they have selected. */
export const whereSchema = z.object({
  at: z.object({ x: z.number(), y: z.number() }).nullable(),
  nodes: z.array(z.string().max(64)).max(20),
})

export const flowClientFrameSchema = z.discriminatedUnion('type', [
  /** Comes first. `vector` is what the client has already. */
  z.object({ type: z.literal('open'), workspace: z.string().max(64), agent: z.uuid(), vector: bytes }),
  /** Answered by `stored` with the same `n`, when it is kept for good. */
  z.object({ type: z.literal('change'), n: z.int(), update: bytes }),
  whereSchema.extend({ type: z.literal('here') }),
])
export type FlowClientFrame = z.infer<typeof flowClientFrameSchema>

const errorSchema = z.object({ code: z.string(), message: z.string(), retry: z.enum(['never', 'later']).optional() })
export const flowServerFrameSchema = z.discriminatedUnion('type', [
  /** What the client lacks, and what the server has: who has more sends it. `you` is this connection among those in `here`. */
  z.object({ type: z.literal('opened'), update: z.string(), vector: z.string(), draftVersion: z.int(), you: z.string() }),
  /** Somebody changed or published it. */
  z.object({ type: z.literal('changed'), update: z.string().nullable(), draftVersion: z.int() }),
  z.object({ type: z.literal('stored'), n: z.int(), draftVersion: z.int() }),
  z.object({ type: z.literal('refused'), n: z.int(), error: errorSchema }),
  /** Somebody is here; said again every few seconds. */
  whereSchema.extend({ type: z.literal('here'), id: z.string(), person: z.string(), name: z.string() }),
  z.object({ type: z.literal('left'), id: z.string() }),
  /** Somebody commented on it, or resolved a talk. */
  z.object({ type: z.literal('discussed') }),
  /** It could not be opened; the connection ends. */
  z.object({ type: z.literal('error'), error: errorSchema }),
])
export type FlowServerFrame = z.infer<typeof flowServerFrameSchema>

/**
 * What is said over the WebSocket `/live/ag-ui/:agent`, and `/live/ag-ui/rooms/:room` to read a whole room: AG-UI as over HTTP, many runs on one
 * connection. `input` is a RunAgentInput. A page of another site, which can send no header, names its token as a protocol of the
 * WebSocket: `['ag-ui', 'bearer.<token>']`.
 */
export const aguiClientFrameSchema = z.discriminatedUnion('type', [
  /**
   * Starts, resumes or follows a run. `after`: the client follows it already and has everything up to this `metadata.seq`; it gets the
   * rest. A thread that begins here talks to the revision of `environment`.
   */
  z.object({
    type: z.literal('run'),
    id: name,
    input: z.unknown(),
    after: z.int().min(0).optional(),
    environment: environmentSchema.optional(),
  }),
  /** The thread, or the room, as it stands, then what is still being said. */
  z.object({ type: z.literal('connect'), id: name, input: z.unknown() }),
  /** No more events of `id`; the run goes on. */
  z.object({ type: z.literal('leave'), id: name }),
  z.object({ type: z.literal('resume'), id: name, executionId: z.string(), toolCallId: z.string(), content: z.unknown() }),
  z.object({ type: z.literal('cancel'), id: name, threadId: z.string(), runId: z.string() }),
  z.object({ type: z.literal('capabilities'), id: name }),
])
export type AguiClientFrame = z.output<typeof aguiClientFrameSchema>

export const aguiServerFrameSchema = z.discriminatedUnion('type', [
  /** Of the run or connection that the client named `id`; the last one is RUN_FINISHED or RUN_ERROR. */
  z.object({ type: z.literal('event'), id: name, event: z.looseObject({ type: z.string() }) }),
  /** What came of `resume` and `cancel`, and what is asked by `capabilities`. */
  z.object({ type: z.literal('answer'), id: name, answer: z.looseObject({}) }),
  /** It was refused; without an id it is about the frame itself. */
  z.object({ type: z.literal('error'), id: name.optional(), error: errorSchema }),
])
export type AguiServerFrame = z.output<typeof aguiServerFrameSchema>
