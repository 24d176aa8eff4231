import type { Card, Catalogue } from '../../../server/engine/card.ts'
import { cardOfNode } from '../../../server/engine/card-of-node.ts'
import type { Flow, FlowNode } from '../../../server/engine/flow.ts'

const whole = new WeakMap<FlowNode, { of: Card; card: Card }>()

/** A node's card with every port it shows: its block's, its own, and those on a container's inner side. */
export function cardIn(flow: Flow, catalogue: Catalogue, id: string): Card | undefined {
  const node = flow.nodes[id]
  const card = node && catalogue.get(node.block)
  if (!node || !card || (!card.inside && !node.ports)) return card
  const known = whole.get(node)
  if (known?.of === card) return known.card
  const own = cardOfNode(node, card)
  const { inside } = card
  const all = inside ? { ...own, inputs: [...own.inputs, ...inside.inputs], outputs: [...own.outputs, ...inside.outputs] } : own
  whole.set(node, { of: card, card: all })
  return all
}
