import { z } from 'zod'
import { jsonSchema } from '../kernel/json.ts'

const id = z.string().min(1).max(200)

export const cancelInputSchema = z.object({ threadId: id, runId: id })
/** The second door of an answer: for clients that know an execution and its tool call. */
export const resumeInputSchema = z.object({ executionId: z.uuid(), toolCallId: z.uuid(), content: jsonSchema.default(null) })
