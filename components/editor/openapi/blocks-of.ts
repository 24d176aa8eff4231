import type { Catalogue } from '../../../server/engine/card.ts'
import { cardOfNode } from '../../../server/engine/card-of-node.ts'
import type { Flow, FlowNode } from '../../../server/engine/flow.ts'
import type { Fragment } from '../state/fragment.ts'
import { gridStep, shapeOf } from '../state/geometry.ts'
import { shapeIn } from '../state/shape-in.ts'

/** Blocks in a column beside all that is there. */
export function beside(flow: Flow, catalogue: Catalogue, nodes: readonly FlowNode[]): Fragment {
  const edges = Object.entries(flow.nodes).map(([id, { position }]) => ({ right: position.x + shapeIn(flow, catalogue, id).width, top: position.y }))
  const x = edges.length > 0 ? Math.max(...edges.map(({ right }) => right)) + gridStep * 8 : 0
  let y = edges.length > 0 ? Math.min(...edges.map(({ top }) => top)) : 0
  const placed: Fragment['nodes'] = {}
  nodes.forEach((node, at) => {
    placed[`operation-${at}`] = { ...node, position: { x, y } }
    const card = catalogue.get(node.block)
    y += (card ? shapeOf(cardOfNode(node, card), new Set()).height : 120) + gridStep * 4
  })
  return { nodes: placed, wires: [] }
}
