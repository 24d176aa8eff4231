import type { ElkNode } from 'elkjs/lib/elk-api.js'
import type { Catalogue } from '../../../server/engine/card.ts'
import type { Flow } from '../../../server/engine/flow.ts'
import type { Point } from './flow-edit.ts'
import { onGrid } from './geometry.ts'
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

/** The flow as ELK's graph, ports where the canvas draws them so that wires cross as little as they can. */
export function elkGraph(flow: Flow, catalogue: Catalogue): ElkNode {
  return {
    id: 'flow',
    layoutOptions: options,
    children: Object.keys(flow.nodes).map((id) => {
      const { width, height, spots } = shapeIn(flow, catalogue, id)
      return {
        id,
        width,
        height,
        layoutOptions: { 'elk.portConstraints': 'FIXED_POS' },
        ports: spots.map(({ side, port, x, y, facing }) => ({
          id: portId(id, side, port),
          x,
          y,
          width: 0,
          height: 0,
          layoutOptions: { 'elk.port.side': { left: 'WEST', right: 'EAST', bottom: 'SOUTH' }[facing] },
        })),
      }
    }),
    edges: flow.wires
      .filter(({ from, to }) => from.node in flow.nodes && to.node in flow.nodes)
      .map(({ from, to }, index) => ({ id: `w${index}`, sources: [portId(from.node, 'output', from.port)], targets: [portId(to.node, 'input', to.port)] })),
  }
}

/** Positions from ELK's answer, laid so that the corner of the whole stays where it was: the view must not jump. */
export function tidied(flow: Flow, answer: ElkNode): Record<string, Point> {
  const placed = (answer.children ?? []).filter(({ id }) => id in flow.nodes)
  if (placed.length === 0) return {}
  const before = Object.values(flow.nodes).map(({ position }) => position)
  const dx = Math.min(...before.map(({ x }) => x)) - Math.min(...placed.map(({ x }) => x ?? 0))
  const dy = Math.min(...before.map(({ y }) => y)) - Math.min(...placed.map(({ y }) => y ?? 0))
  return Object.fromEntries(placed.map(({ id, x, y }) => [id, onGrid({ x: (x ?? 0) + dx, y: (y ?? 0) + dy })]))
}

function portId(node: string, side: string, port: string): string {
  return `${node} ${side} ${port}`
}
