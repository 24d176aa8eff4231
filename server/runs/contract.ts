import { z } from 'zod'
import { answerSchema, engineEventSchema, questionSchema } from '../engine/events.ts'
import { flowSchema, nodeIdSchema } from '../engine/flow.ts'
import { environmentSchema } from '../environments/contract.ts'
import { defineContract } from '../kernel/contract.ts'
import { jsonSchema } from '../kernel/json.ts'

const ws = { workspace: z.string() }
const runKey = { ...ws, run: z.uuid() }
export const runStatusSchema = z.enum(['queued', 'running', 'waiting', 'paused', 'completed', 'failed', 'cancelled'])
export type RunStatus = z.infer<typeof runStatusSchema>

export const runSummarySchema = z.object({
  id: z.string(),
  agentId: z.string(),
  agentName: z.string(),
  /** 0: a draft that was tried. */
  revisionNumber: z.int(),
  environment: environmentSchema,
  status: runStatusSchema,
  trigger: z.string(),
  demo: z.boolean(),
  startedBy: z.string(),
  outlet: z.string().nullable(),
  createdAt: z.string(),
  startedAt: z.string().nullable(),
  finishedAt: z.string().nullable(),
  error: z.object({ code: z.string(), message: z.string() }).nullable(),
  preview: z.string(),
  /** The run it repeats or goes on from, and the step from which it was walked anew (null: the whole of it). */
  forkedFrom: z.string().nullable(),
  forkPath: z.string().nullable(),
  /** A failure that somebody put aside. */
  dismissed: z.object({ at: z.string(), by: z.string() }).nullable(),
  /** Failed, and nobody has dealt with it: not dismissed, and no run made from it ended in its place. */
  attention: z.boolean(),
  /** It waits until fewer runs with the same key are at work: at most so many at once. */
  heldBack: z.object({ most: z.int() }).nullable(),
  /** Since when nothing is heard of it although a worker holds it. A slow service looks the same. */
  stuckSince: z.string().nullable(),
  /** Somebody asked to hold it, and its steps under way have not ended yet. */
  pausing: z.boolean(),
})
export type RunSummary = z.infer<typeof runSummarySchema>
/** One yes of several. */
export const voteSchema = z.object({ by: z.object({ id: z.string(), name: z.string() }), at: z.string(), comment: z.string().default('') })
export type Vote = z.infer<typeof voteSchema>
export const waitSchema = z.object({
  id: z.string(),
  runId: z.string(),
  path: z.string(),
  question: questionSchema,
  toolCallId: z.string().nullable(),
  status: z.enum(['open', 'answered', 'expired', 'cancelled']),
  answer: answerSchema.nullable(),
  askedAt: z.string(),
  deadline: z.string().nullable(),
  /** Who said yes so far, when more than one must. */
  answers: z.array(voteSchema).default([]),
  /** When more people were brought in. */
  escalatedAt: z.string().nullable().default(null),
})
export type WaitView = z.infer<typeof waitSchema>
/** A wait as one person sees it in a list. */
export const listedWaitSchema = waitSchema.extend({
  agentName: z.string(),
  /** The feed it was asked in, such as a room. */
  outlet: z.string().nullable(),
  /** Why this person may not answer it; null when they may. */
  barred: z.string().nullable(),
  /** Asked while this person tries a draft: it is answered in the editor, and nobody else sees it. */
  trial: z.boolean(),
})
export type ListedWait = z.infer<typeof listedWaitSchema>
export const runEntrySchema = z.object({ seq: z.int(), at: z.string(), event: engineEventSchema })
export type RunEntry = z.infer<typeof runEntrySchema>

