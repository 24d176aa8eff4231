'use client'
import { useCallback, useContext } from 'react'
import { cx } from '../ui/index.ts'
import { useSelected, useTools } from './context.ts'
import { LightsContext } from './lights.ts'
import { cardIn } from './state/card-in.ts'
import type { EditorState } from './state/editor-state.ts'
import type { Point } from './state/flow-edit.ts'
import { framesOf } from './state/frames.ts'
import { type Box, shapeOf } from './state/geometry.ts'
import { wireIndex } from './state/wire-index.ts'
import { BlockFigure } from './try/block-figure.tsx'
import { useOwnProblems } from './use-problems.ts'

/** A block from so far away that nothing on it could be read: a box, in the colours of what is the matter with it. Hundreds of them are drawn at once. */
export function PlainBlock({ id, selected }: { id: string; selected: boolean }) {
  const { store } = useTools()
  const { off, end } = useSelected(
    store,
    useCallback(({ flow }: EditorState) => ({ off: flow.nodes[id]?.disabled ?? false, end: framesOf(flow, store.catalogue).get(id)?.end }), [id, store]),
    samePlain,
  )
  const light = useContext(LightsContext)?.[id]
  const wrong = useOwnProblems(id).some(({ code }) => code !== 'missing-input')
  const className = cx('block block-plain', selected && 'block-selected', off && 'block-off', wrong && 'block-problem')
  const last = end && endBox(store.get(), id, end)
  return (
    <>
      {last ? <div className={cx(className, 'block-end')} style={{ left: last.x, top: last.y, width: last.width, height: last.height }} /> : null}
      <div data-light={light} className={className}>
        <BlockFigure node={id} />
      </div>
    </>
  )

  function endBox({ flow }: EditorState, node: string, at: Point): Box | undefined {
    const card = cardIn(flow, store.catalogue, node)
    return card && shapeOf(card, wireIndex(flow).portsOf(node).inputs, at).end
  }
}

type Plain = { off: boolean; end: Point | undefined }
function samePlain(a: Plain, b: Plain): boolean {
  return a.off === b.off && a.end?.x === b.end?.x && a.end?.y === b.end?.y
}
