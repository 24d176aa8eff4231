'use client'
import { BaseEdge, EdgeLabelRenderer, type EdgeProps } from '@xyflow/react'
import { Plus, Spline, X } from 'lucide-react'
import { memo, useCallback, useContext, useSyncExternalStore } from 'react'
import { cx } from '../ui/index.ts'
import { BendHandle } from './bend-handle.tsx'
import type { WireItem } from './canvas-items.ts'
import { useEditor, useTools } from './context.ts'
import { MarksContext } from './marks.ts'
import type { EditorState } from './state/editor-state.ts'
import type { Point } from './state/flow-edit.ts'
import { onGrid } from './state/geometry.ts'
import { wireIndex } from './state/wire-index.ts'
import { wirePath } from './state/wire-path.ts'

/** A wire. When it is taken hold of it offers, over its middle, to put a block in, to bend it or to cut it, and its bends to move. */
export const WireView = memo(function WireView({
  id,
  sourceX,
  sourceY,
  sourcePosition,
  targetX,
  targetY,
  targetPosition,
  selected,
  data,
}: EdgeProps<WireItem>) {
  const { store, problems, readOnly, ask } = useTools()
  const index = useEditor(useCallback((state: EditorState) => wireIndex(state.flow).placeOf(id), [id]))
  const bends = data?.bends ?? none
  const { path, x, y } = wirePath({ x: sourceX, y: sourceY, facing: sourcePosition }, { x: targetX, y: targetY, facing: targetPosition }, bends)
  const mark = useContext(MarksContext)?.wires[id]
  const problem = useSyncExternalStore(
    problems.subscribe,
    () => problems.ofWire(index),
    () => undefined,
  )
  const wire = store.get().flow.wires[index]
  return (
    <>
      <BaseEdge
        path={path}
        interactionWidth={18}
        className={cx('wire', data?.control && 'wire-control', data?.error && 'wire-error', (problem || undefined) && 'wire-problem', mark && `wire-${mark}`)}
      />
      {selected && wire && !readOnly ? (
        <EdgeLabelRenderer>
          {/* Over the wire, so that a double press on it meets the wire. */}
          <div className="wire-tools nodrag nopan" style={{ transform: `translate(-50%, -100%) translate(${x}px, ${y - 10}px)` }}>
            <button
              type="button"
              aria-label="Put a block into this wire"
              title="Put a block in"
              onClick={(event) => ask({ at: { x: x - 124, y: y - 20 }, screen: cornerOf(event.currentTarget), into: wire })}
            >
              <Plus aria-hidden="true" />
            </button>
            <button
              type="button"
              aria-label="Bend this wire"
              title="Bend (also a double press on the wire)"
              onClick={() => store.perform({ kind: 'bend', wire: id, at: Math.floor(bends.length / 2), to: onGrid({ x, y }) })}
            >
              <Spline aria-hidden="true" />
            </button>
            <button type="button" aria-label="Cut this wire" title="Cut" onClick={() => store.perform({ kind: 'cut', wires: [id] })}>
              <X aria-hidden="true" />
            </button>
          </div>
          {Object.entries(bends).map(([place, at]) => (
            <BendHandle key={place} wire={id} place={Number(place)} at={at} />
          ))}
        </EdgeLabelRenderer>
      ) : null}
      {problem ? <title>{problem.message}</title> : null}
    </>
  )
})

const none: readonly Point[] = []

/** From the button and not the pointer: a press by key has none. */
function cornerOf(element: Element): { x: number; y: number } {
  const { left, bottom } = element.getBoundingClientRect()
  return { x: left, y: bottom + 6 }
}
