import { z } from 'zod'
import { answerSchema, engineEventSchema, questionSchema } from '../engine/events.ts'
import { flowSchema } from '../engine/flow.ts'
import { defineContract } from '../kernel/contract.ts'
import { jsonSchema } from '../kernel/json.ts'

const ws = { workspace: z.string() }
const runKey = { ...ws, run: z.uuid() }
export const runStatusSchema = z.enum(['queued', 'running', 'waiting', 'completed', 'failed', 'cancelled'])
export type RunStatus = z.infer<typeof runStatusSchema>

export const runSummarySchema = z.object({
  id: z.string(),
  agentId: z.string(),
  agentName: z.string(),
  revisionNumber: z.int(),
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
})
export type RunSummary = z.infer<typeof runSummarySchema>
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
})
export type WaitView = z.infer<typeof waitSchema>
export const runEntrySchema = z.object({ seq: z.int(), at: z.string(), event: engineEventSchema })
export type RunEntry = z.infer<typeof runEntrySchema>

export const listRunsContract = defineContract({
  id: 'runs.list',
  method: 'GET',
  path: '/api/workspaces/:workspace/runs',
  access: 'workspace',
  input: z.object({
    ...ws,
    agent: z.uuid().optional(),
    status: runStatusSchema.optional(),
    before: z.string().optional(),
    limit: z.coerce.number().int().min(1).max(200).default(50),
  }),
  output: z.object({ runs: z.array(runSummarySchema), more: z.boolean() }),
})
/** Starts the published revision by hand. */
export const startRunContract = defineContract({
  id: 'runs.start',
  method: 'POST',
  path: '/api/workspaces/:workspace/runs',
  access: 'workspace',
  input: z.object({ ...ws, agent: z.uuid(), input: z.record(z.string(), jsonSchema).default({}), idempotencyKey: z.string().max(200).optional() }),
  output: runSummarySchema,
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
export const listWaitsContract = defineContract({
  id: 'runs.list-waits',
  method: 'GET',
  path: '/api/workspaces/:workspace/waits',
  access: 'workspace',
  input: z.object(ws),
  output: z.object({ waits: z.array(waitSchema) }),
})
/** Answered once. A second answer is `already-answered`, with who was first in `details`. `value` is checked against the question's schema. */
export const answerWaitContract = defineContract({
  id: 'runs.answer',
  method: 'POST',
  path: '/api/workspaces/:workspace/waits/:wait/answer',
  access: 'workspace',
  input: z.object({ ...ws, wait: z.uuid(), outcome: z.enum(['approved', 'declined', 'answered']), value: jsonSchema.default(null) }),
  output: waitSchema,
})
