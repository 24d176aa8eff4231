import type { Flow, Wire } from '../../../server/engine/flow.ts'
import { type Point, wireId } from './flow-edit.ts'

const most = 20

/** Where the line of a wire bends, by the wire's name. */
export function bent(flow: Flow, id: string, change: (bends: readonly Point[]) => readonly Point[]): Flow {
  const wires = flow.wires.map((wire): Wire => {
    if (wireId(wire) !== id) return wire
    const bends = change(wire.bends ?? []).slice(0, most)
    return bends === wire.bends ? wire : withBends(wire, bends)
  })
  return wires.every((wire, at) => wire === flow.wires[at]) ? flow : { ...flow, wires }
}

export function withBends({ from, to }: Wire, bends: readonly Point[]): Wire {
  return { from, to, ...(bends.length > 0 ? { bends: bends.map(({ x, y }) => ({ x: Math.round(x), y: Math.round(y) })) } : {}) }
}

/** Laid anew, each wire goes straight. */
export function unbent(flow: Flow): Flow {
  return flow.wires.some(({ bends }) => bends) ? { ...flow, wires: flow.wires.map((wire) => (wire.bends ? withBends(wire, []) : wire)) } : flow
}

/** Wires whose both ends went the same way keep their form. */
export function bendsAlong(before: Flow, after: Flow): Flow {
  if (before.nodes === after.nodes || !after.wires.some(({ bends }) => bends)) return after
  const way = (id: string): Point => {
    const [was, is] = [before.nodes[id]?.position, after.nodes[id]?.position]
    return was && is ? { x: is.x - was.x, y: is.y - was.y } : { x: 0, y: 0 }
  }
  const wires = after.wires.map((wire) => {
    if (!wire.bends) return wire
    const [a, b] = [way(wire.from.node), way(wire.to.node)]
    if (a.x !== b.x || a.y !== b.y || (a.x === 0 && a.y === 0)) return wire
    return withBends(
      wire,
      wire.bends.map(({ x, y }) => ({ x: x + a.x, y: y + a.y })),
    )
  })
  return wires.every((wire, at) => wire === after.wires[at]) ? after : { ...after, wires }
}
