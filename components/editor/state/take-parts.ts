import type { Catalogue } from '../../../server/engine/card.ts'
import type { Flow, FlowNode, Wire } from '../../../server/engine/flow.ts'
import { type Point, sameData, wireId } from './flow-edit.ts'
import { freePlace } from './free-place.ts'
import { blockWidth } from './geometry.ts'

/** Blocks that a proposal adds get places beside what they are wired to; all others stay where they are. */
export function withPlaces(before: Flow, after: Flow, catalogue: Catalogue): Flow {
  const fresh = Object.keys(after.nodes).filter((id) => !before.nodes[id])
  if (fresh.length === 0) return after
  const isFresh = new Set(fresh)
  let placed: Flow = { ...after, nodes: Object.fromEntries(Object.entries(after.nodes).filter(([id]) => !isFresh.has(id))) }
  for (const id of inOrder(fresh, after)) {
    const node = after.nodes[id]
    const card = node && catalogue.get(node.block)
    if (!node) continue
    const position = card ? freePlace(placed, catalogue, card, besideOf(id, after, placed), node.parent) : besideOf(id, after, placed)
    placed = { ...placed, nodes: { ...placed.nodes, [id]: { ...node, position } } }
  }
  // in the order they were proposed
  return {
    ...after,
    nodes: Object.fromEntries(Object.keys(after.nodes).flatMap((id): [string, FlowNode][] => (placed.nodes[id] ? [[id, placed.nodes[id]]] : []))),
  }
}

/** What comes first in the flow is placed first; containers before what they hold. */
function inOrder(ids: string[], { nodes, wires }: Flow): string[] {
  const left = new Set(ids)
  const order: string[] = []
  while (left.size > 0) {
    const isFree = (id: string) => !left.has(nodes[id]?.parent ?? '') && wires.every(({ from, to }) => to.node !== id || !left.has(from.node))
    const next = [...left].find(isFree) ?? [...left][0] ?? ''
    left.delete(next)
    order.push(next)
  }
  return order
}

const apart = 72

function besideOf(id: string, { wires, nodes }: Flow, placed: Flow): Point {
  const at = (other: string | undefined): Point | undefined => (other === undefined ? undefined : placed.nodes[other]?.position)
  const source = wires.flatMap(({ from, to }) => (to.node === id ? [at(from.node)] : [])).find((point) => point !== undefined)
  if (source) return { x: source.x + blockWidth + apart, y: source.y }
  const target = wires.flatMap(({ from, to }) => (from.node === id ? [at(to.node)] : [])).find((point) => point !== undefined)
  if (target) return { x: target.x - blockWidth - apart, y: target.y }
  const container = at(nodes[id]?.parent)
  if (container) return { x: container.x + blockWidth + apart, y: container.y + 80 }
  const all = Object.values(placed.nodes)
  return all.length === 0
    ? { x: 0, y: 0 }
    : { x: Math.min(...all.map(({ position }) => position.x)), y: Math.max(...all.map(({ position }) => position.y)) + 200 }
}

/**
 * The flow as it is now, with those parts of a proposal that are taken. A part is a block with the wires that lead into it. `asked` is
 * the flow the proposal began from: what others changed since stays, unless it is in a part that is taken.
 */
export function takeParts({ now, asked, proposed, parts }: { now: Flow; asked: Flow; proposed: Flow; parts: ReadonlySet<string> }): Flow {
  const nodes = { ...now.nodes }
  for (const id of parts) {
    const [was, will] = [asked.nodes[id], proposed.nodes[id]]
    if (!will) delete nodes[id]
    else if (!was || !nodes[id]) nodes[id] = will
    else nodes[id] = patchedAs(nodes[id], was, will)
  }
  const stays = ({ from, to }: Wire): boolean => Object.hasOwn(nodes, from.node) && Object.hasOwn(nodes, to.node)
  const known = new Set(asked.wires.map(wireId))
  const wanted = new Set(proposed.wires.map(wireId))
  const kept = now.wires.filter((wire) => stays(wire) && !(parts.has(wire.to.node) && known.has(wireId(wire)) && !wanted.has(wireId(wire))))
  const there = new Set(kept.map(wireId))
  const added = proposed.wires.filter((wire) => parts.has(wire.to.node) && !known.has(wireId(wire)) && !there.has(wireId(wire)) && stays(wire))
  return { ...now, nodes: withParents(nodes), wires: [...kept, ...added] }
}

/** Only what the proposal changed of a block. */
function patchedAs(now: FlowNode, was: FlowNode, will: FlowNode): FlowNode {
  const next: Record<string, unknown> = { ...now }
  for (const key of new Set([...Object.keys(was), ...Object.keys(will)]) as Set<keyof FlowNode>) {
    if (key === 'inputs' || sameData(was[key], will[key])) continue
    if (will[key] === undefined) delete next[key]
    else next[key] = will[key]
  }
  const inputs = { ...now.inputs }
  for (const port of new Set([...Object.keys(was.inputs), ...Object.keys(will.inputs)])) {
    const value = will.inputs[port]
    if (sameData(was.inputs[port], value)) continue
    if (value === undefined) delete inputs[port]
    else inputs[port] = value
  }
  return { ...(next as FlowNode), inputs }
}

/** A block whose container was not taken lies in none. */
function withParents(nodes: Record<string, FlowNode>): Record<string, FlowNode> {
  return Object.fromEntries(
    Object.entries(nodes).map(([id, node]) => {
      if (node.parent === undefined || Object.hasOwn(nodes, node.parent)) return [id, node]
      const { parent: _, ...rest } = node
      return [id, rest]
    }),
  )
}
