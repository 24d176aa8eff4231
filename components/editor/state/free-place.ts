import type { Card, Catalogue } from '../../../server/engine/card.ts'
import type { Flow } from '../../../server/engine/flow.ts'
import { nestingOf } from '../../../server/engine/nesting.ts'
import type { Point } from './flow-edit.ts'
import { framesOf } from './frames.ts'
import { type Box, gridStep, onGrid, type Shape, shapeOf } from './geometry.ts'
import { shapeIn } from './shape-in.ts'

/** Wider than what rounding to the grid can take away. */
const gap = gridStep * 3

/** The place nearest to the wanted one where a new block lies over no other, nor in a container that it is not to lie in. */
export function freePlace(flow: Flow, catalogue: Catalogue, card: Card, wanted: Point, container?: string): Point {
  const { width, height } = sizeOf(shapeOf(card, new Set()))
  const own = container === undefined ? [] : [container, ...nestingOf(flow).around(container)]
  const boxes = Object.entries(flow.nodes).flatMap(([id, { position }]): Box[] => {
    const shape = shapeIn(flow, catalogue, id)
    const frame = own.includes(id) ? undefined : framesOf(flow, catalogue).get(id)
    const end = shape.end ? [{ ...shape.end, x: position.x + shape.end.x, y: position.y + shape.end.y }] : []
    return frame ? [frame] : [{ ...position, width: shape.width, height: shape.height }, ...end]
  })
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

function sizeOf({ width, height, end }: Shape): { width: number; height: number } {
  return end ? { width: end.x + end.width + gap, height: Math.max(height, end.height) + gap } : { width, height }
}
