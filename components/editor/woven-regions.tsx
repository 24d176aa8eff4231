'use client'
import { ViewportPortal } from '@xyflow/react'
import { Waypoints } from 'lucide-react'
import { useState } from 'react'
import type { Catalogue } from '../../server/engine/card.ts'
import type { Flow } from '../../server/engine/flow.ts'
import { Tooltip } from '../ui/tooltip.tsx'
import { useEditor, useTools } from './context.ts'
import type { Box } from './state/geometry.ts'
import { shapeIn } from './state/shape-in.ts'
import { lineIn } from './state/wire-ends.ts'
import { wireIndex } from './state/wire-index.ts'
import type { Woven } from './state/woven.ts'
import { useWoven } from './use-problems.ts'

/** Marks blocks that are woven together (rigid in the plan); says why, and shows the wires that make it so, under the pointer or in focus. */
export function WovenRegions() {
  const regions = useWoven()
  return regions.length === 0 ? null : (
    <ViewportPortal>
      {regions.map((region) => (
        <Region key={region.nodes.join(' ')} region={region} />
      ))}
    </ViewportPortal>
  )
}

const margin = 14

function Region({ region: { nodes, why, wires } }: { region: Woven }) {
  const { store } = useTools()
  const flow = useEditor((state) => state.flow)
  const [shown, setShown] = useState(false)
  const [sizesOf] = useState(() => rememberedSizes(store.catalogue, nodes))
  const sizes = sizesOf(flow)
  const boxes = nodes.flatMap((id): Box[] => {
    const [at, size] = [flow.nodes[id]?.position, sizes.get(id)]
    return at && size ? [{ ...at, width: size.width, height: size.height }] : []
  })
  if (boxes.length === 0) return null
  const left = Math.min(...boxes.map(({ x }) => x)) - margin
  const top = Math.min(...boxes.map(({ y }) => y)) - margin
  const right = Math.max(...boxes.map(({ x, width }) => x + width)) + margin
  const bottom = Math.max(...boxes.map(({ y, height }) => y + height)) + margin
  const tell = { onPointerEnter: () => setShown(true), onPointerLeave: () => setShown(false), onFocus: () => setShown(true), onBlur: () => setShown(false) }
  return (
    <>
      {shown ? (
        <>
          <div aria-hidden="true" className="woven-around" style={{ transform: `translate(${left}px, ${top}px)`, width: right - left, height: bottom - top }} />
          <svg aria-hidden="true" className="woven-lines">
            {wires.map((id) => {
              const wire = flow.wires[wireIndex(flow).placeOf(id)]
              return wire ? <path key={id} d={lineIn(flow, store.catalogue, wire)?.path} /> : null
            })}
          </svg>
        </>
      ) : null}
      <Tooltip label={why} side="top">
        <button type="button" className="woven-mark nodrag nopan" style={{ transform: `translate(${left}px, ${top - 28}px)` }} {...tell}>
          <Waypoints aria-hidden="true" className="size-3" /> {nodes.length} blocks woven together
        </button>
      </Tooltip>
    </>
  )
}

/** How large blocks are, asked again only when wires change: where they stand changes with every step of a drag. */
function rememberedSizes(catalogue: Catalogue, nodes: readonly string[]): (flow: Flow) => ReadonlyMap<string, { width: number; height: number }> {
  let known: { wires: Flow['wires']; sizes: ReadonlyMap<string, { width: number; height: number }> } | undefined
  return (flow) => {
    if (known?.wires !== flow.wires) known = { wires: flow.wires, sizes: new Map(nodes.map((id) => [id, shapeIn(flow, catalogue, id)])) }
    return known.sizes
  }
}
