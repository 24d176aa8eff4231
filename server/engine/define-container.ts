import type { z } from 'zod'
import { AppError } from '../kernel/errors.ts'
import type { JsonObject } from '../kernel/json.ts'
import type { Card, ContainerKind, FieldHint } from './card.ts'
import { type Block, cardInputs, cardOutputs, defineBlock } from './define-block.ts'
import { controlInput, controlOutputs } from './flow.ts'

type Shape = z.ZodObject

export type ContainerSpec<I extends Shape, O extends Shape> = {
  /** `service.verb-noun`; also the file's path below server/blocks. */
  id: string
  version?: number
  title: string
  summary: string
  docs?: string
  words?: readonly string[]
  category: string
  icon: string
  container: ContainerKind
  join?: 'all' | 'any'
  dynamic?: Card['dynamic']
  input: I
  output: O
  /** Its ports on the inner side: `outputs` its children take, `inputs` they give back. Letters (`generic`) are shared with the outer side. */
  inside: { outputs: Shape; inputs: Shape }
  fields?: Partial<Record<keyof z.output<I> & string, FieldHint>>
  upgrades?: { from: number; up: (inputs: JsonObject) => JsonObject }[]
}

/** A block that holds other nodes. It does no work of its own: engine/containers walks what is in it. */
export function defineContainer<I extends Shape, O extends Shape>(spec: ContainerSpec<I, O>): Block {
  const { container, inside, ...rest } = spec
  const block = defineBlock({
    ...rest,
    effect: 'composite',
    run: () => {
      throw new AppError('internal', `"${spec.id}" holds other blocks and cannot be run by itself.`)
    },
    examples: [],
  })
  const card: Card = { ...block.card, container, inside: { outputs: cardOutputs(inside.outputs), inputs: cardInputs(inside.inputs) } }
  refuseMistakes(card)
  return { ...block, card }
}

/** A wire names a container and a port: its side must be plain from who is at the other end, and its name from nothing else. */
function refuseMistakes({ id, inputs, inside }: Card): void {
  const control = [
    ...(inside?.outputs ?? []).filter(({ name }) => controlOutputs.some((each) => each === name)),
    ...(inside?.inputs ?? []).filter(({ name }) => name === controlInput),
  ]
  if (control[0]) throw new Error(`${id}: the port "${control[0].name}" is there already; every block has it.`)
  const twice = inputs.find(({ name }) => inside?.inputs.some((inner) => inner.name === name))
  if (twice) throw new Error(`${id}: "${twice.name}" is an input outside and inside. Give one of them another name.`)
}
