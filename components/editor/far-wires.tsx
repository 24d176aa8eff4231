'use client'
import { getBezierPath, Position, ViewportPortal } from '@xyflow/react'
import { useMemo, useState } from 'react'
import type { Catalogue } from '../../server/engine/card.ts'
import type { Flow, Wire } from '../../server/engine/flow.ts'
import { useEditor, useTools } from './context.ts'
import { wireId } from './state/flow-edit.ts'
import type { Spot } from './state/geometry.ts'
import { shapeIn } from './state/shape-in.ts'
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
    return wire ? lineOf(flow, store.catalogue, wire) : ''
  }
  return (
    <ViewportPortal>
      <svg aria-hidden="true" className="far-wires">
        {lines.map((line, at) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: a bundle of wires is known by its place only
          <path key={at} d={line} />
        ))}
        <path className="far-wires-wrong" d={wrong.map(({ wire }) => (wire === undefined ? '' : lineAt(wire))).join('')} />
        <path className="far-wires-selected" d={selected.map((id) => lineAt(wireIndex(flow).placeOf(id))).join('')} />
      </svg>
    </ViewportPortal>
  )
}

const sides = { left: Position.Left, right: Position.Right, bottom: Position.Bottom }

/** So many wires are one line: when a block moves, only the lines with its wires are drawn again. */
const bundle = 20

/** The lines of all wires, in bundles; that of a wire is kept while neither of its blocks moves. */
function linesOf(catalogue: Catalogue): (flow: Flow) => string[] {
  const known = new Map<string, { from: unknown; to: unknown; line: string }>()
  return (flow) => {
    const lines = flow.wires.map((wire) => {
      const id = wireId(wire)
      const [from, to] = [flow.nodes[wire.from.node], flow.nodes[wire.to.node]]
      const before = known.get(id)
      if (before && before.from === from && before.to === to) return before.line
      const line = lineOf(flow, catalogue, wire)
      known.set(id, { from, to, line })
      return line
    })
    return Array.from({ length: Math.ceil(lines.length / bundle) }, (_, at) => lines.slice(at * bundle, (at + 1) * bundle).join(''))
  }
}

/** A wire as it is drawn, without asking the canvas. */
export function lineOf(flow: Flow, catalogue: Catalogue, { from, to }: Wire): string {
  const a = spotOf(flow, catalogue, from.node, 'output', from.port)
  const b = spotOf(flow, catalogue, to.node, 'input', to.port)
  if (!a || !b) return ''
  const [path] = getBezierPath({
    sourceX: a.x,
    sourceY: a.y,
    sourcePosition: sides[a.facing],
    targetX: b.x,
    targetY: b.y,
    targetPosition: sides[b.facing],
    curvature: 0.32,
  })
  return path
}

function spotOf(flow: Flow, catalogue: Catalogue, node: string, side: Spot['side'], port: string): Spot | undefined {
  const at = flow.nodes[node]?.position
  const spot = at && shapeIn(flow, catalogue, node).spots.find((one) => one.side === side && one.port === port)
  return spot && at && { ...spot, x: at.x + spot.x, y: at.y + spot.y }
}
