import { z } from 'zod'
import type { Given } from '../engine/hands.ts'
import { type Json, jsonSchema } from '../kernel/json.ts'

const objectSchema = z.record(z.string(), jsonSchema)
const givenSchema = z.object({
  tools: z.array(z.object({ name: z.string(), description: z.string(), inputSchema: objectSchema })).optional(),
  context: z.array(z.object({ description: z.string(), value: z.string() })).optional(),
  forwarded: objectSchema.optional(),
})

/** What an app gave along with the message that began a run. */
export const givenByApp = (input: Json): Given | undefined => givenSchema.safeParse(input).data as Given | undefined
