import type { z } from 'zod'
import type { ErrorCode } from '../kernel/errors.ts'
import type { Json, JsonObject } from '../kernel/json.ts'
import type { Card, CardInput, CardOutput, Effect, FieldHint, PortSchema } from './card.ts'
import { controlInput, controlOutputs } from './flow.ts'
import type { Confirming, HandName, Hands } from './hands.ts'
import { portsOf } from './port-schema.ts'

type Shape = z.ZodObject

export type Example<I extends Shape, O extends Shape> = {
  title: string
  /** Answers of the outside world, in the order they are asked for. Their form belongs to the hand. */
  replies?: Reply[]
} & (
  | { input: z.input<I>; output: Partial<z.output<O>> | JsonObject }
  | { /** May be of the wrong type: refused with `invalid-input`. */ input: JsonObject; fails: ErrorCode }
)

export type Reply =
  | { hand: 'http' | 'model' | 'ledger' | 'call'; fails: ErrorCode; message?: string }
  | { hand: 'http'; status: number; headers?: Record<string, string>; body: Json }
  | { hand: 'model'; text?: string; toolCalls?: { id: string; name: string; input: JsonObject }[] }
  | { hand: 'ask'; answer: Json }
  /** A {@link Answer} with what is left out filled in. */
  | { hand: 'wait'; answer: Json }
  | { hand: 'execute'; output: JsonObject }
  | { hand: 'pipe'; port: string; items: Json[] }
  | { hand: 'flows'; run: string }
  | { hand: 'secrets'; value: string }
  | { hand: 'call'; block: string; output: JsonObject }
  | { hand: 'clock'; iso: string }
  | { hand: 'random'; value: number }
  | { hand: 'ledger'; method: string; result: Json }
  | { hand: 'state'; state: JsonObject }
  | { hand: 'conversation'; messages: { role: 'user' | 'assistant'; name?: string; text: string }[] }

export type BlockSpec<I extends Shape, O extends Shape, N extends HandName> = {
  /** `service.verb-noun`; also the file's path below server/blocks. */
  id: string
  version?: number
  title: string
  summary: string
  /** How to use it, in a few sentences: what its help shows. */
  docs?: string
  /** What it is called elsewhere: people who type such a word find it. */
  words?: readonly string[]
  category: string
  icon: string
  effect: Effect
  idempotent?: boolean
  destructive?: boolean
  join?: 'all' | 'any'
  trigger?: boolean
  /** The version that made its outputs generic, when an earlier one gave anything. Then old flows stay what they were (`Card.typedSince`). */
  typedSince?: number
  /** Sides on which a node may have ports of its own, besides those of `input` and `output`. */
  dynamic?: Card['dynamic']
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
  /** For destructive blocks: the card a person must see before it happens. May throw to refuse without asking. */
  confirm?: (input: z.output<I>, hands: Pick<Hands, N>) => Promise<Confirming> | Confirming
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
    ...(spec.docs === undefined ? {} : { docs: spec.docs }),
    ...(spec.words && { words: [...spec.words] }),
    category: spec.category,
    icon: spec.icon,
    effect: spec.effect,
    idempotent: spec.idempotent ?? spec.effect !== 'external',
    destructive: spec.destructive ?? false,
    join: spec.join ?? 'all',
    trigger: spec.trigger ?? false,
    inputs: cardInputs(spec.input),
    outputs: cardOutputs(spec.output),
    ...(spec.typedSince !== undefined && { typedSince: spec.typedSince }),
    ...(spec.dynamic && { dynamic: spec.dynamic }),
    fields: (spec.fields ?? {}) as Record<string, FieldHint>,
  }
  refuseMistakes(spec, card)
  return {
    card,
    needs: spec.needs ?? [],
    input: spec.input,
    output: spec.output,
    run: async (given) => (await spec.run(given as never)) as JsonObject,
    confirm: spec.confirm && (async (input, hands) => (await spec.confirm?.(input as never, hands as never)) as JsonObject),
    examples: spec.examples as never,
    upgrades: spec.upgrades ?? [],
  }
}

export function cardInputs(shape: Shape): CardInput[] {
  return portsOf(shape, 'input').map(({ name, schema, required }) => ({
    name,
    title: titleOf(name, schema),
    ...(typeof schema.description === 'string' ? { help: schema.description } : {}),
    schema,
    required,
    ...(schema.default === undefined ? {} : { default: schema.default as Json }),
  }))
}

export function cardOutputs(shape: Shape): CardOutput[] {
  return portsOf(shape, 'output').map(({ name, schema }) => ({
    name,
    title: titleOf(name, schema),
    ...(typeof schema.description === 'string' ? { help: schema.description } : {}),
    schema,
  }))
}

/** Mistakes that types cannot tell, found when the block is loaded. */
function refuseMistakes(spec: { id: string; effect: Effect; needs?: readonly HandName[] | undefined }, card: Card): void {
  const ports = [
    ...card.inputs.filter(({ name }) => name === controlInput),
    ...card.outputs.filter(({ name }) => controlOutputs.some((control) => control === name)),
  ]
  if (ports[0]) throw new Error(`${spec.id}: the port "${ports[0].name}" is there already; every block has it.`)
  const wrong = (spec.needs ?? []).find((hand) => !mayUse(spec.effect, hand))
  if (wrong) throw new Error(`${spec.id}: a ${spec.effect} block gets no "${wrong}".`)
}

/** A composite block runs again whenever its run is taken up, so it may do nothing but through parts that are recorded. */
const onlyComposite: readonly HandName[] = ['call', 'ask', 'wait', 'execute', 'tools']
const harmless: readonly HandName[] = ['log', 'signal', 'progress', 'run']
const onlyTransactional: readonly HandName[] = ['flows', 'bus', 'state']

function mayUse(effect: Effect, hand: HandName): boolean {
  if (effect === 'pure') return false
  if (effect === 'composite') return onlyComposite.includes(hand) || harmless.includes(hand)
  if (onlyTransactional.includes(hand)) return effect === 'transactional'
  // What was handed on cannot be taken back with its commit.
  if (hand === 'pipe') return effect !== 'transactional'
  return !onlyComposite.includes(hand)
}

function titleOf(name: string, schema: PortSchema): string {
  if (typeof schema.title === 'string') return schema.title
  const words = name
    .replace(/([a-z])([A-Z])/g, '$1 $2')
    .replaceAll('_', ' ')
    .toLowerCase()
  return words.charAt(0).toUpperCase() + words.slice(1)
}
