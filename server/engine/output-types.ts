import type { Card, Catalogue, PortSchema } from './card.ts'
import type { controlOutputs, Flow } from './flow.ts'
import { graphOf, topological } from './graph.ts'
import { memberOf } from './schema-shape.ts'

/** What the three ports that every node has carry out. */
export const controlTypes: Record<(typeof controlOutputs)[number], PortSchema> = {
  done: { type: 'boolean', const: true },
  error: {
    type: 'object',
    properties: { code: { type: 'string' }, message: { type: 'string' }, retry: { type: 'string', enum: ['never', 'later'] }, details: {} },
    required: ['code', 'message', 'retry'],
    additionalProperties: false,
  },
}

export type OutputTypes = (node: string, port: string) => PortSchema | undefined

/**
 * The type of each output as it stands in this flow: a generic output (`generic: 'T'`, or a list of it) takes the type
 * of what is wired into the inputs that share its letter. Undefined when there is no such port. While wires go in a
 * circle, generic outputs carry anything.
 */
export function outputTypes(flow: Flow, catalogue: Catalogue): OutputTypes {
  const sources = new Map(flow.wires.map(({ from, to }) => [`${to.node} ${to.port}`, from]))
  const known = new Map<string, PortSchema>()

  function typeOf(node: string, port: string): PortSchema | undefined {
    const own = cardOf(node)?.outputs.find((output) => output.name === port)?.schema
    return known.get(`${node} ${port}`) ?? own ?? (port === 'done' || port === 'error' ? controlTypes[port] : undefined)
  }

  function typeOfLetter(node: string, card: Card, letter: string): PortSchema | undefined {
    const found = card.inputs.flatMap(({ name, schema }) => {
      const source = sources.get(`${node} ${name}`)
      const type = source && typeOf(source.node, source.port)
      if (!type) return []
      if (schema.generic === letter) return [type]
      return memberOf(schema.items).generic === letter && type.items ? [memberOf(type.items)] : []
    })
    const [only] = found
    return found.length > 1 ? { anyOf: distinct(found) } : only
  }

  const cardOf = (node: string): Card | undefined => (Object.hasOwn(flow.nodes, node) ? catalogue.get(flow.nodes[node]?.block ?? '') : undefined)
  const isGeneric = (node: string): boolean => cardOf(node)?.outputs.some(({ schema }) => letterOf(schema) !== undefined) ?? false
  // In order, so that what comes in is known already.
  for (const node of Object.keys(flow.nodes).some(isGeneric) ? inOrder(flow) : []) {
    const card = cardOf(node)
    if (!card || !isGeneric(node)) continue
    for (const { name, schema } of card.outputs)
      known.set(
        `${node} ${name}`,
        bound(schema, (letter) => typeOfLetter(node, card, letter)),
      )
  }
  return typeOf
}

function inOrder(flow: Flow): string[] {
  const graph = graphOf(flow)
  return (topological(graph) ?? []).map((i) => graph.ids[i] ?? '')
}

function letterOf(schema: PortSchema): unknown {
  return schema.generic ?? memberOf(schema.items).generic
}

function bound(schema: PortSchema, typeOfLetter: (letter: string) => PortSchema | undefined): PortSchema {
  if (typeof schema.generic === 'string') return typeOfLetter(schema.generic) ?? schema
  const items = memberOf(schema.items)
  return typeof items.generic === 'string' ? { ...schema, items: typeOfLetter(items.generic) ?? items } : schema
}

function distinct(types: PortSchema[]): PortSchema[] {
  return [...new Map(types.map((type) => [JSON.stringify(type), type])).values()]
}
