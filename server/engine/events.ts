import { z } from 'zod'
import type { ErrorData } from '../kernel/errors.ts'
import { jsonSchema } from '../kernel/json.ts'

/**
 * What happens in a run: a closed union. Every screen, audit and replay of a run is a fold over these.
 *
 * `path` names the step everywhere (checkpoint, event, lit node, audit line): node id, then for what a composite
 * block calls `/key`. `attempt` is `epoch.try`: the epoch grows each time a worker takes the run up.
 */

const errorData = z.custom<ErrorData>((value) => typeof value === 'object' && value !== null && 'code' in value)
const at = { path: z.string(), attempt: z.string() }
const toolCall = z.object({ id: z.string(), name: z.string(), input: z.record(z.string(), jsonSchema), draft: z.string().optional() })
const channel = z.enum(['text', 'card', 'reasoning'])

const answerersSchema = z.object({ roles: z.array(z.string()).optional(), people: z.array(z.string()).optional() })
export const questionSchema = z.object({
  kind: z.enum(['approval', 'edit', 'form', 'choice', 'question', 'two-person', 'tool']),
  title: z.string(),
  message: z.string().optional(),
  component: z.string(),
  props: z.record(z.string(), jsonSchema),
  responseSchema: z.record(z.string(), jsonSchema),
  expiresAt: z.string().optional(),
  who: answerersSchema.optional(),
  needed: z.int().min(1).max(10).optional(),
  notStarter: z.boolean().optional(),
  remindAt: z.array(z.string()).optional(),
  escalate: z.object({ at: z.string(), who: answerersSchema }).optional(),
})
export const answerSchema = z.object({
  outcome: z.enum(['approved', 'declined', 'answered', 'expired']),
  value: jsonSchema,
  by: z.object({ id: z.string(), name: z.string() }).optional(),
  at: z.string(),
})

