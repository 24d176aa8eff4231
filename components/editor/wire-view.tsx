'use client'
import { BaseEdge, EdgeLabelRenderer, type EdgeProps, getBezierPath } from '@xyflow/react'
import { Plus, X } from 'lucide-react'
import { memo, useCallback, useContext, useSyncExternalStore } from 'react'
import { cx } from '../ui/index.ts'
import type { WireItem } from './canvas-items.ts'
import { useEditor, useTools } from './context.ts'
import { MarksContext } from './marks.ts'
import type { EditorState } from './state/editor-state.ts'
import { wireIndex } from './state/wire-index.ts'

/** A wire. When it is taken hold of it offers, in its middle, to put a block in or to cut it. */
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
  const [path, x, y] = getBezierPath({ sourceX, sourceY, sourcePosition, targetX, targetY, targetPosition, curvature: 0.32 })
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
          <div className="wire-tools nodrag nopan" style={{ transform: `translate(-50%, -50%) translate(${x}px, ${y}px)` }}>
            <button
              type="button"
              aria-label="Put a block into this wire"
              title="Put a block in"
              onClick={(event) => ask({ at: { x: x - 124, y: y - 20 }, screen: cornerOf(event.currentTarget), into: wire })}
            >
              <Plus aria-hidden="true" />
            </button>
            <button type="button" aria-label="Cut this wire" title="Cut" onClick={() => store.perform({ kind: 'cut', wires: [id] })}>
              <X aria-hidden="true" />
            </button>
          </div>
        </EdgeLabelRenderer>
      ) : null}
      {problem ? <title>{problem.message}</title> : null}
    </>
  )
})

/** From the button and not the pointer: a press by key has none. */
function cornerOf(element: Element): { x: number; y: number } {
  const { left, bottom } = element.getBoundingClientRect()
  return { x: left, y: bottom + 6 }
}
