import { z } from 'zod'
import { nodeIdSchema } from '../engine/flow.ts'
import { jsonSchema } from '../kernel/json.ts'

const end = z.string().regex(/^[a-z][a-z0-9-]{0,63}\.[a-zA-Z][a-zA-Z0-9_]{0,63}$/, 'written as node.port')
const inputs = z
  .record(z.string(), jsonSchema)
  .describe('By port. A plain JSON value, or {"expression": "..."} for CEL over other nodes\' outputs, or {"secret": "name in the vault"}; null empties it.')

/** One change of a flow, in words a model can write. */
export const editSchema = z.discriminatedUnion('do', [
  z.object({
    do: z.literal('add'),
    id: nodeIdSchema,
    block: z.string(),
    title: z.string().max(120).optional(),
    inputs: inputs.optional(),
    inside: nodeIdSchema.optional().describe('The container it lies in.'),
  }),
  z.object({
    do: z.literal('change'),
    id: nodeIdSchema,
    title: z.string().max(120).optional(),
    note: z.string().max(2000).optional(),
    inputs: inputs.optional(),
    inside: nodeIdSchema.nullable().optional().describe('The container it lies in; null takes it out.'),
    off: z.boolean().optional().describe('Switched off.'),
  }),
  z.object({ do: z.literal('remove'), id: nodeIdSchema }),
  z.object({ do: z.literal('wire'), from: end, to: end }),
  z.object({ do: z.literal('unwire'), from: end, to: end }),
])
export type Edit = z.infer<typeof editSchema>

export const editsSchema = z.object({ edits: z.array(editSchema).min(1).max(100) })
