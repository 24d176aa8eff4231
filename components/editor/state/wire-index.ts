import type { Flow, Wire } from '../../../server/engine/flow.ts'
import { wireId } from './flow-edit.ts'

/** `key`: both in one text, the same while both are. */
export type Wired = { inputs: ReadonlySet<string>; outputs: ReadonlySet<string>; key: string }
export type WireIndex = {
  /** The ports of a node that have a wire. */
  portsOf: (node: string) => Wired
  /** Where a wire stands in the list, by its name; -1: nowhere. */
  placeOf: (id: string) => number
  /** The first wire into an input: it takes one, but for the control ports. */
  into: (node: string, port: string) => Wire | undefined
}

const none: Wired = { inputs: new Set(), outputs: new Set(), key: ' > ' }
const known = new WeakMap<Flow['wires'], WireIndex>()

/** The wires of a flow by what they join: worked out once for a list of wires, which stays the same object while no wire changes. */
export function wireIndex({ wires }: Pick<Flow, 'wires'>): WireIndex {
  const before = known.get(wires)
  if (before) return before
  const index = worked(wires)
  known.set(wires, index)
  return index
}

function worked(wires: Flow['wires']): WireIndex {
  const ports = new Map<string, { inputs: Set<string>; outputs: Set<string> }>()
  const wired = new Map<string, Wired>()
  const places = new Map<string, number>()
  const inputs = new Map<string, Wire>()
  const of = (id: string) => {
    const found = ports.get(id) ?? { inputs: new Set<string>(), outputs: new Set<string>() }
    ports.set(id, found)
    return found
  }
  wires.forEach((wire, place) => {
    of(wire.from.node).outputs.add(wire.from.port)
    of(wire.to.node).inputs.add(wire.to.port)
    const id = wireId(wire)
    if (!places.has(id)) places.set(id, place)
    const end = `${wire.to.node} ${wire.to.port}`
    if (!inputs.has(end)) inputs.set(end, wire)
  })
  return {
    portsOf(node) {
      const own = ports.get(node)
      const found = wired.get(node) ?? (own ? { ...own, key: `${[...own.inputs].join(' ')} > ${[...own.outputs].join(' ')}` } : none)
      wired.set(node, found)
      return found
    },
    placeOf: (id) => places.get(id) ?? -1,
    into: (node, port) => inputs.get(`${node} ${port}`),
  }
}
