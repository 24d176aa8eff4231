import type { Flow, FlowNode, InputValue, Wire } from '../../../server/engine/flow.ts'

export type Point = { x: number; y: number }

/** A wire's name is what it joins, so the same wire has the same name in every browser. */
export function wireId(wire: Wire): string {
  return `${wire.from.node}.${wire.from.port}>${wire.to.node}.${wire.to.port}`
}

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

export function moved(flow: Flow, to: Readonly<Record<string, Point>>): Flow {
  let next = flow
  for (const [id, { x, y }] of Object.entries(to)) next = patched(next, id, { position: { x: Math.round(x), y: Math.round(y) } })
  return next
}

export function withoutNodes(flow: Flow, ids: ReadonlySet<string>): Flow {
  if (!Object.keys(flow.nodes).some((id) => ids.has(id))) return flow
  return {
    ...flow,
    nodes: Object.fromEntries(Object.entries(flow.nodes).filter(([id]) => !ids.has(id))),
    wires: flow.wires.filter((wire) => !ids.has(wire.from.node) && !ids.has(wire.to.node)),
  }
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
  if (a.wires.length !== b.wires.length || !sameData(a.nodes, b.nodes)) return false
  const names = new Set(a.wires.map(wireId))
  return b.wires.every((wire) => names.has(wireId(wire)))
}
