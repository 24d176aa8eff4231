import { controlInput, type Flow } from '../engine/flow.ts'
import type { JsonObject } from '../kernel/json.ts'

/** Other values for input ports, by node and port: what somebody changed before a run was walked again. */
export type Edits = { [node: string]: JsonObject }

/** The checkpoint under which a run keeps its edits: they come with the others when a worker takes the run up. */
export const editsPath = '~edits'

export function editsIn(steps: readonly { path: string; output: JsonObject | null }[]): Edits | undefined {
  return (steps.find(({ path }) => path === editsPath)?.output as Edits | null | undefined) ?? undefined
}

/** The later edit of a port wins. */
export function joinEdits(before: Edits, after: Edits): Edits {
  return Object.fromEntries([...new Set([...Object.keys(before), ...Object.keys(after)])].map((node) => [node, { ...before[node], ...after[node] }]))
}

/** The flow with these values in place of what its wires bring. The wires stay, as order: the plan is the same. */
export function withEdits(flow: Flow, edits: Edits): Flow {
  const edited = (node: string, port: string): boolean => Object.hasOwn(edits, node) && Object.hasOwn(edits[node] ?? {}, port)
  const nodes = Object.entries(flow.nodes).map(([id, node]) => {
    const values = Object.hasOwn(edits, id) ? edits[id] : undefined
    if (!values) return [id, node]
    const literals = Object.entries(values).map(([port, value]) => [port, { kind: 'literal', value: value ?? null }])
    return [id, { ...node, inputs: { ...node.inputs, ...Object.fromEntries(literals) } }]
  })
  return {
    ...flow,
    nodes: Object.fromEntries(nodes),
    wires: flow.wires.map((wire) => (edited(wire.to.node, wire.to.port) ? { ...wire, to: { node: wire.to.node, port: controlInput } } : wire)),
  }
}
