import type { Card, Catalogue } from '../../../server/engine/card.ts'
import type { Flow } from '../../../server/engine/flow.ts'
import type { Point } from './flow-edit.ts'
import { gridStep, onGrid, shapeOf } from './geometry.ts'
import { shapeIn } from './shape-in.ts'

/** Wider than what rounding to the grid can take away. */
const gap = gridStep * 3

/** The place nearest to the wanted one where a new block lies over no other. */
export function freePlace(flow: Flow, catalogue: Catalogue, card: Card, wanted: Point): Point {
  const { width, height } = shapeOf(card, new Set())
  const boxes = Object.entries(flow.nodes).map(([id, { position }]) => ({ ...position, ...shapeIn(flow, catalogue, id) }))
  const isFree = ({ x, y }: Point) =>
    boxes.every((box) => x >= box.x + box.width + gap || x + width + gap <= box.x || y >= box.y + box.height + gap || y + height + gap <= box.y)
  // Free places touch, on one axis each, the wanted line or the edge of some block: only those need looking at.
  const xs = [wanted.x, ...boxes.flatMap((box) => [box.x + box.width + gap, box.x - width - gap])]
  const ys = [wanted.y, ...boxes.flatMap((box) => [box.y + box.height + gap, box.y - height - gap])]
  let best = wanted
  let least = Number.POSITIVE_INFINITY
  for (const x of xs) {
    for (const y of ys) {
      const far = Math.hypot(x - wanted.x, y - wanted.y)
      if (far < least && isFree({ x, y })) {
        least = far
        best = { x, y }
      }
    }
  }
  return onGrid(best)
}
