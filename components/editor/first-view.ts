import type { Viewport } from '@xyflow/react'
import type { BlockItem } from './canvas-items.ts'

const leastZoom = 0.6
const margin = 20
/** Below the button that adds a block. */
const top = 88

/** On a small screen a flow begins at its beginning, large enough to read; one that fits is seen whole. */
export function firstView(items: readonly BlockItem[], width: number): Viewport {
  if (items.length === 0) return { x: margin, y: top, zoom: 1 }
  const left = Math.min(...items.map(({ position }) => position.x))
  const right = Math.max(...items.map((item) => item.position.x + (item.width ?? 0)))
  const upper = Math.min(...items.map(({ position }) => position.y))
  const zoom = Math.max(leastZoom, Math.min(1, (width - 2 * margin) / (right - left)))
  return { x: margin - left * zoom, y: top - upper * zoom, zoom }
}
