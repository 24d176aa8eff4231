'use client'
import { useReactFlow } from '@xyflow/react'
import { type PointerEvent, useEffect, useMemo } from 'react'
import type { EditorStore } from './store.ts'
import type { OpenFlow } from './use-shared-flow.ts'

/** Tells the others where one's pointer is, and what one has selected. */
export function useWhere({ sync, shared }: OpenFlow, store: EditorStore) {
  const { screenToFlowPosition } = useReactFlow()
  const where = useMemo(() => {
    let at: { x: number; y: number } | null = null
    const tell = () =>
      sync.here({
        at,
        nodes: store
          .get()
          .selection.nodes.slice(0, 20)
          .flatMap((id) => shared.keyOf(id) ?? []),
      })
    return {
      tell,
      move(event: PointerEvent) {
        const point = screenToFlowPosition({ x: event.clientX, y: event.clientY }, { snapToGrid: false })
        at = { x: Math.round(point.x), y: Math.round(point.y) }
        tell()
      },
      leave() {
        at = null
        tell()
      },
    }
  }, [sync, shared, store, screenToFlowPosition])
  useEffect(() => {
    where.tell()
    let nodes = store.get().selection.nodes
    return store.subscribe(() => {
      if (store.get().selection.nodes === nodes) return
      nodes = store.get().selection.nodes
      where.tell()
    })
  }, [where, store])
  return where
}
