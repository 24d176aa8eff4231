import type { CardOutput, Catalogue, PortSchema } from './card.ts'
import { cardOfNode } from './card-of-node.ts'
import type { Flow, NodePort } from './flow.ts'
import { nestingOf } from './nesting.ts'
import { outputTypes } from './output-types.ts'
import { isAny } from './schema-shape.ts'

/** The block whose inputs are what a flow gives back. */
export const resultBlock = 'control.result'

export type FlowInterface = { inputs: NodePort[]; outputs: NodePort[] }

/**
 * What a flow takes and gives when another one calls it: the outputs of its trigger, and the inputs of its result block.
 * Not stored: it follows from the flow. A result that takes anything has the type of what is wired into it.
 */
export function interfaceOf(flow: Flow, catalogue: Catalogue): FlowInterface {
  const nesting = nestingOf(flow)
  const standing = Object.keys(flow.nodes)
    .sort()
    .filter((id) => nesting.scopeOf(id) === null && !nesting.isOff(id))
  const cardAt = (id: string | undefined) => {
    const node = id === undefined ? undefined : flow.nodes[id]
    const card = catalogue.get(node?.block ?? '')
    return node && card && cardOfNode(node, card)
  }
  const trigger = standing.find((id) => cardAt(id)?.trigger)
  const result = standing.find((id) => flow.nodes[id]?.block === resultBlock)
  const ownPorts = (trigger === undefined ? undefined : flow.nodes[trigger]?.ports?.outputs) ?? []
  const typeOf = outputTypes(flow, catalogue, nesting)
  const typeInto = (port: string): PortSchema | undefined => {
    const wire = flow.wires.find(({ to }) => to.node === result && to.port === port)
    return wire && typeOf(wire.from.node, wire.from.port)
  }
  return {
    inputs: (cardAt(trigger)?.outputs ?? []).map((port) => {
      const required = ownPorts.find(({ name }) => name === port.name)?.required
      return { ...portOf(port), ...(required !== undefined && { required }) }
    }),
    outputs: (cardAt(result)?.inputs ?? []).map((port) => ({
      ...portOf(port),
      schema: isAny(port.schema) ? (typeInto(port.name) ?? port.schema) : port.schema,
    })),
  }
}

function portOf({ name, title, help, schema }: CardOutput): NodePort {
  return { name, title, ...(help !== undefined && { help }), schema }
}
