import { z } from 'zod'
import { jsonSchema } from '../kernel/json.ts'

/** JSON Schema (2020-12 subset that zod writes) as plain data. Port types are this underneath. */
export type PortSchema = { [keyword: string]: unknown }

export const effectSchema = z.enum(['pure', 'recorded', 'transactional', 'external', 'composite'])
/**
 * What a block promises:
 * pure: runs inline, never checkpointed · recorded: the clock, chance, ids, taken once and replayed for ever ·
 * transactional: one commit with its checkpoint, exactly once · external: at least once, with an idempotency key ·
 * composite: only calls other blocks and asks people; its parts keep their own promises.
 */
export type Effect = z.infer<typeof effectSchema>

/** The sentence the editor and the docs show for each promise. */
export const promiseOf: Record<Effect, string> = {
  pure: 'Same inputs, same output. Costs nothing to repeat.',
  recorded: 'Taken once, then replayed for ever.',
  transactional: 'Exactly once: its effect and its checkpoint are one commit.',
  external: 'At least once, with an idempotency key for the service it calls.',
  composite: 'Calls other blocks and asks people; each part keeps its own promise.',
}

export const fieldHintSchema = z.object({
  /** How the form draws this field; without it the form decides from the schema. */
  control: z
    .enum([
      'text',
      'multiline',
      'number',
      'switch',
      'choice',
      'json',
      'money',
      'model',
      'secret',
      'tools',
      'keyvalue',
      'expression',
      'agent',
      'cron',
      'time-zone',
    ])
    .optional(),
  label: z.string().optional(),
  help: z.string().optional(),
  placeholder: z.string().optional(),
  /** Shown only when "more" is opened. */
  advanced: z.boolean().optional(),
})
export type FieldHint = z.infer<typeof fieldHintSchema>

const cardOutputSchema = z.object({ name: z.string(), title: z.string(), help: z.string().optional(), schema: z.record(z.string(), z.unknown()) })
const cardInputSchema = cardOutputSchema.extend({ required: z.boolean(), default: jsonSchema.optional() })

export const containerKindSchema = z.enum(['for-each', 'map', 'repeat', 'try', 'retry', 'timeout', 'race'])
export type ContainerKind = z.infer<typeof containerKindSchema>

/** A block as data: what the browser, the compiler and a model's tool list know of it. */
export const cardSchema = z.object({
  id: z.string(),
  version: z.int(),
  title: z.string(),
  summary: z.string(),
  /** How to use it, in a few sentences: the block's help. */
  docs: z.string().optional(),
  /** What people call it elsewhere, in small letters: found by these after its own name. */
  words: z.array(z.string()).optional(),
  category: z.string(),
  icon: z.string(),
  effect: effectSchema,
  /** Does the service honour the idempotency key? Only meaningful for external blocks. */
  idempotent: z.boolean(),
  /** Cannot be undone: an agent may only use it as a tool behind an approval. */
  destructive: z.boolean(),
  /** `any`: runs when at least one wired input was not skipped (Merge). Default `all`. */
  join: z.enum(['all', 'any']),
  /** Its inputs are settings, literals only (server/triggers); its outputs come from the run's input. A flow has at most one. */
  trigger: z.boolean(),
  inputs: z.array(cardInputSchema),
  outputs: z.array(cardOutputSchema),
  /** The version since which its generic outputs carry the type of what comes in. Nodes of an earlier one carry anything there, as they did. */
  typedSince: z.int().optional(),
  /** Sides on which a node may have ports of its own (`node.ports`). */
  dynamic: z.enum(['inputs', 'outputs', 'both']).optional(),
  /** Holds other nodes and walks them itself (engine/containers). */
  container: containerKindSchema.optional(),
  /** A container's ports on its inner side: `outputs` its children take from it, `inputs` they give back to it. */
  inside: z.object({ outputs: z.array(cardOutputSchema), inputs: z.array(cardInputSchema) }).optional(),
  fields: z.record(z.string(), fieldHintSchema),
})
export type Card = z.infer<typeof cardSchema>
export type CardInput = Card['inputs'][number]
export type CardOutput = Card['outputs'][number]

/** The cards a flow may use, by block id. */
export type Catalogue = ReadonlyMap<string, Card>
