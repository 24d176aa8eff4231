import { readExpression } from '../../../server/engine/expression.ts'
import type { Flow, FlowNode, Wire } from '../../../server/engine/flow.ts'

/**
 * What expressions read, as wires nobody drew: from the port an expression names to the input it stands in. A read of a node as a
 * whole comes from its `done`. Left out: names of nodes that are not there, a node's own name, and what a wire joins already.
 */
export function readsOf(flow: Flow): Wire[] {
  const named: Wire[] = []
  for (const id in flow.nodes)
    for (const { from, port } of namesIn(flow.nodes[id])) if (from.node !== id && from.node in flow.nodes) named.push({ from, to: { node: id, port } })
  if (named.length === 0) return named
  const drawn = new Set(flow.wires.map(({ from, to }) => `${from.node}>${to.node}.${to.port}`))
  return named.filter(({ from, to }) => !drawn.has(`${from.node}>${to.node}.${to.port}`))
}

type Named = { from: Wire['from']; port: string }
const nobody: Named[] = []
const remembered = new WeakMap<FlowNode['inputs'], Named[]>()

/** Inputs are never changed in place, and stay the same while a block is dragged, so each is looked at once. */
function namesIn(node: FlowNode | undefined): Named[] {
  if (!node) return nobody
  const { inputs } = node
  const known = remembered.get(inputs)
  if (known) return known
  const named = Object.entries(inputs).flatMap(([port, value]): Named[] => {
    if (value.kind !== 'expression') return []
    const read = readExpression(value.source)
    return read.ok ? read.names.map((name) => ({ from: { node: name.node, port: name.port ?? 'done' }, port })) : []
  })
  remembered.set(inputs, named)
  return named
}
