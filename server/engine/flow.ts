import { z } from 'zod'
import { jsonSchema } from '../kernel/json.ts'

/**
 * The document: what the editor saves and the engine runs. Plain data; a saved revision never changes.
 *
 * Every node has, besides the ports of its block, three control ports: the input `after` (order only, any number of
 * wires), and the outputs `done` (fires when the node finished) and `error` (the node's failure as data; wiring it
 * handles the failure).
 */

export const nodeIdSchema = z.string().regex(/^[a-z][a-z0-9-]{0,63}$/, 'lower-case letters, digits and hyphens')
export const portNameSchema = z.string().regex(/^[a-zA-Z][a-zA-Z0-9_]{0,63}$/, 'a letter, then letters, digits or _')

export const inputValueSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('literal'), value: jsonSchema }),
  z.object({ kind: z.literal('secret'), name: z.string().min(1).max(128) }),
])
/** How an input port is filled when no wire leads to it. */
export type InputValue = z.infer<typeof inputValueSchema>

export const nodeSchema = z.object({
  /** Block id, such as `text.join`. */
  block: z.string().min(1).max(128),
  /** Block version the inputs were written for. */
  version: z.int().min(1).default(1),
  title: z.string().max(120).optional(),
  note: z.string().max(2000).optional(),
  inputs: z.record(portNameSchema, inputValueSchema).default({}),
  position: z.object({ x: z.number(), y: z.number() }).default({ x: 0, y: 0 }),
  disabled: z.boolean().optional(),
})
export type FlowNode = z.infer<typeof nodeSchema>

export const wireSchema = z.object({
  from: z.object({ node: nodeIdSchema, port: portNameSchema }),
  to: z.object({ node: nodeIdSchema, port: portNameSchema }),
})
export type Wire = z.infer<typeof wireSchema>

export const flowSchema = z.object({
  schema: z.literal(1),
  nodes: z.record(nodeIdSchema, nodeSchema),
  wires: z.array(wireSchema).max(5000),
})
export type Flow = z.infer<typeof flowSchema>

export const controlInput = 'after'
export const controlOutputs = ['done', 'error'] as const
