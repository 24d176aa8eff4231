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
  /** CEL over the outputs of other nodes: `get_balance.amount > 5`. What it names it waits for, as by a wire (engine/expression.ts). */
  z.object({ kind: z.literal('expression'), source: z.string().min(1).max(4000) }),
])
/** How an input port is filled when no wire leads to it. */
export type InputValue = z.infer<typeof inputValueSchema>

/** A port that the node has and its block does not: of a sub-flow, of the flow's own interface. Only on blocks whose card is `dynamic`. */
export const nodePortSchema = z.object({
  name: portNameSchema,
  title: z.string().max(120).optional(),
  help: z.string().max(500).optional(),
  schema: z.record(z.string(), z.unknown()).default({}),
  required: z.boolean().optional(),
})
export type NodePort = z.infer<typeof nodePortSchema>

/** Tried again after a failure: `attempts` counts the first one, too. Waits `backoffMs`, then `factor` times as long each time. */
export const retrySchema = z.object({
  attempts: z.int().min(1).max(20),
  backoffMs: z.int().min(0).max(600_000).default(1000),
  factor: z.number().min(1).max(10).default(2),
})
export type Retry = z.infer<typeof retrySchema>

const pointSchema = z.object({ x: z.number(), y: z.number() })
type Point = z.infer<typeof pointSchema>

export const groupIdSchema = z.string().regex(/^[a-z0-9-]{1,64}$/, 'lower-case letters, digits and hyphens')
export const groupTones = ['neutral', 'blue', 'green', 'amber', 'red'] as const
/** A named frame around blocks, to see what belongs together. It is no container: what is in it runs as if it were not there. */
export const groupSchema = z.object({
  title: z.string().max(120).default(''),
  tone: z.enum(groupTones).default('neutral'),
  /** Drawn as one box. */
  folded: z.boolean().optional(),
})
export type Group = z.infer<typeof groupSchema>

export const nodeSchema = z.object({
  /** Block id, such as `text.join`. */
  block: z.string().min(1).max(128),
  /** Block version the inputs were written for. */
  version: z.int().min(1).default(1),
  title: z.string().max(120).optional(),
  note: z.string().max(2000).optional(),
  inputs: z.record(portNameSchema, inputValueSchema).default({}),
  position: pointSchema.default({ x: 0, y: 0 }),
  /** The group it is drawn in (`flow.groups`). */
  group: groupIdSchema.optional(),
  disabled: z.boolean().optional(),
  /** The container it lies in. Its wires stay within that container, come from around it, or lead to and from its inside ports. */
  parent: nodeIdSchema.optional(),
  ports: z.object({ inputs: z.array(nodePortSchema).max(100).default([]), outputs: z.array(nodePortSchema).max(100).default([]) }).optional(),
  /** Milliseconds; then the node fails with `timed-out`. */
  timeoutMs: z.int().min(1).max(31_536_000_000).optional(),
  /** Only for blocks with a step of their own; others go into a Retry container. */
  retry: retrySchema.optional(),
})
export type FlowNode = z.infer<typeof nodeSchema>

export const bendsSchema = z.array(pointSchema).min(1).max(20)

export const wireSchema = z.object({
  from: z.object({ node: nodeIdSchema, port: portNameSchema }),
  to: z.object({ node: nodeIdSchema, port: portNameSchema }),
  /** Where its line bends on the canvas, from its beginning on. Means nothing to a run. */
  bends: bendsSchema.optional(),
})
export type Wire = z.infer<typeof wireSchema>

/** How many runs of this flow there may be at once. */
export const concurrencySchema = z.object({
  most: z.int().min(1).max(1000),
  /** CEL over the run's input, such as `input.body.customer`: runs with the same value share the limit. Left out, all of them do. */
  key: z.string().max(4000).optional(),
  /** What becomes of one too many: it waits its turn, it is not started, or the oldest is cancelled for it. */
  beyond: z.enum(['queue', 'drop', 'replace']).default('queue'),
})
export type Concurrency = z.infer<typeof concurrencySchema>

export const flowSchema = z.object({
  schema: z.literal(1),
  nodes: z.record(nodeIdSchema, nodeSchema),
  wires: z.array(wireSchema).max(5000),
  concurrency: concurrencySchema.optional(),
  /** How blocks are framed on the canvas, by id. Means nothing to a run. */
  groups: z.record(groupIdSchema, groupSchema).optional(),
})
export type Flow = z.infer<typeof flowSchema>

export const controlInput = 'after'
export const controlOutputs = ['done', 'error'] as const
