import type { Catalogue } from '../../../server/engine/card.ts'
import type { Flow, Wire } from '../../../server/engine/flow.ts'
import type { Spot } from './geometry.ts'
import { foldedAway, groupsOf } from './groups.ts'
import { shapeIn } from './shape-in.ts'
import { type WireEnd, type WirePath, wirePath } from './wire-path.ts'

/** Where a wire begins and ends on the canvas, without asking it; `bends`: only where it is seen from block to block. */
type Ends = { from: WireEnd; to: WireEnd; bends: Wire['bends'] }

/** None where a port is not drawn, and within a folded group. */
export function endsIn(flow: Flow, catalogue: Catalogue, { from, to, bends }: Wire): Ends | undefined {
  const away = foldedAway(flow, catalogue)
  const [a, b] = [away.get(from.node), away.get(to.node)]
  if (a !== undefined && a === b) return undefined
  const begin = a === undefined ? spotOf(flow, catalogue, from.node, 'output', from.port) : foldedSpot(flow, catalogue, a, 'right')
  const end = b === undefined ? spotOf(flow, catalogue, to.node, 'input', to.port) : foldedSpot(flow, catalogue, b, 'left')
  return begin && end && { from: begin, to: end, bends: a === undefined && b === undefined ? bends : undefined }
}

/** A wire as it is drawn; undefined where none is. */
export function lineIn(flow: Flow, catalogue: Catalogue, wire: Wire): WirePath | undefined {
  const ends = endsIn(flow, catalogue, wire)
  return ends && wirePath(ends.from, ends.to, ends.bends)
}

function spotOf(flow: Flow, catalogue: Catalogue, node: string, side: Spot['side'], port: string): WireEnd | undefined {
  const at = flow.nodes[node]?.position
  const spot = at && shapeIn(flow, catalogue, node).spots.find((one) => one.side === side && one.port === port)
  return spot && at && { facing: spot.facing, x: at.x + spot.x, y: at.y + spot.y }
}

function foldedSpot(flow: Flow, catalogue: Catalogue, group: string, facing: 'left' | 'right'): WireEnd | undefined {
  const box = groupsOf(flow, catalogue).get(group)
  return box && { facing, x: facing === 'left' ? box.x : box.x + box.width, y: box.y + box.height / 2 }
}
