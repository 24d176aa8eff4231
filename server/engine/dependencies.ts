import { expressionInputs } from './expression-inputs.ts'
import type { Flow } from './flow.ts'

/** That an input of one node needs something of another: by a wire (then its index) or by an expression. */
export type Dependency = { from: { node: string; port?: string }; to: { node: string; port: string }; wire?: number }

/** All that nodes need of each other. A wire goes before an expression at the same port. */
export function dependenciesOf(flow: Flow): Dependency[] {
  const found: Dependency[] = flow.wires.map(({ from, to }, wire) => ({ from, to, wire }))
  const speaking = Object.entries(flow.nodes).filter(([, node]) => Object.values(node.inputs).some(({ kind }) => kind === 'expression'))
  if (speaking.length === 0) return found
  const wired = new Set(flow.wires.map(({ to }) => `${to.node} ${to.port}`))
  for (const [id, node] of speaking)
    for (const { port, names } of expressionInputs(node))
      if (!wired.has(`${id} ${port}`)) for (const from of names) found.push({ from, to: { node: id, port } })
  return found
}
