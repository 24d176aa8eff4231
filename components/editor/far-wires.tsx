'use client'
import { ViewportPortal } from '@xyflow/react'
import { useMemo, useState } from 'react'
import type { Catalogue } from '../../server/engine/card.ts'
import type { Flow } from '../../server/engine/flow.ts'
import { useEditor, useTools } from './context.ts'
import { foldedAway } from './state/groups.ts'
import { lineIn } from './state/wire-ends.ts'
import { wireIndex } from './state/wire-index.ts'
import { useProblems } from './use-problems.ts'

/** So many wires from so far away are one drawing: nobody takes hold of a single one of them. */
export const manyWires = 150

export function FarWires() {
  const { store, problems } = useTools()
  const flow = useEditor((state) => state.flow)
  const selected = useEditor((state) => state.selection.wires)
  const wrong = useProblems(problems)
  const [draw] = useState(() => linesOf(store.catalogue))
  const lines = useMemo(() => draw(flow), [draw, flow])
  const lineAt = (place: number) => {
    const wire = flow.wires[place]
    return (wire && lineIn(flow, store.catalogue, wire)?.path) ?? ''
  }
  return (
    <ViewportPortal>
      <svg aria-hidden="true" className="far-wires">
        {Object.entries(lines).map(([place, line]) => (
          <path key={place} d={line} />
        ))}
        <path className="far-wires-wrong" d={wrong.map(({ wire }) => (wire === undefined ? '' : lineAt(wire))).join('')} />
        <path className="far-wires-selected" d={selected.map((id) => lineAt(wireIndex(flow).placeOf(id))).join('')} />
      </svg>
    </ViewportPortal>
  )
}

/** So many wires are one line: when a block moves, only the lines with its wires are drawn again. */
const bundle = 20

/** The lines of all wires, in bundles; that of a wire is kept while neither of its blocks moves, and that of a bundle while none of its wires changes. */
function linesOf(catalogue: Catalogue): (flow: Flow) => readonly string[] {
  let before: Flow | undefined
  let known: { lines: string[]; bundles: string[] } = { lines: [], bundles: [] }
  return (flow) => {
    const former = before?.wires === flow.wires && foldedAway(before, catalogue).size + foldedAway(flow, catalogue).size === 0 ? before : undefined
    const changed = new Set<number>()
    const lines = flow.wires.map((wire, place) => {
      const held = known.lines[place]
      const { from, to } = wire
      if (former && held !== undefined && former.nodes[from.node] === flow.nodes[from.node] && former.nodes[to.node] === flow.nodes[to.node]) return held
      changed.add(Math.floor(place / bundle))
      return lineIn(flow, catalogue, wire)?.path ?? ''
    })
    const bundles = Array.from({ length: Math.ceil(lines.length / bundle) }, (_, at) => {
      const held = known.bundles[at]
      return held === undefined || changed.has(at) ? lines.slice(at * bundle, (at + 1) * bundle).join('') : held
    })
    before = flow
    known = { lines, bundles }
    return bundles
  }
}
