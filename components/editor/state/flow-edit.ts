import type { Flow, FlowNode, InputValue, NodePort, Wire } from '../../../server/engine/flow.ts'
import { withOutputsRenamed } from './rename-reads.ts'

export type Point = { x: number; y: number }

/** A wire's name is what it joins, so the same wire has the same name in every browser. */
export function wireId(wire: Wire): string {
  const known = names.get(wire)
  if (known !== undefined) return known
  const name = `${wire.from.node}.${wire.from.port}>${wire.to.node}.${wire.to.port}`
  names.set(wire, name)
  return name
}

/** Wires are never changed in place; all of them are asked for with every step of a drag. */
const names = new WeakMap<Wire, string>()

/** `join`, then `join-2`: short, because the id is the step's name in every run. */
export function freshId(block: string, taken: (id: string) => boolean): string {
  const word = (block.split('.').at(-1) ?? '').toLowerCase().replace(/[^a-z0-9-]/g, '-')
  const stem = (/^[a-z]/.test(word) ? word : `block-${word}`).slice(0, 56)
  for (let n = 1; ; n++) {
    const id = n === 1 ? stem : `${stem}-${n}`
    if (!taken(id)) return id
  }
}

export function withNode(flow: Flow, id: string, node: FlowNode): Flow {
  return { ...flow, nodes: { ...flow.nodes, [id]: node } }
}

/** Changes a node; the same flow when nothing is different, so that no history entry and no save follow. */
export function patched(flow: Flow, id: string, patch: Partial<FlowNode>): Flow {
  const node = flow.nodes[id]
  if (!node) return flow
  const keys = Object.keys(patch) as (keyof FlowNode)[]
  if (keys.every((key) => sameData(node[key], patch[key]))) return flow
  const next = { ...node, ...patch }
  for (const key of keys) if (next[key] === undefined) delete next[key]
  return withNode(flow, id, next)
}

export function withInput(flow: Flow, id: string, port: string, value: InputValue | undefined): Flow {
  const node = flow.nodes[id]
  if (!node || sameData(node.inputs[port], value)) return flow
  const { [port]: _, ...others } = node.inputs
  return withNode(flow, id, { ...node, inputs: value ? { ...node.inputs, [port]: value } : others })
}

/**
 * Ports of a node's own. One that was renamed in its place is followed by its wires and by every expression that reads it, also by the
 * key by which runs share a limit, which reads what `begins` the flow as `input`; wires of one that is gone go with it.
 */
export function withPorts(flow: Flow, id: string, side: 'inputs' | 'outputs', ports: NodePort[], begins = false): Flow {
  const node = flow.nodes[id]
  if (!node) return flow
  const before = node.ports?.[side] ?? []
  if (sameData(before, ports)) return flow
  const kept = new Set(ports.map(({ name }) => name))
  const there = new Set(before.map(({ name }) => name))
  const renamed = new Map<string, string>()
  if (before.length === ports.length)
    for (const [index, { name }] of before.entries()) {
      const next = ports[index]?.name
      // Ports that only changed places keep their names.
      if (next !== undefined && !kept.has(name) && !there.has(next)) renamed.set(name, next)
    }
  const end = side === 'inputs' ? 'to' : 'from'
  const wires = flow.wires.flatMap((wire): Wire[] => {
    const name = wire[end].port
    if (wire[end].node !== id || !there.has(name) || kept.has(name)) return [wire]
    const next = renamed.get(name)
    return next === undefined ? [] : [{ ...wire, [end]: { ...wire[end], port: next } }]
  })
  const own = { inputs: node.ports?.inputs ?? [], outputs: node.ports?.outputs ?? [], [side]: ports }
  const next = { ...withNode(flow, id, { ...node, inputs: side === 'inputs' ? renamedKeys(node.inputs, renamed) : node.inputs, ports: own }), wires }
  return side === 'outputs' && renamed.size > 0 ? withOutputsRenamed(next, id, renamed, begins) : next
}

