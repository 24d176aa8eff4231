import type { Catalogue } from './card.ts'
import { dependenciesOf } from './dependencies.ts'
import { type ExpressionScope, expressionName } from './expression.ts'
import type { Flow } from './flow.ts'
import { type Nesting, nestingOf } from './nesting.ts'
import { outputTypes } from './output-types.ts'
import { portsSeen } from './ports-seen.ts'

/** All that an expression in this node may name, with its types as they stand: for an editor. What waits for the node is left out. */
export function expressionScope(node: string, flow: Flow, catalogue: Catalogue): ExpressionScope {
  const nesting = nestingOf(flow)
  const typeOf = outputTypes(flow, catalogue, nesting)
  const later = waitingFor(node, flow, nesting)
  const scope: ExpressionScope = {}
  for (const id of Object.keys(flow.nodes).sort()) {
    if (id === node) continue
    const { kind } = nesting.passage(id, node)
    if (kind === 'in' || (kind === 'within' && !later.has(id))) scope[expressionName(id)] = portsSeen(id, flow, catalogue, kind === 'in', typeOf)
  }
  return scope
}

/** The node, what takes something from it, and so on. A container waits for all that anything in it takes. */
function waitingFor(node: string, flow: Flow, nesting: Nesting): Set<string> {
  const dependencies = dependenciesOf(flow)
  const found = new Set([node])
  for (const id of found) {
    for (const around of nesting.around(id)) found.add(around)
    for (const { from, to } of dependencies) if (from.node === id) found.add(to.node)
  }
  return found
}
