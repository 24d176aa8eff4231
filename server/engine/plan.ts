import { z } from 'zod'

/**
 * What compile makes of a flow. Series, parallel and rigid follow the modular decomposition of the order of effect
 * nodes; pure nodes are in no plan, they are worked out where they are needed.
 */
export type Plan =
  | { kind: 'leaf'; node: string }
  | { kind: 'series'; children: Plan[] }
  | { kind: 'parallel'; children: Plan[] }
  /** `after[i]` lists the indexes of the children that child i waits for. */
  | { kind: 'rigid'; children: Plan[]; after: number[][] }

export const planSchema: z.ZodType<Plan> = z.lazy(() =>
  z.discriminatedUnion('kind', [
    z.object({ kind: z.literal('leaf'), node: z.string() }),
    z.object({ kind: z.literal('series'), children: z.array(planSchema) }),
    z.object({ kind: z.literal('parallel'), children: z.array(planSchema) }),
    z.object({ kind: z.literal('rigid'), children: z.array(planSchema), after: z.array(z.array(z.int())) }),
  ]),
)

/** Stored with the revision; recovery never compiles again. `root` is null when every node is pure. */
export type CompiledPlan = {
  root: Plan | null
  /** For each container what is in it; null when every node in it is pure. Absent in plans made before there were containers. */
  inside?: Record<string, Plan | null>
  /** sha-256, hex, of the canonical plan and block versions */
  hash: string
  blocks: Record<string, number>
}

export const problemCodes = [
  'cycle',
  'unknown-block',
  'unknown-port',
  'type-mismatch',
  'missing-input',
  'bad-literal',
  'two-wires',
  'many-triggers',
  'unknown-node',
  'bad-tool',
  'too-large',
  'newer-version',
  'bad-expression',
  'bad-container',
  'bad-port',
  'bad-retry',
  'bad-limit',
] as const
/** Why a flow does not compile. `message` says what is wrong and what to do. */
export type Problem = {
  code: (typeof problemCodes)[number]
  message: string
  node?: string
  port?: string
  /** For cycles: the nodes in order. For wires: index into `flow.wires`. */
  nodes?: string[]
  wire?: number
}
export type CompileResult = { ok: true; plan: CompiledPlan } | { ok: false; problems: Problem[] }