/** What an input holds stays with it under its new name. */
function renamedKeys(inputs: FlowNode['inputs'], renamed: ReadonlyMap<string, string>): FlowNode['inputs'] {
  return Object.fromEntries(Object.entries(inputs).map(([port, value]) => [renamed.get(port) ?? port, value]))
}

export function moved(flow: Flow, to: Readonly<Record<string, Point>>): Flow {
  let next = flow
  for (const [id, { x, y }] of Object.entries(to)) next = patched(next, id, { position: { x: Math.round(x), y: Math.round(y) } })
  return next
}

export function withoutNodes(flow: Flow, ids: ReadonlySet<string>): Flow {
  if (!Object.keys(flow.nodes).some((id) => ids.has(id))) return flow
  return {
    ...flow,
    nodes: Object.fromEntries(Object.entries(flow.nodes).flatMap(([id, node]) => (ids.has(id) ? [] : [[id, lifted(flow, node, ids)]]))),
    wires: flow.wires.filter((wire) => !ids.has(wire.from.node) && !ids.has(wire.to.node)),
  }
}

/** What lay in a container that is gone lies where the container lay. */
function lifted(flow: Flow, node: FlowNode, gone: ReadonlySet<string>): FlowNode {
  if (node.parent === undefined || !gone.has(node.parent)) return node
  let parent: string | undefined = node.parent
  for (let steps = 0; parent !== undefined && gone.has(parent) && steps < 100; steps++) parent = flow.nodes[parent]?.parent
  const { parent: _, ...rest } = node
  return parent === undefined ? rest : { ...rest, parent }
}

export function withoutWires(flow: Flow, ids: ReadonlySet<string>): Flow {
  const wires = flow.wires.filter((wire) => !ids.has(wireId(wire)))
  return wires.length === flow.wires.length ? flow : { ...flow, wires }
}

/** Equal as JSON, whatever the order of keys; undefined counts as absent. */
export function sameData(a: unknown, b: unknown): boolean {
  if (Object.is(a, b)) return true
  if (typeof a !== 'object' || typeof b !== 'object' || a === null || b === null) return false
  if (Array.isArray(a) !== Array.isArray(b)) return false
  const left = Object.entries(a).filter(([, value]) => value !== undefined)
  const right = Object.entries(b).filter(([, value]) => value !== undefined)
  return left.length === right.length && left.every(([key, value]) => sameData(value, (b as Record<string, unknown>)[key]))
}

/** The same document: nodes by content, wires as a set. */
export function sameFlow(a: Flow, b: Flow): boolean {
  if (a === b) return true
  if (a.wires.length !== b.wires.length || !sameData(a.nodes, b.nodes) || !sameData(a.concurrency, b.concurrency) || !sameData(a.groups, b.groups)) return false
  const known = new Map(a.wires.map((wire) => [wireId(wire), wire]))
  return b.wires.every((wire) => known.has(wireId(wire)) && sameData(known.get(wireId(wire))?.bends, wire.bends))
}

/** The same but for where blocks stand and wires bend: quick for two flows of which one came from the other. */
export function sameMeaning(a: Flow, b: Flow): boolean {
  if (a === b) return true
  if (!sameJoined(a.wires, b.wires) || !sameData(a.concurrency, b.concurrency) || !sameData(a.groups, b.groups)) return false
  const ids = Object.keys(a.nodes)
  if (ids.length !== Object.keys(b.nodes).length) return false
  return ids.every((id) => {
    const [one, other] = [a.nodes[id], b.nodes[id]]
    return one === other || (one && other && sameData({ ...one, position: null }, { ...other, position: null }))
  })
}

function sameJoined(a: readonly Wire[], b: readonly Wire[]): boolean {
  return a === b || (a.length === b.length && a.every((wire, at) => b[at] && (wire === b[at] || wireId(wire) === wireId(b[at]))))
}
