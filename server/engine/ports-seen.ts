import type { Catalogue, PortSchema } from './card.ts'
import { cardOfNode } from './card-of-node.ts'
import { controlTypes, type OutputTypes } from './control-types.ts'
import type { Flow } from './flow.ts'

/** What of a node may be named in an expression: what it gives outside, or (to what it holds) inside. */
export function portsSeen(id: string, flow: Flow, catalogue: Catalogue, inside: boolean, typeOf: OutputTypes): Record<string, PortSchema> {
  const node = flow.nodes[id]
  const card = catalogue.get(node?.block ?? '')
  if (!node || !card) return {}
  const own = inside ? (card.inside?.outputs ?? []) : cardOfNode(node, card).outputs
  return { ...Object.fromEntries(own.map(({ name, schema }) => [name, typeOf(id, name, inside) ?? schema])), ...(inside ? {} : controlTypes) }
}
