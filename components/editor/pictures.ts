import type { ReactFlowProps, Viewport } from '@xyflow/react'
import type { BlockItem, EdgeItem } from './canvas-items.ts'

type Flow = ReactFlowProps<BlockItem, EdgeItem>
export type Pictures = Required<Pick<Flow, 'onMoveStart' | 'onMove' | 'onMoveEnd' | 'onNodeDragStart' | 'onNodeDragStop'>>

/** Below this a picture of all would be larger than what is seen of it: browsers keep one at its full size. */
const near = 0.5

export type PictureHands = {
  canvas: () => HTMLElement | null
  zoom: () => number
  /** Many blocks: only then is it worth it. */
  isLarge: boolean
  settle: Flow['onNodeDragStop']
}

/**
 * While the view moves, what is on it is one picture that is pushed about, and drawn anew where it comes to rest: else every block
 * would be drawn again each frame. While a block moves over many, it, the others and the wires are a picture each.
 */
export function picturesOf({ canvas, zoom, isLarge, settle }: PictureHands): Pictures {
  const set = (what: 'canvas-gliding' | 'canvas-dragging' | 'canvas-drifting', on: boolean) => canvas()?.classList.toggle(what, on)
  const part = (name: 'pane' | 'viewport') => canvas()?.querySelector<HTMLElement>(`.react-flow__${name}`)
  let from: Viewport | null = null

  /** From far, what is drawn stays as it is, and the ground it lies on is pushed: so the picture is no larger than the window. */
  function drift(start: Viewport): void {
    from = start
    part('viewport')?.style.setProperty('--drift-from', `translate(${start.x}px, ${start.y}px) scale(${start.zoom})`)
    set('canvas-drifting', true)
  }
  function rest(): void {
    from = null
    set('canvas-drifting', false)
    set('canvas-gliding', false)
    part('pane')?.style.removeProperty('transform')
  }
  return {
    onMoveStart(event, view) {
      if (view.zoom >= near) set('canvas-gliding', true)
      else if (event && isLarge) drift({ ...view })
    },
    onMove(_event, { x, y, zoom: now }) {
      if (!from) return
      if (now !== from.zoom) return rest()
      const pane = part('pane')
      if (pane) pane.style.transform = `translate(${x - from.x}px, ${y - from.y}px)`
    },
    onMoveEnd: rest,
    onNodeDragStart: () => void set('canvas-dragging', isLarge && zoom() >= near),
    onNodeDragStop(...given) {
      set('canvas-dragging', false)
      settle?.(...given)
    },
  }
}
