import type { Catalogue } from '../../../server/engine/card.ts'
import type { Flow } from '../../../server/engine/flow.ts'
import type { Point } from './flow-edit.ts'
import { framesOf } from './frames.ts'
import { type Box, onGrid } from './geometry.ts'
import { shapeIn } from './shape-in.ts'

export type Alignment = 'left' | 'centre' | 'right' | 'top' | 'middle' | 'bottom' | 'across' | 'down'

/** Where blocks stand when they are put in line, or spread out with the same room between them. A container counts with its frame. */
export function aligned(flow: Flow, catalogue: Catalogue, ids: readonly string[], how: Alignment): Record<string, Point> {
  const boxes = new Map(ids.flatMap((id) => (flow.nodes[id] ? [[id, boxOf(flow, catalogue, id)]] : [])))
  const all = [...boxes.values()]
  if (all.length < 2) return {}
  const left = Math.min(...all.map(({ x }) => x))
  const top = Math.min(...all.map(({ y }) => y))
  const right = Math.max(...all.map(({ x, width }) => x + width))
  const bottom = Math.max(...all.map(({ y, height }) => y + height))
  const spread = how === 'across' ? spreadAlong(boxes, 'x', 'width') : how === 'down' ? spreadAlong(boxes, 'y', 'height') : new Map<string, number>()
  const place = (id: string, { x, y, width, height }: Box): Point => {
    switch (how) {
      case 'left':
        return { x: left, y }
      case 'centre':
        return { x: (left + right - width) / 2, y }
      case 'right':
        return { x: right - width, y }
      case 'top':
        return { x, y: top }
      case 'middle':
        return { x, y: (top + bottom - height) / 2 }
      case 'bottom':
        return { x, y: bottom - height }
      case 'across':
        return { x: spread.get(id) ?? x, y }
      case 'down':
        return { x, y: spread.get(id) ?? y }
    }
  }
  return Object.fromEntries(
    [...boxes].map(([id, box]) => {
      const to = place(id, box)
      const from = flow.nodes[id]?.position ?? box
      return [id, onGrid({ x: from.x + to.x - box.x, y: from.y + to.y - box.y })]
    }),
  )
}

function boxOf(flow: Flow, catalogue: Catalogue, id: string): Box {
  const frame = framesOf(flow, catalogue).get(id)
  const { width, height } = shapeIn(flow, catalogue, id)
  return frame ?? { ...(flow.nodes[id]?.position ?? { x: 0, y: 0 }), width, height }
}

/** The first and the last stay; where there is too little room, all touch. */
function spreadAlong(boxes: ReadonlyMap<string, Box>, from: 'x' | 'y', size: 'width' | 'height'): Map<string, number> {
  const ordered = [...boxes].sort(([, a], [, b]) => a[from] - b[from] || a[size] - b[size])
  const [first, last] = [ordered[0]?.[1], ordered.at(-1)?.[1]]
  if (!first || !last) return new Map()
  const taken = ordered.reduce((sum, [, box]) => sum + box[size], 0)
  const room = Math.max(0, (last[from] + last[size] - first[from] - taken) / (ordered.length - 1))
  let at = first[from]
  return new Map(
    ordered.map(([id, box]) => {
      const place = at
      at += box[size] + room
      return [id, place]
    }),
  )
}