/** In an address a list is written with commas. */
const listed = (value: unknown): unknown => (typeof value === 'string' ? value.split(',') : value)
export const runFilterSchema = z.object({
  agent: z.uuid().optional(),
  /** Several with commas. */
  status: z.preprocess(listed, z.array(runStatusSchema).min(1).max(10)).optional(),
  trigger: z.string().max(40).optional(),
  environment: environmentSchema.optional(),
  /** Who started it: a person's id. */
  who: z.uuid().optional(),
  /** From this moment on, and before that one. */
  from: z.iso.datetime({ offset: true }).optional(),
  to: z.iso.datetime({ offset: true }).optional(),
  /** In its input, its error or its id. */
  text: z.string().max(200).optional(),
  /** Only failures that nobody has dealt with. */
  attention: z.literal('true').optional(),
  /** Only those that are at work and of which nothing was heard for ten minutes. */
  stuck: z.literal('true').optional(),
})
export type RunFilter = z.output<typeof runFilterSchema>
export const listRunsContract = defineContract({
  id: 'runs.list',
  method: 'GET',
  path: '/api/workspaces/:workspace/runs',
  access: 'workspace',
  input: z.object({
    ...ws,
    ...runFilterSchema.shape,
    before: z.uuid().optional(),
    limit: z.coerce.number().int().min(1).max(200).default(50),
  }),
  output: z.object({ runs: z.array(runSummarySchema), more: z.boolean() }),
})
/** How many there are in each state, whatever states the filter names; of the newest 10,000. */
export const countRunsContract = defineContract({
  id: 'runs.count',
  method: 'GET',
  path: '/api/workspaces/:workspace/runs/counts',
  access: 'workspace',
  input: z.object({ ...ws, ...runFilterSchema.shape }),
  output: z.object({ status: z.partialRecord(runStatusSchema, z.int()), attention: z.int(), stuck: z.int(), more: z.boolean() }),
})
/** SSE: `changed`, at the beginning and each time a list of runs, or how many there are of each kind, would look otherwise. */
export const runChangesContract = defineContract({
  id: 'runs.changes',
  method: 'GET',
  path: '/api/workspaces/:workspace/runs/changes',
  access: 'workspace',
  input: z.object(ws),
  output: z.unknown(),
})
/** Starts what is published by hand: in production, or in the environment named. */
export const startRunContract = defineContract({
  id: 'runs.start',
  method: 'POST',
  path: '/api/workspaces/:workspace/runs',
  access: 'workspace',
  input: z.object({
    ...ws,
    agent: z.uuid(),
    input: z.record(z.string(), jsonSchema).default({}),
    idempotencyKey: z.string().max(200).optional(),
    environment: environmentSchema.optional(),
  }),
  output: runSummarySchema,
})
/**
 * How much of a draft is tried. `to`: what leads to a block, and it. `only`: that block, fed by pins or by what the `last` run gave.
 * `from`: that block and all that follows from it; all before gives what it gave in the `last` run.
 */
const tryScopeSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('all') }),
  z.object({ kind: z.enum(['to', 'only', 'from']), node: nodeIdSchema }),
])
export type TryScope = z.infer<typeof tryScopeSchema>
/** Runs a draft as it stands in `flow`, without publishing it. Errors: `flow-has-problems`, `invalid-input` (something before it has no output yet). */
export const tryDraftContract = defineContract({
  id: 'runs.try',
  method: 'POST',
  path: '/api/workspaces/:workspace/agents/:agent/try',
  access: 'workspace',
  input: z.object({
    ...ws,
    agent: z.uuid(),
    flow: flowSchema,
    scope: tryScopeSchema.default({ kind: 'all' }),
    input: z.record(z.string(), jsonSchema).default({}),
    last: z.uuid().optional(),
  }),
  output: runSummarySchema,
  maxBytes: 2_000_000,
})
export const getRunContract = defineContract({
  id: 'runs.get',
  method: 'GET',
  path: '/api/workspaces/:workspace/runs/:run',
  access: 'workspace',
  input: z.object(runKey),
  output: runSummarySchema.extend({
    input: jsonSchema,
    output: jsonSchema.nullable(),
    flow: flowSchema,
    waits: z.array(waitSchema),
    entries: z.array(runEntrySchema),
  }),
})
/** A value too large for the events, which hold `{ "$large": { hash, bytes, preview } }` in its place. */
export const getPayloadContract = defineContract({
  id: 'runs.payload',
  method: 'GET',
  path: '/api/workspaces/:workspace/runs/:run/payloads/:hash',
  access: 'workspace',
  input: z.object({ ...runKey, hash: z.string().min(1).max(64) }),
  output: z.object({ value: jsonSchema, bytes: z.int() }),
})
/** SSE: each event's id is its seq, data a RunEntry. */
export const runFeedContract = defineContract({
  id: 'runs.feed',
  method: 'GET',
  path: '/api/workspaces/:workspace/runs/:run/feed',
  access: 'workspace',
  input: z.object({ ...runKey, after: z.coerce.number().int().min(0).default(0) }),
  output: z.unknown(),
})
export const cancelRunContract = defineContract({
  id: 'runs.cancel',
  method: 'POST',
  path: '/api/workspaces/:workspace/runs/:run/cancel',
  access: 'workspace',
  input: z.object(runKey),
  output: runSummarySchema,
})
/** Holds a run, at the latest when the steps under way are done, until it is let go on. */
export const pauseRunContract = defineContract({
  id: 'runs.pause',
  method: 'POST',
  path: '/api/workspaces/:workspace/runs/:run/pause',
  access: 'workspace',
  input: z.object(runKey),
  output: runSummarySchema,
})
export const resumeRunContract = defineContract({
  id: 'runs.resume',
  method: 'POST',
  path: '/api/workspaces/:workspace/runs/:run/resume',
  access: 'workspace',
  input: z.object(runKey),
  output: runSummarySchema,
})
/** The same once more: same revision, same input, nothing reused. Refused (`conflict`) while the run is going on. */
export const retryRunContract = defineContract({
  id: 'runs.retry',
  method: 'POST',
  path: '/api/workspaces/:workspace/runs/:run/retry',
  access: 'workspace',
  input: z.object({ ...runKey, idempotencyKey: z.string().max(200).optional() }),
  output: runSummarySchema,
})
/**
 * A new run of the same revision that takes over what the first one did, and does anew the step `from`, the steps with
 * `edits`, what failed, and all that follows from these. `edits` gives input ports of nodes other values. Without both it
 * goes on from the failure, or from where it was cancelled.
 */
