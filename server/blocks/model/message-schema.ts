import { z } from 'zod'
import { fileRefSchema } from '../../kernel/file-ref.ts'
import type { Json, JsonObject } from '../../kernel/json.ts'
import { json } from '../any-value.ts'

const jsonObject: z.ZodType<JsonObject> = z.record(z.string(), json)
export const toolCallSchema = z.object({ id: z.string(), name: z.string(), input: jsonObject })
export const modelToolCallSchema = toolCallSchema.extend({ provider: jsonObject.optional() })
const result: z.ZodType<Json> = json

/** What a model is told, one entry a message; the same words as the engine's ModelMessage. */
export const modelMessageSchema = z.discriminatedUnion('role', [
  z.object({ role: z.literal('system'), text: z.string() }),
  z.object({ role: z.literal('user'), text: z.string(), files: z.array(fileRefSchema).optional() }),
  z.object({ role: z.literal('assistant'), text: z.string(), toolCalls: z.array(modelToolCallSchema).optional() }),
  z.object({ role: z.literal('tool'), toolCallId: z.string(), toolName: z.string(), result }),
])
export const modelToolSchema = z.object({ name: z.string(), description: z.string(), inputSchema: jsonObject })