export const engineEventSchema = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('run.created'),
    trigger: z.string(),
    input: jsonSchema,
    revision: z.string(),
    planHash: z.string(),
    environment: z.string().optional(),
  }),
  z.object({ kind: z.literal('run.queued') }),
  /** A worker took the run up: first time (`epoch` 1), after an answer, or after a crash. */
  z.object({ kind: z.literal('run.started'), epoch: z.int(), segment: z.int() }),
  z.object({
    kind: z.literal('run.resumed'),
    epoch: z.int(),
    segment: z.int(),
    answers: z.array(z.object({ wait: z.string(), path: z.string(), toolCallId: z.string(), answer: answerSchema })),
    /** Who let it go on, when it was held by hand and not for answers. */
    by: z.string().optional(),
  }),
  z.object({ kind: z.literal('run.recovered'), epoch: z.int(), segment: z.int() }),
  /** Nothing is left to do but wait for people. */
  z.object({
    kind: z.literal('run.waiting'),
    segment: z.int(),
    waits: z.array(z.object({ wait: z.string(), path: z.string(), toolCallId: z.string(), question: questionSchema })),
  }),
  /** Somebody held it; `run.queued` or `run.resumed` follows when somebody lets it go on. */
  z.object({ kind: z.literal('run.paused'), segment: z.int(), by: z.string().optional() }),
  z.object({ kind: z.literal('run.completed'), output: jsonSchema }),
  z.object({ kind: z.literal('run.failed'), error: errorData, path: z.string().optional() }),
  z.object({ kind: z.literal('run.cancelled'), by: z.string().optional() }),

  /** All it needs is there, and it must wait for its turn with a service: the workspace's rate, or what the service asked for. Then it goes on. */
  z.object({ kind: z.literal('node.ready'), path: z.string(), waitsFor: z.string(), until: z.string() }),
  z.object({ kind: z.literal('node.progress'), ...at, done: z.number(), total: z.number().optional(), message: z.string().optional() }),
  z.object({ kind: z.literal('node.started'), ...at, block: z.string(), input: jsonSchema, toolCall: toolCall.optional() }),
  z.object({ kind: z.literal('node.completed'), ...at, block: z.string(), output: jsonSchema, ms: z.number(), toolCall: toolCall.optional() }),
  z.object({ kind: z.literal('node.failed'), ...at, block: z.string(), error: errorData, ms: z.number(), handled: z.boolean(), toolCall: toolCall.optional() }),
  z.object({ kind: z.literal('node.retried'), ...at, error: errorData, afterMs: z.number() }),
  z.object({ kind: z.literal('node.skipped'), path: z.string() }),
  z.object({ kind: z.literal('node.log'), ...at, message: z.string(), data: jsonSchema.optional() }),
  /** A value that is too large for the events went by reference. Small ones are in the events of the nodes they join. */
  z.object({
    kind: z.literal('wire.transferred'),
    path: z.string(),
    port: z.string(),
    from: z.object({ node: z.string(), port: z.string() }),
    bytes: z.int(),
    reference: z.string(),
  }),
  z.object({ kind: z.literal('wire.rejected'), path: z.string(), port: z.string(), reason: z.string() }),

  /** Something to show: a text that grows, or a card. `stream` is unique: path, attempt, ordinal. */
  z.object({
    kind: z.literal('stream.opened'),
    ...at,
    stream: z.string(),
    channel,
    component: z.string().optional(),
    /** A card that a model is still writing: it stands until the real one, or none, takes its place. */
    draft: z.boolean().optional(),
    speaker: z.string().optional(),
    demo: z.boolean(),
  }),
  /** `off` counts UTF-16 units before this text: folding twice changes nothing. For cards `props` comes whole, for drafts of cards `args` piece by piece. */
  z.object({
    kind: z.literal('stream.chunk'),
    stream: z.string(),
    off: z.int(),
    /** Left out for texts and cards. */
    channel: z.literal('reasoning').optional(),
    text: z.string().optional(),
    props: jsonSchema.optional(),
    args: z.string().optional(),
  }),
  /**
   * `superseded`: a later attempt shows it again; what this one showed no longer counts. `stopped`: somebody stopped the run
   * before it was whole; what stands there stays.
   */
  z.object({
    kind: z.literal('stream.closed'),
    stream: z.string(),
    channel,
    draft: z.boolean().optional(),
    superseded: z.boolean(),
    stopped: z.literal(true).optional(),
    /** For cards: what it says, in plain lines, for whoever cannot draw it. */
    text: z.string().optional(),
  }),

  /** `toolCallId`: the model's, when a model asked for what needs the approval, else made from the wait's id. */
  z.object({
    kind: z.literal('human.requested'),
    path: z.string(),
    wait: z.string(),
    toolCallId: z.string(),
    question: questionSchema,
    toolCall: toolCall.optional(),
  }),
  z.object({ kind: z.literal('human.answered'), path: z.string(), wait: z.string(), toolCallId: z.string(), answer: answerSchema }),
  /** One yes of several: the question stays open. `have` of `needed` people said it. */
  z.object({
    kind: z.literal('human.agreed'),
    path: z.string(),
    wait: z.string(),
    toolCallId: z.string(),
    by: z.object({ id: z.string(), name: z.string() }),
    have: z.int(),
    needed: z.int(),
  }),
  z.object({ kind: z.literal('human.expired'), path: z.string(), wait: z.string(), toolCallId: z.string() }),

  z.object({ kind: z.literal('human.reminded'), path: z.string(), wait: z.string(), toolCallId: z.string(), ordinal: z.int() }),
  z.object({ kind: z.literal('human.escalated'), path: z.string(), wait: z.string(), toolCallId: z.string(), who: answerersSchema }),

  /** The run waits for something that is no person: a moment, an event, a signal, another run. */
  z.object({
    kind: z.literal('wait.opened'),
    path: z.string(),
    wait: z.string(),
    on: z.enum(['timer', 'event', 'signal', 'run']),
    until: z.string().optional(),
    topic: z.string().optional(),
  }),
  z.object({ kind: z.literal('wait.closed'), path: z.string(), wait: z.string(), outcome: z.enum(['answered', 'expired', 'withdrawn']) }),

  /** A flow inside this one: walked here (no `run`), or begun as a run of its own, which tells its end in its own feed. */
  z.object({ kind: z.literal('child.started'), path: z.string(), agent: z.string(), revision: z.string().optional(), run: z.string().optional() }),
  z.object({ kind: z.literal('child.completed'), path: z.string(), agent: z.string() }),
  z.object({ kind: z.literal('child.failed'), path: z.string(), agent: z.string(), error: errorData }),

  /** What somebody said to the run at work was taken up by this step. */
  z.object({
    kind: z.literal('message.taken'),
    path: z.string(),
    message: z.string(),
    turn: z.string(),
    text: z.string(),
    by: z.object({ id: z.string(), name: z.string() }),
  }),

  z.object({ kind: z.literal('secret.used'), ...at, name: z.string() }),
  /** Refused whatever the flow says: such as `http:call` of an address inside a private network. */
  z.object({ kind: z.literal('permission.denied'), path: z.string(), action: z.string(), thing: z.string() }),

  z.object({
    kind: z.literal('usage.recorded'),
    ...at,
    model: z.string(),
    demo: z.boolean(),
    inputTokens: z.int(),
    outputTokens: z.int(),
    costMicros: z.number().nonnegative().optional(),
  }),
])
/** Every kind there is. A test of the runs fails for one that it never sees told. */
export const eventKinds = engineEventSchema.options.map((option) => option.shape.kind.value)
export type EngineEvent = z.infer<typeof engineEventSchema>
export type EventKind = EngineEvent['kind']
export type EventOf<K extends EventKind> = Extract<EngineEvent, { kind: K }>