export const forkRunContract = defineContract({
  id: 'runs.fork',
  method: 'POST',
  path: '/api/workspaces/:workspace/runs/:run/fork',
  access: 'workspace',
  input: z.object({
    ...runKey,
    from: z.string().max(1000).optional(),
    edits: z.record(z.string(), z.record(z.string(), jsonSchema)).default({}),
    idempotencyKey: z.string().max(200).optional(),
  }),
  output: runSummarySchema,
})
/** Puts a failure aside, or takes that back. */
export const dismissRunContract = defineContract({
  id: 'runs.dismiss',
  method: 'POST',
  path: '/api/workspaces/:workspace/runs/:run/dismiss',
  access: 'workspace',
  input: z.object({ ...runKey, undo: z.boolean().default(false) }),
  output: runSummarySchema,
})
export const bulkActionSchema = z.enum(['cancel', 'pause', 'resume', 'retry', 'rerun', 'dismiss'])
export type BulkAction = z.infer<typeof bulkActionSchema>
/** The same for many; each succeeds or is refused by itself. `rerun` goes on from the failure. */
export const bulkRunsContract = defineContract({
  id: 'runs.bulk',
  method: 'POST',
  path: '/api/workspaces/:workspace/runs/bulk',
  access: 'workspace',
  input: z.object({ ...ws, action: bulkActionSchema, runs: z.array(z.uuid()).min(1).max(200) }),
  output: z.object({
    results: z.array(
      z.discriminatedUnion('ok', [
        /** `result` is the run itself, or the new one made from it. */
        z.object({ run: z.string(), ok: z.literal(true), result: runSummarySchema }),
        z.object({ run: z.string(), ok: z.literal(false), error: z.object({ code: z.string(), message: z.string() }) }),
      ]),
    ),
  }),
})
/** One file that proves itself: `node workers/verify-run.mjs FILE` checks its chain without a database. */
export const runExportSchema = z.object({
  format: z.literal('hearth-run/1'),
  run: runSummarySchema.extend({ input: jsonSchema, output: jsonSchema.nullable() }),
  revision: z.object({ id: z.string(), number: z.int(), hash: z.string(), planHash: z.string(), flow: jsonSchema, plan: jsonSchema }),
  /** In order; `hash` is sha-256 of the hash before it, `seq` as 8 bytes and `bodyHash`; hex. */
  events: z.array(
    z.object({ seq: z.int(), at: z.string(), key: z.string().nullable(), kind: z.string(), body: jsonSchema, bodyHash: z.string(), hash: z.string() }),
  ),
  /** What input, output and events refer to, by hash: sha-256 of the canonical JSON. */
  large: z.record(z.string(), jsonSchema),
})
export type RunExport = z.infer<typeof runExportSchema>
export const exportRunContract = defineContract({
  id: 'runs.export',
  method: 'GET',
  path: '/api/workspaces/:workspace/runs/:run/export',
  access: 'workspace',
  input: z.object(runKey),
  output: runExportSchema,
})
export const listWaitsContract = defineContract({
  id: 'runs.list-waits',
  method: 'GET',
  path: '/api/workspaces/:workspace/waits',
  access: 'workspace',
  input: z.object(ws),
  output: z.object({ waits: z.array(listedWaitSchema) }),
})
/** Answered once; still `open` after it when more people must say yes. A second answer is `already-answered`, with who was first in `details`. `value` is checked against the question's schema. */
export const answerWaitContract = defineContract({
  id: 'runs.answer',
  method: 'POST',
  path: '/api/workspaces/:workspace/waits/:wait/answer',
  access: 'workspace',
  input: z.object({ ...ws, wait: z.uuid(), outcome: z.enum(['approved', 'declined', 'answered']), value: jsonSchema.default(null) }),
  output: waitSchema,
})

/** UTF-16 units of JSON that a conversation's shared state may have. */
export const mostState = 262_144
