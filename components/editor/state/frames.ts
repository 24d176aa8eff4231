import type { Catalogue } from '../../../server/engine/card.ts'
import type { Flow } from '../../../server/engine/flow.ts'
import { nestingOf } from '../../../server/engine/nesting.ts'
import { cardIn } from './card-in.ts'
import type { Point } from './flow-edit.ts'
import { type Box, blockWidth, insideWidth, shapeOf, unknownShape } from './geometry.ts'
import { wiredPorts } from './ports.ts'

/** A container as a whole. `end` is relative to the container's own block. */
export type Frame = Box & { end: Point; depth: number; isEmpty: boolean }

export const framePadding = 24
const gap = 56
const none: ReadonlyMap<string, Frame> = new Map()
const known = new WeakMap<Flow, { catalogue: Catalogue; frames: ReadonlyMap<string, Frame> }>()

/** The frame around each container and all that lies in it: its end stands to the right of that. */
export function framesOf(flow: Flow, catalogue: Catalogue): ReadonlyMap<string, Frame> {
  const before = known.get(flow)
  if (before?.catalogue === catalogue) return before.frames
  const containers = Object.keys(flow.nodes).filter((id) => catalogue.get(flow.nodes[id]?.block ?? '')?.inside)
  const frames = containers.length === 0 ? none : worked(flow, catalogue, containers)
  known.set(flow, { catalogue, frames })
  return frames
}

function worked(flow: Flow, catalogue: Catalogue, containers: string[]): ReadonlyMap<string, Frame> {
  const nesting = nestingOf(flow)
  const members = Object.groupBy(Object.keys(flow.nodes), (id) => nesting.scopeOf(id) ?? '')
  const frames = new Map<string, Frame>()
  const boxOf = (id: string): Box[] => {
    const node = flow.nodes[id]
    if (!node) return []
    const card = cardIn(flow, catalogue, id)
    const wired = wiredPorts(flow, id)
    const { width, height } = card ? shapeOf(card, wired.inputs) : unknownShape(wired)
    return [frames.get(id) ?? { ...node.position, width, height }]
  }
  const depth = (id: string) => nesting.around(id).length
  for (const id of containers.sort((a, b) => depth(b) - depth(a))) {
    const node = flow.nodes[id]
    const card = cardIn(flow, catalogue, id)
    if (!node || !card) continue
    const { x, y } = node.position
    const held = (members[id] ?? []).flatMap(boxOf)
    const end = { x: Math.max(blockWidth + insideWidth, ...held.map((box) => box.x + box.width + gap - x)), y: 0 }
    const shape = shapeOf(card, wiredPorts(flow, id).inputs, end)
    const endBox = shape.end ? [{ ...shape.end, x: x + shape.end.x, y: y + shape.end.y }] : []
    const around = union([{ x, y, width: shape.width, height: shape.height }, ...endBox, ...held])
    frames.set(id, { ...around, end, depth: depth(id), isEmpty: held.length === 0 })
  }
  return frames
}

function union(boxes: readonly Box[]): Box {
  const x = Math.min(...boxes.map((box) => box.x)) - framePadding
  const y = Math.min(...boxes.map((box) => box.y)) - framePadding
  const right = Math.max(...boxes.map((box) => box.x + box.width)) + framePadding
  const bottom = Math.max(...boxes.map((box) => box.y + box.height)) + framePadding
  return { x, y, width: right - x, height: bottom - y }
}

/** The innermost container whose frame holds this place. */
export function containerAt(flow: Flow, catalogue: Catalogue, { x, y }: Point): string | undefined {
  const holding = [...framesOf(flow, catalogue)].filter(([, box]) => x >= box.x && x <= box.x + box.width && y >= box.y && y <= box.y + box.height)
  return holding.sort(([, a], [, b]) => b.depth - a.depth)[0]?.[0]
}
