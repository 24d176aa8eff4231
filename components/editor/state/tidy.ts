import type { ElkNode } from 'elkjs/lib/elk-api.js'
import type { Catalogue } from '../../../server/engine/card.ts'
import type { Flow } from '../../../server/engine/flow.ts'
import { nestingOf } from '../../../server/engine/nesting.ts'
import type { Point } from './flow-edit.ts'
import { framePadding } from './frames.ts'
import { type Box, onGrid, type Spot } from './geometry.ts'
import { readsOf } from './reads.ts'
import { shapeIn } from './shape-in.ts'

const options = {
  'elk.algorithm': 'layered',
  'elk.direction': 'RIGHT',
  'elk.layered.spacing.nodeNodeBetweenLayers': '88',
  'elk.spacing.nodeNode': '40',
  'elk.spacing.edgeNode': '24',
  'elk.layered.nodePlacement.strategy': 'NETWORK_SIMPLEX',
  'elk.layered.considerModelOrder.strategy': 'NODES_AND_EDGES',
  'elk.separateConnectedComponents': 'true',
  'elk.spacing.componentComponent': '64',
}

/**
 * The flow as ELK's graph, ports where the canvas draws them so that wires cross as little as they can. A container is a graph of its
 * own (its block, what it holds, and its end), laid out first; around it, it is one box.
 */
export function elkGraph(flow: Flow, catalogue: Catalogue): ElkNode {
  const nesting = nestingOf(flow)
  const members = Object.groupBy(Object.keys(flow.nodes), (id) => nesting.scopeOf(id) ?? '')
  const holds = (id: string) => catalogue.get(flow.nodes[id]?.block ?? '')?.inside !== undefined
  const edges = new Map<string, [string, string][]>()
  const join = (scope: string, from: string, to: string) => edges.set(scope, [...(edges.get(scope) ?? []), [from, to]])

  for (const { from, to } of flow.wires) {
    if (!(from.node in flow.nodes && to.node in flow.nodes)) continue
    const passage = nesting.passage(from.node, to.node)
    const source = portId(from.node, 'output', from.port)
    const target = portId(to.node, 'input', to.port)
    if (passage.kind === 'within') {
      join(passage.scope ?? '', holds(from.node) ? frameId(from.node) : source, holds(passage.to) ? frameId(passage.to) : target)
    } else if (passage.kind === 'in') {
      const member = [to.node, ...nesting.around(to.node)].find((id) => nesting.scopeOf(id) === from.node) ?? to.node
      join(from.node, source, holds(member) ? frameId(member) : target)
    } else if (passage.kind === 'back') join(to.node, holds(from.node) ? frameId(from.node) : source, target)
  }
  // what an expression reads stands before it as well
  for (const { from, to } of readsOf(flow)) {
    const passage = nesting.passage(from.node, to.node)
    const boxOf = (id: string) => (holds(id) ? frameId(id) : id)
    if (passage.kind === 'within') join(passage.scope ?? '', boxOf(from.node), boxOf(passage.to))
  }

  const graphOf = (id: string): ElkNode => {
    const { width, height, spots, end } = shapeIn(flow, catalogue, id)
    const block = partOf(id, id, { x: 0, y: 0, width, height }, end ? spots.filter(({ x }) => x < end.x) : spots)
    if (!end) return block
    const inner = members[id] ?? []
    // What a container holds stands between its two parts, wired or not.
    for (const one of inner.length === 0 ? [id] : inner.map((member) => (holds(member) ? frameId(member) : member))) {
      if (one !== id) join(id, id, one)
      join(id, one, endId(id))
    }
    const last = partOf(
      endId(id),
      id,
      end,
      spots.filter(({ x }) => x >= end.x),
    )
    const children = [block, ...inner.map(graphOf), last]
    return { id: frameId(id), layoutOptions: { ...options, 'elk.padding': inset }, children, edges: listed(id) }
  }
  const listed = (scope: string) =>
    (edges.get(scope) ?? []).map(([source, target], index) => ({ id: `w${scope} ${index}`, sources: [source], targets: [target] }))
  return { id: 'flow', layoutOptions: options, children: (members[''] ?? []).map(graphOf), edges: listed('') }
}

const frameId = (container: string): string => `~${container}`
const inset = `[top=${framePadding},left=${framePadding},bottom=${framePadding},right=${framePadding}]`
const endId = (container: string): string => `${container} end`

function partOf(id: string, node: string, at: Box, spots: readonly Spot[]): ElkNode {
  return {
    id,
    width: at.width,
    height: at.height,
    layoutOptions: { 'elk.portConstraints': 'FIXED_POS' },
    ports: spots.map(({ side, port, x, y, facing }) => ({
      id: portId(node, side, port),
      x: x - at.x,
      y: y - at.y,
      width: 0,
      height: 0,
      layoutOptions: { 'elk.port.side': { left: 'WEST', right: 'EAST', bottom: 'SOUTH' }[facing] },
    })),
  }
}

/** Positions from ELK's answer, laid so that the corner of the whole stays where it was: the view must not jump. */
export function tidied(flow: Flow, answer: ElkNode): Record<string, Point> {
  const placed = placesIn(answer, { x: 0, y: 0 }).filter(({ id }) => id in flow.nodes)
  if (placed.length === 0) return {}
  const before = Object.values(flow.nodes).map(({ position }) => position)
  const dx = Math.min(...before.map(({ x }) => x)) - Math.min(...placed.map(({ x }) => x))
  const dy = Math.min(...before.map(({ y }) => y)) - Math.min(...placed.map(({ y }) => y))
  return Object.fromEntries(placed.map(({ id, x, y }) => [id, onGrid({ x: x + dx, y: y + dy })]))
}

/** ELK places what lies in something relative to it. */
function placesIn({ children = [] }: ElkNode, by: Point): (Point & { id: string })[] {
  return children.flatMap((child) => {
    const at = { x: by.x + (child.x ?? 0), y: by.y + (child.y ?? 0) }
    return [{ id: child.id, ...at }, ...placesIn(child, at)]
  })
}

function portId(node: string, side: string, port: string): string {
  return `${node} ${side} ${port}`
}
