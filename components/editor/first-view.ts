import { getViewportForBounds, type Viewport } from '@xyflow/react'
import type { BlockItem } from './canvas-items.ts'

const leastZoom = 0.6
const margin = 20
/** Below the button that adds a block. */
const top = 88
export const zoomRange = { least: 0.15, most: 2 }
export const fit = { padding: 0.18, maxZoom: 1 }

/**
 * Where a flow is seen from when it opens, known before it is drawn, so that nothing is drawn twice. All of it; on a small screen its
 * beginning, large enough to read.
 */
export function firstView(items: readonly BlockItem[], box: { width: number; height: number }, narrow: boolean): Viewport {
  if (items.length === 0) return { x: margin, y: top, zoom: 1 }
  const left = Math.min(...items.map(({ position }) => position.x))
  const right = Math.max(...items.map((item) => item.position.x + (item.width ?? 0)))
  const upper = Math.min(...items.map(({ position }) => position.y))
  const lower = Math.max(...items.map((item) => item.position.y + (item.height ?? 0)))
  if (!narrow && box.width > 0 && box.height > 0)
    return getViewportForBounds(
      { x: left, y: upper, width: right - left, height: lower - upper },
      box.width,
      box.height,
      zoomRange.least,
      fit.maxZoom,
      fit.padding,
    )
  const zoom = Math.max(leastZoom, Math.min(1, (box.width - 2 * margin) / (right - left)))
  return { x: margin - left * zoom, y: top - upper * zoom, zoom }
}
