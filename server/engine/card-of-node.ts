import type { Card, CardInput, CardOutput } from './card.ts'
import type { FlowNode, NodePort } from './flow.ts'
import { portSchemaFrom } from './port-schema.ts'
import { withoutGeneric } from './port-types.ts'

/** A node's card as of its version, with the ports that are its own. Compile, execute and the editor all see a node through this. */
export function cardOfNode(node: FlowNode, current: Card): Card {
  const card = asOf(node.version, current)
  if (!node.ports || !card.dynamic) return card
  const inputs = mayHave(card, 'inputs') ? node.ports.inputs : []
  const outputs = mayHave(card, 'outputs') ? node.ports.outputs : []
  if (inputs.length === 0 && outputs.length === 0) return card
  return {
    ...card,
    inputs: [...card.inputs, ...added(inputs, card.inputs).map((port): CardInput => ({ ...portOf(port), required: port.required ?? false }))],
    outputs: [...card.outputs, ...added(outputs, card.outputs).map(portOf)],
  }
}

/** What was drawn when these outputs carried anything is not refused for what they carry now. */
function asOf(version: number, card: Card): Card {
  if (card.typedSince === undefined || version >= card.typedSince) return card
  const { typedSince: _, ...rest } = card
  return { ...rest, outputs: card.outputs.map((port) => ({ ...port, schema: withoutGeneric(port.schema) })) }
}

/** The ports of a node on its outer side. */
export function portsOfNode(node: FlowNode, card: Card): Pick<Card, 'inputs' | 'outputs'> {
  const { inputs, outputs } = cardOfNode(node, card)
  return { inputs, outputs }
}

export function mayHave(card: Card, side: 'inputs' | 'outputs'): boolean {
  return card.dynamic === 'both' || card.dynamic === side
}

/** The block's own port stays when a node's has its name. */
function added(ports: NodePort[], own: { name: string }[]): NodePort[] {
  return ports.filter(({ name }, i) => !own.some((port) => port.name === name) && ports.findIndex((port) => port.name === name) === i)
}

function portOf({ name, title, help, schema }: NodePort): CardOutput {
  const read = portSchemaFrom(schema)
  return { name, title: title ?? name, ...(help !== undefined && { help }), schema: read.ok ? read.schema : {} }
}
