import type { Catalogue, Flow, FlowNode, InputValue, Wire } from '../engine/index.ts'
import type { Json } from '../kernel/json.ts'
import type { Edit } from './edit.ts'

/** The flow with one edit, or why it cannot be made, in words that say what to do. */
export type Edited = { ok: true; flow: Flow } | { ok: false; message: string }

export function editFlow(flow: Flow, edit: Edit, catalogue: Catalogue): Edited {
  switch (edit.do) {
    case 'add': {
      if (Object.hasOwn(flow.nodes, edit.id)) return refused(`There is a node ${edit.id} already. Choose another id, or change that one.`)
      const card = catalogue.get(edit.block)
      if (!card || card.category === 'internal') return refused(`There is no block ${edit.block}. Look for one with find_blocks.`)
      const node: FlowNode = { block: card.id, version: card.version, inputs: {}, position: { x: 0, y: 0 } }
      return withSettings(flow, edit.id, node, edit)
    }
    case 'change': {
      const node = nodeIn(flow, edit.id)
      return node ? withSettings(flow, edit.id, node, edit) : missing(edit.id)
    }
    case 'remove': {
      if (!nodeIn(flow, edit.id)) return missing(edit.id)
      const inside = Object.entries(flow.nodes).find(([, node]) => node.parent === edit.id)
      if (inside) return refused(`${inside[0]} lies in ${edit.id}. Take it out or remove it first.`)
      const { [edit.id]: _, ...nodes } = flow.nodes
      return { ok: true, flow: { ...flow, nodes, wires: flow.wires.filter(({ from, to }) => from.node !== edit.id && to.node !== edit.id) } }
    }
    case 'wire': {
      const wire = wireOf(edit)
      for (const { node } of [wire.from, wire.to]) if (!nodeIn(flow, node)) return missing(node)
      // one wire an input, but for the order of things
      const others = flow.wires.filter((other) => !same(other, wire) && (wire.to.port === 'after' || !sameEnd(other.to, wire.to)))
      const fed = withoutValue(flow, wire.to)
      return { ok: true, flow: { ...fed, wires: [...others, wire] } }
    }
    case 'unwire': {
      const wire = wireOf(edit)
      const wires = flow.wires.filter((other) => !same(other, wire))
      return wires.length < flow.wires.length ? { ok: true, flow: { ...flow, wires } } : refused(`There is no wire from ${edit.from} to ${edit.to}.`)
    }
  }
}

type Settings = {
  title?: string | undefined
  note?: string | undefined
  inputs?: Record<string, Json> | undefined
  inside?: string | null | undefined
  off?: boolean | undefined
}

function withSettings(flow: Flow, id: string, node: FlowNode, { title, note, inputs = {}, inside, off }: Settings): Edited {
  if (typeof inside === 'string' && !nodeIn(flow, inside)) return missing(inside)
  const next: FlowNode = { ...node, inputs: { ...node.inputs } }
  if (title !== undefined) set(next, 'title', title || undefined)
  if (note !== undefined) set(next, 'note', note || undefined)
  if (off !== undefined) set(next, 'disabled', off || undefined)
  if (inside !== undefined) set(next, 'parent', inside ?? undefined)
  for (const [port, value] of Object.entries(inputs)) {
    if (value === null) delete next.inputs[port]
    else next.inputs[port] = inputValue(value)
  }
  // a value in place of a wire
  const filled = new Set(Object.keys(inputs).filter((port) => inputs[port] !== null))
  const wires = flow.wires.filter(({ to }) => to.node !== id || !filled.has(to.port))
  return { ok: true, flow: { ...flow, nodes: { ...flow.nodes, [id]: next }, wires } }
}

function set<K extends 'title' | 'note' | 'disabled' | 'parent'>(node: FlowNode, key: K, value: FlowNode[K] | undefined): void {
  if (value === undefined) delete node[key]
  else node[key] = value
}

function inputValue(value: Json): InputValue {
  if (typeof value === 'object' && value !== null && !Array.isArray(value) && Object.keys(value).length === 1) {
    if (typeof value.expression === 'string') return { kind: 'expression', source: value.expression }
    if (typeof value.secret === 'string') return { kind: 'secret', name: value.secret }
  }
  return { kind: 'literal', value }
}

function withoutValue(flow: Flow, { node: id, port }: Wire['to']): Flow {
  const node = flow.nodes[id]
  if (!node || !Object.hasOwn(node.inputs, port)) return flow
  const { [port]: _, ...inputs } = node.inputs
  return { ...flow, nodes: { ...flow.nodes, [id]: { ...node, inputs } } }
}

function wireOf({ from, to }: { from: string; to: string }): Wire {
  const endOf = (text: string) => ({ node: text.slice(0, text.indexOf('.')), port: text.slice(text.indexOf('.') + 1) })
  return { from: endOf(from), to: endOf(to) }
}

const nodeIn = (flow: Flow, id: string): FlowNode | undefined => (Object.hasOwn(flow.nodes, id) ? flow.nodes[id] : undefined)
const sameEnd = (a: Wire['to'], b: Wire['to']): boolean => a.node === b.node && a.port === b.port
const same = (a: Wire, b: Wire): boolean => sameEnd(a.from, b.from) && sameEnd(a.to, b.to)
const refused = (message: string): Edited => ({ ok: false, message })
const missing = (id: string): Edited => refused(`There is no node ${id}.`)
