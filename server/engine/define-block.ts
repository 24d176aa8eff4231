import { z } from 'zod'
import type { Json, JsonObject } from '../kernel/json.ts'
import type { Card, Effect, FieldHint, PortSchema } from './card.ts'
import type { Hands, HandName } from './hands.ts'

type Shape = z.ZodObject

export type Example<I extends Shape, O extends Shape> = {
  title: string
  input: z.input<I>
  /** Answers of the outside world, in the order they are asked for. Their form belongs to the hand. */
  replies?: Reply[]
} & ({ output: Partial<z.output<O>> | JsonObject } | { fails: string })

export type Reply =
  | { hand: 'http'; status: number; headers?: Record<string, string>; body: Json }
  | { hand: 'model'; text?: string; toolCalls?: { id: string; name: string; input: JsonObject }[] }
  | { hand: 'ask'; answer: Json }
  | { hand: 'call'; block: string; output: JsonObject }
  | { hand: 'clock'; iso: string }
  | { hand: 'random'; value: number }
  | { hand: 'ledger'; method: string; result: Json }
  | { hand: 'conversation'; messages: { role: 'user' | 'assistant'; name?: string; text: string }[] }

export type BlockSpec<I extends Shape, O extends Shape, N extends HandName> = {
  /** `service.verb-noun`; also the file's path below server/blocks. */
  id: string
  version?: number
  title: string
  summary: string
  category: string
  icon: string
  effect: Effect
  idempotent?: boolean
  destructive?: boolean
  join?: 'all' | 'any'
  trigger?: boolean
  needs?: readonly N[]
  input: I
  output: O
  fields?: Partial<Record<keyof z.output<I> & string, FieldHint>>
  /**
   * The work. Gets the checked input and only the hands it asked for. An output port left out of the result is
   * Skipped: whatever hangs on it does not run.
   */
  run: (given: { input: z.output<I> } & Pick<Hands, N>) => Promise<Partial<z.output<O>>> | Partial<z.output<O>>
  examples: Example<I, O>[]
  upgrades?: { from: number; up: (inputs: JsonObject) => JsonObject }[]
  /** For destructive blocks: what a person must see before it happens, as the props of a confirming card. */
  confirm?: (input: z.output<I>, hands: Pick<Hands, N>) => Promise<JsonObject> | JsonObject
}

export type Block = {
  card: Card
  needs: readonly HandName[]
  input: Shape
  output: Shape
  run: (given: { input: Record<string, unknown> } & Partial<Hands>) => Promise<JsonObject>
  confirm: ((input: Record<string, unknown>, hands: Partial<Hands>) => Promise<JsonObject>) | undefined
  examples: Example<Shape, Shape>[]
  upgrades: { from: number; up: (inputs: JsonObject) => JsonObject }[]
}

/** One block, one file: types, form, check, docs, tests and tool definition from a single place. */
export function defineBlock<I extends Shape, O extends Shape, N extends HandName = never>(spec: BlockSpec<I, O, N>): Block {
  const card: Card = {
    id: spec.id,
    version: spec.version ?? 1,
    title: spec.title,
    summary: spec.summary,
    category: spec.category,
    icon: spec.icon,
    effect: spec.effect,
    idempotent: spec.idempotent ?? spec.effect !== 'external',
    destructive: spec.destructive ?? false,
    join: spec.join ?? 'all',
    trigger: spec.trigger ?? false,
    inputs: portsOf(spec.input, 'input').map(({ name, schema, required }) => ({
      name,
      title: titleOf(name, schema),
      ...(typeof schema.description === 'string' ? { help: schema.description } : {}),
      schema,
      required,
      ...(schema.default === undefined ? {} : { default: schema.default as Json }),
    })),
    outputs: portsOf(spec.output, 'output').map(({ name, schema }) => ({
      name,
      title: titleOf(name, schema),
      ...(typeof schema.description === 'string' ? { help: schema.description } : {}),
      schema,
    })),
    fields: (spec.fields ?? {}) as Record<string, FieldHint>,
  }
  return {
    card,
    needs: spec.needs ?? [],
    input: spec.input,
    output: spec.output,
    run: async (given) => (await spec.run(given as never)) as JsonObject,
    confirm: spec.confirm && (async (input, hands) => await spec.confirm?.(input as never, hands as never) as JsonObject),
    examples: spec.examples as never,
    upgrades: spec.upgrades ?? [],
  }
}

function portsOf(shape: Shape, io: 'input' | 'output'): { name: string; schema: PortSchema; required: boolean }[] {
  const whole = z.toJSONSchema(shape, { io, unrepresentable: 'any' }) as { properties?: Record<string, PortSchema>; required?: string[] }
  return Object.entries(whole.properties ?? {}).map(([name, schema]) => ({ name, schema, required: whole.required?.includes(name) ?? false }))
}

function titleOf(name: string, schema: PortSchema): string {
  if (typeof schema.title === 'string') return schema.title
  const words = name.replace(/([a-z])([A-Z])/g, '$1 $2').replaceAll('_', ' ').toLowerCase()
  return words.charAt(0).toUpperCase() + words.slice(1)
}
