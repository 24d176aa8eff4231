import type { Card, CardInput, Catalogue, PortSchema } from './card.ts'
import { cardOfNode } from './card-of-node.ts'
import { typeOfExpression } from './check-expression-input.ts'
import { controlTypes, type OutputTypes } from './control-types.ts'
import { dependenciesOf } from './dependencies.ts'
import type { Flow } from './flow.ts'
import { graphFrom, topological } from './graph.ts'
import { type Nesting, nestingOf } from './nesting.ts'
import type { WorkedOut } from './port-types.ts'
import { memberOf } from './schema-shape.ts'
import { typeOfValue, typeWorkedOut } from './worked-out.ts'

export { controlTypes, type OutputTypes } from './control-types.ts'

/**
 * The type of each output as it stands in this flow: a generic output (`generic: 'T'`, or a list of it) takes the type
 * of what comes into the inputs that share its letter, on the outer and the inner side; one that is worked out has the
 * type that its expression gives. Undefined when there is no such port. While wires go in a circle, both carry anything.
 */
export function outputTypes(flow: Flow, catalogue: Catalogue, nesting: Nesting = nestingOf(flow)): OutputTypes {
  const sources = new Map(flow.wires.map(({ from, to }) => [`${to.node} ${to.port}`, { ...from, inside: nesting.passage(from.node, to.node).kind === 'in' }]))
  const known = new Map<string, PortSchema>()
  const cards = new Map<string, Card | undefined>()

  function cardOf(id: string): Card | undefined {
    if (cards.has(id)) return cards.get(id)
    const node = Object.hasOwn(flow.nodes, id) ? flow.nodes[id] : undefined
    const card = node && catalogue.get(node.block)
    const found = node && card && cardOfNode(node, card)
    cards.set(id, found)
    return found
  }

  function typeOf(node: string, port: string, inside = false): PortSchema | undefined {
    if (inside) return known.get(innerKey(node, port)) ?? cardOf(node)?.inside?.outputs.find((output) => output.name === port)?.schema
    const own = cardOf(node)?.outputs.find((output) => output.name === port)?.schema
    return known.get(outerKey(node, port)) ?? own ?? (port === 'done' || port === 'error' ? controlTypes[port] : undefined)
  }

  function typeInto(node: string, port: string): PortSchema | undefined {
    const source = sources.get(outerKey(node, port))
    if (source) return typeOf(source.node, source.port, source.inside)
    const filled = flow.nodes[node]?.inputs[port]
    if (filled?.kind !== 'expression') return undefined
    const typed = typeOfExpression(filled.source, node, flow, catalogue, nesting, typeOf)
    return typed.ok ? typed.type : undefined
  }

  /** `byHand`: what was typed into an input counts, too. */
  function typeOfLetter(node: string, inputs: CardInput[], letter: string, byHand = false): PortSchema | undefined {
    const found = inputs.flatMap((input) => {
      const { name, schema } = input
      if (letterOf(schema) !== letter) return []
      const type = typeInto(node, name) ?? (byHand ? typeByHand(node, input) : undefined)
      if (!type) return []
      if (schema.generic === letter) return [type]
      return type.items ? [memberOf(type.items)] : []
    })
    const [only] = found
    return found.length > 1 ? { anyOf: distinct(found) } : only
  }

  /** What stands in an input that nothing is wired into: what was typed, or its default. */
  function literalIn(node: string, port: string, fallback: unknown): unknown {
    if (sources.has(outerKey(node, port))) return undefined
    const filled = flow.nodes[node]?.inputs[port]
    if (filled) return filled.kind === 'literal' ? filled.value : undefined
    return fallback
  }

  function typeByHand(node: string, input: CardInput): PortSchema | undefined {
    const value = literalIn(node, input.name, input.default)
    return value === undefined ? undefined : typeOfValue(value)
  }

  /** The type of what is worked out by an expression that stands in an input of the node. */
  function typeOfWork(node: string, card: Card, work: WorkedOut): PortSchema | undefined {
    const literal = (port: string): unknown => literalIn(node, port, card.inputs.find(({ name }) => name === port)?.default)
    return typeWorkedOut(work, {
      typeInto(port) {
        const value = literal(port)
        return value === undefined ? typeInto(node, port) : typeOfValue(value)
      },
      textIn(port) {
        const value = literal(port)
        return typeof value === 'string' ? value : undefined
      },
    })
  }

  const ids = Object.keys(flow.nodes)
  // In order, so that what comes in is known already.
  for (const moment of ids.some((id) => isGeneric(cardOf(id))) ? inOrder(flow, nesting, cardOf) : []) {
    const { node, ends } = momentOf(moment)
    const card = cardOf(node)
    if (!card || !isGeneric(card)) continue
    const outer = card.inputs
    const both = [...outer, ...(card.inside?.inputs ?? [])]
    if (!ends && card.inside)
      for (const { name, schema } of card.inside.outputs)
        known.set(
          innerKey(node, name),
          bound(schema, (letter) => typeOfLetter(node, outer, letter)),
        )
    if (ends || !card.inside)
      for (const { name, schema } of card.outputs)
        known.set(
          outerKey(node, name),
          bound(
            schema,
            (letter) => typeOfLetter(node, both, letter, card.typedSince !== undefined),
            (work) => typeOfWork(node, card, work),
          ),
        )
  }
  return typeOf
}

