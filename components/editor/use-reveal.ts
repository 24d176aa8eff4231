'use client'
import { useReactFlow } from '@xyflow/react'
import { type RefObject, useCallback } from 'react'
import { shapeIn } from './state/shape-in.ts'
import type { EditorStore } from './store.ts'

export const inspectorWidth = 352
export const paletteWidth = 252
const margin = 24

/** Moves the view just as far as it takes to see a block beside the inspector, and not at all when it is in sight already. */
export function useReveal(store: EditorStore, area: RefObject<HTMLDivElement | null>, narrow: boolean): (nodes: readonly string[]) => void {
  const { getViewport, setViewport } = useReactFlow()
  return useCallback(
    ([id]) => {
      const { flow } = store.get()
      const node = flow.nodes[id ?? '']
      const box = area.current?.getBoundingClientRect()
      if (!id || !node || !box || narrow) return
      const { width, height } = shapeIn(flow, store.catalogue, id)
      const { x, y, zoom } = getViewport()
      const by = {
        x: shiftInto(x + node.position.x * zoom, width * zoom, margin, box.width - inspectorWidth - margin),
        y: shiftInto(y + node.position.y * zoom, height * zoom, margin, box.height - margin),
      }
      if (by.x !== 0 || by.y !== 0) void setViewport({ x: x + by.x, y: y + by.y, zoom }, { duration: 180 })
    },
    [store, area, narrow, getViewport, setViewport],
  )
}

/** How far something must move to lie between two lines; its beginning counts more when it does not fit. */
function shiftInto(start: number, size: number, from: number, to: number): number {
  if (start < from) return from - start
  if (start + size > to) return Math.max(to - (start + size), from - start)
  return 0
}
