'use client'
import { ViewportPortal } from '@xyflow/react'
import { useMemo, useState } from 'react'
import type { Catalogue } from '../../server/engine/card.ts'
import type { Flow } from '../../server/engine/flow.ts'
import { useEditor, useTools } from './context.ts'
import { wireId } from './state/flow-edit.ts'
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

/** The lines of all wires, in bundles; that of a wire is kept while neither of its blocks moves. */
function linesOf(catalogue: Catalogue): (flow: Flow) => string[] {
  const known = new Map<string, { wire: unknown; from: unknown; to: unknown; line: string }>()
  return (flow) => {
    const away = foldedAway(flow, catalogue)
    const lines = flow.wires.map((wire) => {
      const id = wireId(wire)
      if (away.has(wire.from.node) || away.has(wire.to.node)) return lineIn(flow, catalogue, wire)?.path ?? ''
      const [from, to] = [flow.nodes[wire.from.node], flow.nodes[wire.to.node]]
      const before = known.get(id)
      if (before && before.wire === wire && before.from === from && before.to === to) return before.line
      const line = lineIn(flow, catalogue, wire)?.path ?? ''
      known.set(id, { wire, from, to, line })
      return line
    })
    return Array.from({ length: Math.ceil(lines.length / bundle) }, (_, at) => lines.slice(at * bundle, (at + 1) * bundle).join(''))
  }
}