const outerKey = (node: string, port: string): string => `${node} ${port}`
const innerKey = (node: string, port: string): string => `${node} in ${port}`

/** A container is worked out in two moments: what it gives inside before what it holds, and what it gives outside after. */
const endOf = (node: string): string => `${node} end`
const momentOf = (moment: string): { node: string; ends: boolean } => ({ node: moment.split(' ')[0] ?? '', ends: moment.endsWith(' end') })

function inOrder(flow: Flow, nesting: Nesting, cardOf: (node: string) => Card | undefined): string[] {
  const ids = Object.keys(flow.nodes)
  const holds = new Set(ids.filter((id) => cardOf(id)?.inside))
  const last = (id: string): string => (holds.has(id) ? endOf(id) : id)
  const edges = dependenciesOf(flow).map(({ from, to }): [string, string] => {
    const { kind } = nesting.passage(from.node, to.node)
    return [kind === 'in' ? from.node : last(from.node), kind === 'back' ? last(to.node) : to.node]
  })
  for (const id of holds) edges.push([id, endOf(id)])
  for (const id of ids) {
    const scope = nesting.scopeOf(id)
    if (scope !== null && holds.has(scope)) edges.push([scope, id], [last(id), endOf(scope)])
  }
  const graph = graphFrom([...ids, ...[...holds].map(endOf)], edges)
  return (topological(graph) ?? []).map((i) => graph.ids[i] ?? '')
}

function isGeneric(card: Card | undefined): boolean {
  return (
    card !== undefined &&
    [...card.outputs, ...(card.inside?.outputs ?? [])].some(({ schema }) => letterOf(schema) !== undefined || workOf(schema) !== undefined)
  )
}

function letterOf(schema: PortSchema): unknown {
  return schema.generic ?? memberOf(schema.items).generic
}

const workOf = (schema: PortSchema): WorkedOut | undefined => (schema.workedOut ?? memberOf(schema.items).workedOut) as WorkedOut | undefined

type Bindings = [typeOfLetter: (letter: string) => PortSchema | undefined, typeOfWork?: (work: WorkedOut) => PortSchema | undefined]

function bound(schema: PortSchema, ...[typeOfLetter, typeOfWork]: Bindings): PortSchema {
  const work = workOf(schema)
  if (work) {
    const type = typeOfWork?.(work)
    return type ? (schema.workedOut ? type : { ...schema, items: type }) : schema
  }
  if (typeof schema.generic === 'string') return typeOfLetter(schema.generic) ?? schema
  const items = memberOf(schema.items)
  return typeof items.generic === 'string' ? { ...schema, items: typeOfLetter(items.generic) ?? items } : schema
}

function distinct(types: PortSchema[]): PortSchema[] {
  return [...new Map(types.map((type) => [JSON.stringify(type), type])).values()]
}
