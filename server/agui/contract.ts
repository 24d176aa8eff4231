import { z } from 'zod'
import { jsonSchema } from '../kernel/json.ts'

/** AG-UI addresses: any signed-in member of the agent's workspace may come in; everything else answers not-found. */
export const aguiPaths = {
  run: '/ag-ui/:agent/run',
  connect: '/ag-ui/:agent/connect',
  cancel: '/ag-ui/:agent/cancel',
  resume: '/ag-ui/:agent/resume',
  capabilities: '/ag-ui/:agent/capabilities',
} as const

const id = z.string().min(1).max(200)

export const cancelInputSchema = z.object({ threadId: id, runId: id })
/** The second door of an answer: for clients that know an execution and its tool call. */
export const resumeInputSchema = z.object({ executionId: z.uuid(), toolCallId: z.uuid(), content: jsonSchema.default(null) })
