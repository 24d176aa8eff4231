'use client'
import { useReactFlow } from '@xyflow/react'
import { type KeyboardEvent, useRef } from 'react'
import { useTools } from './context.ts'
import { nudgeOf } from './shortcuts.ts'
import type { Point } from './state/flow-edit.ts'
import { onGrid } from './state/geometry.ts'

/** A bend of a wire, to take hold of: dragged, moved with the arrow keys, taken away with Delete or a double press. */
export function BendHandle({ wire, place, at }: { wire: string; place: number; at: Point }) {
  const { store } = useTools()
  const { screenToFlowPosition } = useReactFlow()
  const held = useRef(false)
  const remove = () => store.perform({ kind: 'unbend', wire, at: place })
  const press = (event: KeyboardEvent) => {
    const moves = event.key.startsWith('Arrow')
    if (!moves && event.key !== 'Delete' && event.key !== 'Backspace') return
    event.preventDefault()
    event.stopPropagation()
    if (!moves) return remove()
    const by = nudgeOf(event.key, event.shiftKey)
    store.perform({ kind: 'move-bend', wire, at: place, to: { x: at.x + by.x, y: at.y + by.y } })
  }
  return (
    <button
      type="button"
      aria-label={`Bend ${place + 1}: move it with the arrow keys, take it away with Delete`}
      title="Drag to move, double press to take away"
      className="wire-bend nodrag nopan"
      style={{ transform: `translate(-50%, -50%) translate(${at.x}px, ${at.y}px)` }}
      onPointerDown={(event) => {
        held.current = true
        event.currentTarget.setPointerCapture(event.pointerId)
      }}
      onPointerMove={(event) => {
        if (held.current) store.perform({ kind: 'move-bend', wire, at: place, to: onGrid(screenToFlowPosition({ x: event.clientX, y: event.clientY })) })
      }}
      onPointerUp={() => {
        held.current = false
        store.perform({ kind: 'settle' })
      }}
      onClick={(event) => event.altKey && remove()}
      onDoubleClick={remove}
      onKeyDown={press}
    />
  )
}
